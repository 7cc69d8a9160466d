/** As a league is called wherever it is named. */
export function leagueName(league: number): string {
	return `League ${league}`;
}
