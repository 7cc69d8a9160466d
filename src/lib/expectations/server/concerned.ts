import type { MemberId, TeamId } from '#lib/platform/ids.ts';

/** The facts that reach who is concerned by somebody's card: themselves and whoever leads them. */
export function concerned(memberId: MemberId, teamId: TeamId | null): string[] {
	return [
		`expectations:${memberId}`,
		`expectations:team:${teamId ?? 'none'}`,
		'expectations:admins',
		'asks'
	];
}
