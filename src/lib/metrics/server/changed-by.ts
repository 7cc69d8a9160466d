import type { MemberId } from '#lib/platform/ids.ts';

/** Who changed a rule, as the audit trail says it: a member, or whoever runs the command line. */
export function changedBy(by: MemberId | null): string {
	return by ? `member:${by}` : 'cli';
}
