import { and, eq, sql } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { scaleOf } from '#lib/platform/quantity.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { LateDay } from '../../entry.ts';
import { text } from '../entry-fields.ts';
import type { Ledger } from '../ledger.ts';
import type { SentChange } from './parse-change.ts';
import { reversedIds } from '../read-rows.ts';
import { activities } from '../schema.ts';
import { forgetResolved, findWaiting } from '../unresolved/unresolved.ts';
import { activitiesWithRule } from '../with-rule.ts';

/** An entry by what its sender calls it. */
export interface SentName {
	orgId: OrgId;
	source: string;
	externalId: string;
	/** Who asks: `key:<id>`. */
	by: string;
}

/** An entry as it stands, in the words of its sender. */
export interface EntryNow {
	source: string;
	externalId: string;
	metric: string;
	/** The member's reference. */
	member: string;
	/** In the metric's unit: "18400.50". */
	value: string;
	/** RFC 3339. */
	occurredAt: string;
	note: string | null;
	/** True where it was taken back: it does not count. */
	deleted: boolean;
}

// Of two programs that correct one entry at once the second finds a copy in its place, and goes on there.
const TRIES = 20;

/** Corrects an entry that a program sent; `changed` is false where it says all this already. */
export async function correctSent(
	context: Context,
	ledger: Ledger,
	name: SentName,
	{ change, reason }: SentChange
): Promise<Result<{ changed: boolean; activity: EntryNow; late: LateDay[] }>> {
	const word = { by: name.by, note: reason ?? 'Corrected by the program that sent it.' };
	const done = await onCurrent(context.db, name, (id) =>
		ledger.correct(name.orgId, id, change, word)
	);
	if (!done.ok) return done;
	const { corrected, id, late } = done.value;
	return ok({ changed: corrected, activity: await readEntry(context.db, name, id), late });
}

/** Takes back an entry that a program sent, also one that still waits; a second time changes nothing. */
export async function deleteSent(
	context: Context,
	ledger: Ledger,
	name: SentName,
	reason: string | undefined
): Promise<Result<{ changed: boolean; late: LateDay[] }>> {
	const { orgId } = name;
	if (!isReadable(name)) return unknown(name);
	const waiting = await findWaiting(context.db, name);
	if (waiting) await forgetResolved(context.db, orgId, [waiting]);
	const word = { by: name.by, note: reason ?? 'Deleted by the program that sent it.' };
	const done = await onCurrent(context.db, name, (id) => ledger.reverse(orgId, id, word));
	if (waiting && !done.ok && done.problem.kind === 'missing')
		return ok({ changed: true, late: [] });
	if (!done.ok) return done;
	const { reversed, late } = done.value;
	return ok({ changed: reversed || !!waiting, late });
}

async function onCurrent<T>(
	db: Queryable,
	name: SentName,
	work: (id: ActivityId) => Promise<Result<T>>
): Promise<Result<T>> {
	if (!isReadable(name)) return unknown(name);
	for (let attempt = 1; ; attempt++) {
		const id = await currentId(db, name);
		if (!id) {
			const refusal = await notThere(db, name);
			// What waited may have been counted between the two looks.
			if (attempt < TRIES && (await currentId(db, name))) continue;
			return refusal;
		}
		const done = await work(id);
		const overtaken = !done.ok && (await currentId(db, name)) !== id;
		if (!overtaken || attempt === TRIES) return done;
	}
}

/** The newest copy of what came in under the name. The ledger's own rows have no sender. */
async function currentId(db: Queryable, { orgId, source, externalId }: SentName) {
	const found = await db.execute(sql`
		with recursive copies as (
			select id, 0 as age from activities
			where org_id = ${orgId} and source = ${source} and external_id = ${externalId}
				and reverses_id is null and replaces_id is null
			union all
			select a.id, copies.age + 1 from copies
			join activities a on a.org_id = ${orgId} and a.replaces_id = copies.id
		) select id from copies order by age desc limit 1`);
	return (found.rows as { id: ActivityId }[])[0]?.id;
}

async function notThere(db: Queryable, name: SentName) {
	if (await findWaiting(db, name))
		return refuse(
			'conflict',
			'This activity still waits for its person or metric. Send it again with POST as it should be.'
		);
	return unknown(name);
}

// PostgreSQL reads no NUL, so nothing was ever recorded under one.
function isReadable({ source, externalId }: SentName): boolean {
	return [source, externalId].every((part) => text(200).safeParse(part).success);
}

function unknown(name: SentName) {
	const called = `${name.externalId.slice(0, 60)} from ${name.source.slice(0, 40)}`;
	return refuse('missing', `Nothing was recorded as ${called}. Send it with POST first.`);
}

async function readEntry(db: Queryable, name: SentName, id: ActivityId): Promise<EntryNow> {
	const { orgId, source, externalId } = name;
	const [row] = await activitiesWithRule(db).where(
		and(eq(activities.orgId, orgId), eq(activities.id, id))
	);
	const { activity, metric, organization } = row!;
	const [member] = await db
		.select({ reference: members.reference })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.id, activity.memberId)));
	return {
		source,
		externalId,
		metric: metric.key,
		member: member!.reference,
		value: formatDecimal(activity.value, scaleOf(metric.unit, organization.currency)),
		occurredAt: activity.occurredAt.toISOString(),
		note: activity.note,
		deleted: (await reversedIds(db, orgId, [id])).has(id)
	};
}
