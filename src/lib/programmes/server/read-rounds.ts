import { and, desc, eq, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { BadgeFace } from '#lib/badges/badge.ts';
import { badgeColumns, badges } from '#lib/badges/server/index.ts';
import { members } from '#lib/identity/server/index.ts';
import { goals } from '#lib/metrics/goals/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { programmeRounds } from './schema.ts';

const keepers = alias(members, 'keepers');

/** Rounds with the name of what they ask about and who answers for it, the latest quarter first. */
export async function roundsWithNames(db: Queryable, orgId: OrgId, which: SQL | undefined) {
	const rows = await db
		.select({
			round: programmeRounds,
			goal: { title: goals.title, why: goals.why, ownerId: goals.ownerId },
			badge: { ...badgeColumns, by: badges.createdBy },
			keeper: keepers.name
		})
		.from(programmeRounds)
		.leftJoin(
			goals,
			and(eq(goals.orgId, programmeRounds.orgId), eq(goals.id, programmeRounds.goalId))
		)
		.leftJoin(
			badges,
			and(eq(badges.orgId, programmeRounds.orgId), eq(badges.id, programmeRounds.badgeId))
		)
		.leftJoin(
			keepers,
			and(eq(keepers.orgId, programmeRounds.orgId), eq(keepers.id, programmeRounds.keptBy))
		)
		.where(and(eq(programmeRounds.orgId, orgId), which))
		.orderBy(desc(programmeRounds.quarter), programmeRounds.subject);
	return rows.map(({ round, goal, badge, keeper }) => ({
		...round,
		name: goal?.title ?? badge?.name ?? '',
		about: goal?.why ?? badge?.criteria ?? '',
		badge: badge && faceOf(badge),
		/** Where everybody may look at it. */
		href: round.goalId ? `/goals/${round.goalId}` : null,
		ownerId: goal?.ownerId ?? badge?.by ?? null,
		keeper
	}));
}

function faceOf({ name, shape, glyph, colour }: BadgeFace): BadgeFace {
	return { name, shape, glyph, colour };
}

export type NamedRound = Awaited<ReturnType<typeof roundsWithNames>>[number];
