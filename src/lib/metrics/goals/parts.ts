const WHOLE = 10_000n;

/**
 * How large a part of all each of these amounts is, in ten-thousandths that add up to 10,000 exactly:
 * what rounding down leaves over goes to the largest remainders, the first of equals before the next.
 * All zero where there is nothing. Amounts are zero or more.
 */
export function partsOf(amounts: readonly bigint[]): number[] {
	const all = amounts.reduce((sum, amount) => sum + amount, 0n);
	if (!all) return amounts.map(() => 0);
	const parts = amounts.map((amount) => (amount * WHOLE) / all);
	const left = Number(WHOLE - parts.reduce((sum, part) => sum + part, 0n));
	const byRemainder = amounts
		.map((amount, i) => ({ i, rest: (amount * WHOLE) % all }))
		.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest < b.rest ? 1 : -1));
	const more = new Set(byRemainder.slice(0, left).map(({ i }) => i));
	return parts.map((part, i) => Number(part) + (more.has(i) ? 1 : 0));
}
