import { z } from 'zod';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import type { StoredGoal } from '../stored-goals.ts';

const instant = z
	.string()
	.transform((text) => new Date(text))
	.nullable();

const kept = z.object({
	parentId: z
		.string()
		.transform((id) => id as GoalId)
		.nullable(),
	agreedAt: instant,
	agreedBy: z
		.string()
		.transform((id) => id as MemberId)
		.nullable(),
	declinedAt: instant,
	declinedWhy: z.string().nullable(),
	wantedId: z
		.string()
		.transform((id) => id as GoalId)
		.nullable()
});

/** What a goal supports, is to support, and who agreed to it or said no. */
export type Standing = z.output<typeof kept>;

/** How a goal stands, for a change that may be taken back. As JSON, `readStanding` reads it again. */
export function standingOf(goal: StoredGoal): Standing {
	const { parentId, agreedAt, agreedBy, declinedAt, declinedWhy, wantedId } = goal;
	return { parentId, agreedAt, agreedBy, declinedAt, declinedWhy, wantedId };
}

/** What `standingOf` gave, from its JSON. */
export function readStanding(text: string): Standing {
	return kept.parse(JSON.parse(text));
}
