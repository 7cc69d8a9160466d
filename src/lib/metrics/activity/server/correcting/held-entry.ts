import { and, eq, sql } from 'drizzle-orm';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { refuse } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { scoringRule } from '../../prepare.ts';
import type { LedgerRow } from '../apply-activities.ts';
import { shareLedger } from '../ledger-lock.ts';
import type { Fact } from '../follow.ts';
import { activities } from '../schema.ts';
import { activitiesWithRule } from '../with-rule.ts';

/** Who says so and why; both stay visible. */
export interface Word {
	/** `member:<id>`, `key:<id>`. */
	by: string;
	/** A sentence. */
	note: string;
}

type WithRule = Awaited<ReturnType<typeof activitiesWithRule>>[number];

/** An entry with its chain of reversals, kept still until the transaction ends. */
export interface HeldEntry {
	entry: WithRule;
	/** The last row of the chain: the entry itself, a reversal, or the withdrawal of one. */
	last: WithRule['activity'];
	/** Whether the entry counts. */
	stands: boolean;
}

/**
 * The entry that a row of its chain names. Whoever corrects holds the entry first, so that of two at
 * once the second finds what the first has made of it. An entry that a corrected copy stands in for
 * is over: who names it is told to look again.
 */
export async function holdEntry(tx: Queryable, orgId: OrgId, id: ActivityId) {
	await shareLedger(tx, [orgId]);
	const first = await firstOfChain(tx, orgId, id);
	if (!first) return refuse('missing', 'This activity is not in the ledger.');
	await tx.execute(
		sql`select from activities where org_id = ${orgId} and id = ${first} for update`
	);
	if (await isReplaced(tx, orgId, first))
		return refuse(
			'conflict',
			'Somebody has corrected this entry since. Look at the list again: the corrected one stands there.'
		);
	const chain = await readChain(tx, orgId, first);
	const [entry] = chain;
	const value: HeldEntry = {
		entry: entry!,
		last: chain.at(-1)!.activity,
		stands: chain.length % 2 === 1
	};
	return { ok: true, value } as const;
}

async function firstOfChain(tx: Queryable, orgId: OrgId, id: ActivityId) {
	const found = await tx.execute(sql`
		with recursive up as (
			select id, reverses_id from activities where org_id = ${orgId} and id = ${id}
			union all
			select a.id, a.reverses_id from up join activities a
				on a.org_id = ${orgId} and a.id = up.reverses_id
		)
		select id from up where reverses_id is null`);
	return (found.rows as { id: ActivityId }[])[0]?.id;
}

async function isReplaced(tx: Queryable, orgId: OrgId, id: ActivityId): Promise<boolean> {
	const copies = await tx
		.select({ id: activities.id })
		.from(activities)
		.where(and(eq(activities.orgId, orgId), eq(activities.replacesId, id)));
	return copies.length > 0;
}

// In the order of the chain: every row of it is younger than the one it reverses.
async function readChain(tx: Queryable, orgId: OrgId, id: ActivityId): Promise<WithRule[]> {
	return activitiesWithRule(tx)
		.where(
			and(
				eq(activities.orgId, orgId),
				sql`${activities.id} in (
					with recursive down as (
						select ${id}::uuid as id
						union all
						select a.id from down join activities a
							on a.org_id = ${orgId} and a.reverses_id = down.id
					)
					select id from down)`
			)
		)
		.orderBy(activities.position);
}

/**
 * The row that takes the chain's last one back: same member, metric, day, team and rule, values
 * negated, so that every sum loses exactly what that one gave it. Once, by the ledger's own key.
 */
export function opposite({ entry, last }: HeldEntry, { by, note }: Word, now: Date): LedgerRow {
	const { rule, metric, organization } = entry;
	return {
		...last,
		id: newId<'activity'>(now),
		source: 'reversal',
		externalId: last.id,
		fingerprint: last.id,
		value: -last.value,
		sign: last.sign === 1 ? -1 : 1,
		recordedAt: now,
		recordedBy: by,
		note,
		reversesId: last.id,
		replacesId: null,
		rule: scoringRule(rule.pointsPerUnit, rule.dailyCap, metric.unit, organization.currency),
		calendar: organization
	};
}

/**
 * With the totals, what moments show may have changed, and whether a question about the entry is
 * answered: for its member, for who leads the team it was earned in, and for the admins.
 */
export function told({ entry: { activity } }: HeldEntry, facts: Fact[]): Fact[] {
	const { orgId, memberId, teamId } = activity;
	const more = ['moments', 'corrected', `corrected:${memberId}`, `corrected:team:${teamId}`];
	return [...facts, ...more.map((fact) => ({ orgId, fact }))];
}
