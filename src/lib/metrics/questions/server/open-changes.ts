import { and, desc, eq, inArray, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import {
	readOrganization,
	ruleChanges,
	teamMemberships,
	type Organization
} from '#lib/identity/server/index.ts';
import { figureHref } from '#lib/metrics/activity/figure-address.ts';
import { exactFigure, whatWords } from '#lib/metrics/activity/behind-words.ts';
import { activities, entriesOf, namesOf } from '#lib/metrics/activity/server/index.ts';
import type { MetricId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { ChangeCursor, ChangeLine } from '../change.ts';
import {
	keptWords,
	movedWords,
	REPLACED,
	subjectWords,
	type Kept,
	type Known
} from '../change-words.ts';
import { readKnown } from './read-known.ts';
import { replacedRules } from './replaced-rules.ts';
import { whatMoved } from './what-moved.ts';

const PAGE = 30;

/** Who is no member. */
const NOBODY: Record<string, string> = {
	cli: 'The command line',
	programmes: 'Those who were asked'
};

/**
 * Who changed what, newest first, below `cursor`: rules, which are everybody's; targets, days off and
 * corrections of the reader, and of the teams that they lead; whom names from outside mean, of the
 * reader or for an admin.
 */
export async function openChanges(
	{ db, clock }: Context,
	actor: MemberActor,
	cursor: ChangeCursor | null
): Promise<{ lines: ChangeLine[]; next: ChangeCursor | null }> {
	const organization = await readOrganization(db, actor.orgId);
	const [rules, corrections] = await Promise.all([
		readRules(db, actor, cursor),
		readCorrections(db, actor, cursor)
	]);
	const all = inOrder(rules, corrections);
	const page = all.slice(0, PAGE);
	const entries = await entriesOf(
		db,
		actor.orgId,
		page.flatMap(({ correction }) => correction?.id ?? [])
	);
	const telling: Telling = {
		known: await readKnown(db, organization),
		names: await namesOf(
			db,
			actor.orgId,
			page.map(({ rule, correction }) => rule?.by ?? correction!.recordedBy)
		),
		replaced: await replacedRules(
			db,
			actor.orgId,
			page.flatMap(({ rule }) => rule?.id ?? [])
		),
		today: dayIn(organization.timeZone, clock.now())
	};
	const lines: ChangeLine[] = [];
	for (const { rule, correction } of page)
		lines.push(
			rule
				? await ruleLine(db, organization, rule, telling)
				: correctionLine(entries.get(correction.id)!, organization.currency)
		);
	const last = page.at(-1);
	return { lines, next: all.length > PAGE && last ? { at: last.at, id: last.id } : null };
}

type RuleRow = typeof ruleChanges.$inferSelect;
type CorrectionRow = Awaited<ReturnType<typeof readCorrections>>[number];

function inOrder(rules: RuleRow[], corrections: CorrectionRow[]) {
	return [
		...rules.map((row) => ({ at: row.at, id: row.id as string, rule: row, correction: null })),
		...corrections.map((row) => ({
			at: row.recordedAt,
			id: row.id as string,
			rule: null,
			correction: row
		}))
	].sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
}

interface Telling {
	known: Known;
	names: (by: string) => string;
	replaced: Set<string>;
	today: string;
}

async function ruleLine(
	db: Queryable,
	organization: Organization,
	row: RuleRow,
	{ known, names, replaced, today }: Telling
): Promise<ChangeLine> {
	const { kind, subject, effectiveFrom: from } = row;
	const moved =
		kind === 'metric.rule' && from && !replaced.has(row.id)
			? await whatMoved(db, organization, { metricId: subject as MetricId, from, today })
			: null;
	const words = (kept: unknown) => keptWords(kind, kept as Kept | null, subject, known);
	return {
		id: row.id,
		at: row.at.toISOString(),
		by: NOBODY[row.by] ?? names(row.by),
		what: subjectWords(kind, subject, known),
		before: words(row.before),
		after: words(row.after),
		from,
		moved: replaced.has(row.id) ? REPLACED : moved && movedWords(moved),
		href: null
	};
}

type Entry = NonNullable<ReturnType<Awaited<ReturnType<typeof entriesOf>>['get']>>;

function correctionLine(entry: Entry, currency: string): ChangeLine {
	const { day, metric, member } = entry;
	const points = exactFigure(BigInt(entry.points), 'points', currency);
	const value = exactFigure(BigInt(entry.value), metric.unit, currency);
	return {
		id: entry.id,
		at: entry.recordedAt,
		by: entry.recordedBy,
		what: `${member.name}: ${whatWords(entry, currency)}`,
		before: null,
		after: entry.reverses ? (entry.note ?? null) : 'put in place of another entry',
		from: null,
		moved: `${metric.name} ${value}, ${points} points before caps`,
		href: figureHref({ metric: metric.key, from: day, to: day, member: member.id })
	};
}

async function readRules(
	db: Queryable,
	actor: MemberActor,
	cursor: ChangeCursor | null
): Promise<RuleRow[]> {
	const personal = sql`${ruleChanges.kind} in ('target', 'days-off')`;
	const mine = or(
		and(sql`not ${personal}`, sql`not ${isPersonsName}`),
		eq(ruleChanges.subject, actor.memberId),
		and(personal, ledPeople(actor, sql`${ruleChanges.subject}`)),
		and(isPersonsName, actor.role === 'admin' ? sql`true` : sql`false`)
	);
	return db
		.select()
		.from(ruleChanges)
		.where(
			and(
				eq(ruleChanges.orgId, actor.orgId),
				mine,
				cursor
					? sql`(${ruleChanges.at}, ${ruleChanges.id}) < (${cursor.at.toISOString()}::timestamptz, ${cursor.id}::uuid)`
					: undefined
			)
		)
		.orderBy(desc(ruleChanges.at), desc(ruleChanges.id))
		.limit(PAGE + 1);
}

/** What other systems call a person, often an e-mail: for the person and for admins, who map it. */
const isPersonsName = sql`(${ruleChanges.kind} = 'name'
	and jsonb_exists(coalesce(${ruleChanges.after}, ${ruleChanges.before}), 'member'))`;

/** Targets and days off are for the member and for who leads them today. */
function ledPeople({ orgId, role, manages }: MemberActor, subject: SQL): SQL {
	if (role === 'admin') return sql`true`;
	if (!manages.length) return sql`false`;
	return sql`exists (select from ${teamMemberships} i where i.org_id = ${orgId}
		and i.member_id::text = ${subject} and i.ends_on is null
		and ${inArray(sql`i.team_id`, manages)})`;
}

async function readCorrections(db: Queryable, actor: MemberActor, cursor: ChangeCursor | null) {
	const { orgId, memberId, role, manages } = actor;
	const led = manages.length ? inArray(activities.teamId, manages) : undefined;
	return db
		.select({
			id: activities.id,
			recordedAt: activities.recordedAt,
			recordedBy: activities.recordedBy
		})
		.from(activities)
		.where(
			and(
				eq(activities.orgId, orgId),
				or(isNotNull(activities.reversesId), isNotNull(activities.replacesId)),
				role === 'admin' ? undefined : or(eq(activities.memberId, memberId), led),
				cursor
					? sql`(${activities.recordedAt}, ${activities.id}) < (${cursor.at.toISOString()}::timestamptz, ${cursor.id}::uuid)`
					: undefined
			)
		)
		.orderBy(desc(activities.recordedAt), desc(activities.id))
		.limit(PAGE + 1);
}
