import { NONE, type MemberId } from '#lib/platform/ids.ts';

/** What moves for whom a question or a flag concerns: the member, who leads the team, the admins. */
export function concerned(memberId: MemberId, teamId: string): string[] {
	const team = teamId === NONE ? [] : [`checks:team:${teamId}`];
	return [`checks:${memberId}`, ...team, 'checks:admins'];
}
