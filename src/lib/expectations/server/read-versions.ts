import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import { goals } from '#lib/metrics/goals/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { POINTS } from '#lib/metrics/targets/server/index.ts';
import { groupedBy } from '#lib/platform/grouped-by.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { CardVersion, Expectation, Words } from '../expectation.ts';
import { expectationCards, expectations, expectationWords } from './schema.ts';

/** So many versions are shown; older ones are kept. */
const SHOWN = 50;

/** Somebody's card with all that it was before, newest first. Who reads it has been asked. */
export async function readVersions(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId
): Promise<CardVersion[]> {
	const cards = await db
		.select({
			version: expectationCards.version,
			by: members.name,
			at: expectationCards.writtenAt,
			acknowledgedAt: expectationCards.acknowledgedAt
		})
		.from(expectationCards)
		.innerJoin(
			members,
			and(eq(members.orgId, expectationCards.orgId), eq(members.id, expectationCards.writtenBy))
		)
		.where(and(eq(expectationCards.orgId, orgId), eq(expectationCards.memberId, memberId)))
		.orderBy(desc(expectationCards.version))
		.limit(SHOWN);
	if (!cards.length) return [];
	const shown = cards.map(({ version }) => version);
	const lines = groupedBy(await readLines(db, orgId, memberId, shown), ({ version }) => version);
	const words = groupedBy(await readWords(db, orgId, memberId, shown), ({ version }) => version);
	return cards.map(({ version, by, at, acknowledgedAt }) => ({
		version,
		by,
		at: at.toISOString(),
		acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
		lines: (lines.get(version) ?? []).map(({ line }) => line),
		words: (words.get(version) ?? []).map(({ word }) => word)
	}));
}

async function readLines(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	versions: number[]
): Promise<{ version: number; line: Expectation }[]> {
	const rows = await db
		.select({
			row: expectations,
			metric: { key: metrics.key, name: metrics.name, unit: metrics.unit },
			goal: { id: goals.id, title: goals.title }
		})
		.from(expectations)
		.leftJoin(
			metrics,
			and(eq(metrics.orgId, expectations.orgId), sql`${metrics.id} = ${expectations.metricId}`)
		)
		.leftJoin(goals, and(eq(goals.orgId, expectations.orgId), eq(goals.id, expectations.goalId)))
		.where(
			and(
				eq(expectations.orgId, orgId),
				eq(expectations.memberId, memberId),
				inArray(expectations.version, versions)
			)
		)
		.orderBy(asc(expectations.version), asc(expectations.position));
	const { id: points, ...ofPoints } = POINTS;
	return rows.map(({ row, metric, goal }) => ({
		version: row.version,
		line: {
			line: row.lineId,
			title: row.title,
			means: row.means,
			metric: row.metricId === points ? ofPoints : metric,
			target: row.target?.toString() ?? null,
			inWords: row.inWords,
			every: row.every,
			startsOn: row.startsOn,
			endsOn: row.endsOn,
			ifMet: row.ifMet,
			ifMissed: row.ifMissed,
			goal
		}
	}));
}

async function readWords(
	db: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	versions: number[]
): Promise<{ version: number; word: Words }[]> {
	const rows = await db
		.select({ row: expectationWords, about: expectations.title })
		.from(expectationWords)
		.leftJoin(
			expectations,
			and(
				eq(expectations.orgId, expectationWords.orgId),
				eq(expectations.memberId, expectationWords.memberId),
				eq(expectations.version, expectationWords.version),
				eq(expectations.lineId, expectationWords.lineId)
			)
		)
		.where(
			and(
				eq(expectationWords.orgId, orgId),
				eq(expectationWords.memberId, memberId),
				inArray(expectationWords.version, versions)
			)
		)
		.orderBy(asc(expectationWords.at));
	return rows.map(({ row, about }) => ({
		version: row.version,
		word: {
			id: row.id,
			about,
			sentence: row.sentence,
			at: row.at.toISOString(),
			settledAt: row.settledAt?.toISOString() ?? null
		}
	}));
}
