import type {
	ActivityId,
	BadgeId,
	GoalId,
	Id,
	MemberId,
	OrgId,
	RecognitionId
} from '#lib/platform/ids.ts';

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
			/** When it was tapped, RFC 3339: what it rings and brings is of then. */
			at?: string;
			/** Where it carried the goal over its target, or over a step beyond it. */
			reaches?: 'target' | 'step';
	  }
	/** Goals that stand at a step after they, or what supports them, were agreed, moved or changed. */
	| { orgId: OrgId; kind: 'goals'; goalIds: GoalId[] }
	/** Awards that work earned, or that a correction took back. */
	| { orgId: OrgId; kind: 'badge'; awards: Id<'award'>[] }
	/** Past work was counted into a badge that somebody introduced or changed. */
	| {
			orgId: OrgId;
			kind: 'badge-past';
			badgeId: BadgeId;
			badgeName: string;
			by: MemberId;
			/** How many have earned something of it by that. */
			people: number;
			/** RFC 3339. */
			at: string;
	  };
