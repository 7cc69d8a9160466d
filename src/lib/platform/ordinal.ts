/** 1 → "1st", 12 → "12th", 21 → "21st". */
export function ordinal(n: number | bigint): string {
	const tail = Number(BigInt(n) % 100n);
	const teen = tail >= 11 && tail <= 13;
	return `${n}${(!teen && ['', 'st', 'nd', 'rd'][tail % 10]) || 'th'}`;
}
