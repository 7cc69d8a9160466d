import type { ActivityId, GoalId, MemberId, OrgId, RecognitionId } from '#lib/platform/ids.ts';

/** What the outbox hands over. Quantities are scaled integers as decimal strings. */
export type Fact =
	| { orgId: OrgId; kind: 'activities'; ids: ActivityId[] }
	| { orgId: OrgId; kind: 'recognition'; id: RecognitionId }
	| {
			orgId: OrgId;
			kind: 'check-in';
			goalId: GoalId;
			memberId: MemberId;
			before: string;
			after: string;
	  };
