/** A zone in which it is noon right now, whenever the tests run: at night people's phones are quiet. */
export function daytime(now = new Date()): string {
	const ahead = 12 - now.getUTCHours();
	// These names count westwards.
	return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
