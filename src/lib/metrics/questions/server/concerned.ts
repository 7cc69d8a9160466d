import { ASKS_OF_ADMINS, asksOfLeaders } from '#lib/platform/ask.ts';
import { NONE, type MemberId, type TeamId } from '#lib/platform/ids.ts';

/** What moves for whom a question or a flag concerns: the member, who leads the team, the admins. */
export function concerned(memberId: MemberId, teamId: string): string[] {
	const team = teamId === NONE ? [] : [`checks:team:${teamId}`];
	return [`checks:${memberId}`, ...team, 'checks:admins'];
}

/** The same with a question, which waits for whoever may answer it. */
export function concernedByQuestion(memberId: MemberId, teamId: string): string[] {
	const leaders = teamId === NONE ? [] : [asksOfLeaders(teamId as TeamId)];
	return [...concerned(memberId, teamId), ...leaders, ASKS_OF_ADMINS];
}
