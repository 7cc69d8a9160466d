import { asksAbout } from '#lib/platform/ask.ts';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';

/**
 * The facts that reach who is concerned by somebody's card: themselves and whoever leads them. Their
 * screens alone look for what waits for them.
 */
export function concerned(memberId: MemberId, teamId: TeamId | null): string[] {
	const whose = [memberId, ...(teamId ? [`team:${teamId}`] : []), 'admins'];
	const cards = whose.map((who) => `expectations:${who}`);
	return [...cards, ...asksAbout({ id: memberId, teamId })];
}
