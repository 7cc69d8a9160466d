import { and, asc, eq, inArray } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listPeople, members, readOrganization, type Person } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { periodOf, type PeriodKind } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { readTarget } from '../target.ts';
import { keepTarget, type TargetChange } from './keep-target.ts';
import { metricOfTarget, type StoredMetric } from './metric-of-target.ts';
import { targetsOf } from './targets-of.ts';

export interface SetTargets {
	/** A metric's key, or `points`. */
	metric: string;
	period: PeriodKind;
	/** What each of them aims at, as it was typed; empty for nothing (any more). */
	people: { memberId: MemberId; text: string }[];
}

type Wanted = Map<MemberId, bigint | null>;

/**
 * Says what people aim at from today on; periods that are over keep the target they had. Whole or
 * not at all: one figure that cannot be read, or one person of another manager, refuses the lot.
 * Faults are by field: `target.<member id>`. Answers how many targets are other ones now.
 */
export async function setTargets(
	context: Context,
	actor: MemberActor,
	command: SetTargets
): Promise<Result<{ changed: number }>> {
	const { db, clock } = context;
	const organization = await readOrganization(db, actor.orgId);
	const now = clock.now();
	const today = dayIn(organization.timeZone, now);
	const people = await listPeople(db, actor.orgId, today);
	if (!command.people.every(({ memberId }) => maySet(actor, memberId, people)))
		return refuse('forbidden', 'You set targets for the people of your own teams.');
	const metric = await metricOfTarget(db, actor.orgId, command.metric, today);
	if (!metric.ok) return metric;
	const wanted = readAll(command, metric.value, organization.currency);
	if (!wanted.ok) return wanted;
	const period = periodOf(command.period, today, organization);
	const change = { metric: metric.value, period, today, at: now, by: actor.memberId };
	const changed = await db.transaction((tx) => keepAll(tx, actor.orgId, wanted.value, change));
	if (changed) context.announce(actor.orgId, ['targets']);
	return ok({ changed });
}

function maySet(actor: MemberActor, memberId: MemberId, people: Person[]): boolean {
	const person = people.find(({ id }) => id === memberId);
	return !!person && may(actor, { may: 'targets.set', team: person.teamId });
}

function readAll({ people }: SetTargets, { unit }: StoredMetric, currency: string): Result<Wanted> {
	const wanted: Wanted = new Map();
	const faults: Record<string, string> = {};
	for (const { memberId, text } of people) {
		const read = readTarget(text, unit, currency);
		if (read === null || typeof read === 'bigint') wanted.set(memberId, read);
		else faults[`target.${memberId}`] = read.sentence;
	}
	const count = Object.keys(faults).length;
	if (!count) return ok(wanted);
	const which = count === 1 ? 'One figure needs' : `${count} figures need`;
	return refuse('invalid', `${which} another look. Nothing is saved yet.`, faults);
}

async function keepAll(
	tx: Queryable,
	orgId: OrgId,
	wanted: Wanted,
	change: Omit<TargetChange, 'memberId' | 'before' | 'value'>
): Promise<number> {
	const ids = [...wanted.keys()];
	await holdMembers(tx, orgId, ids);
	const query = { metricId: change.metric.id, period: change.period, today: change.today };
	const held = await targetsOf(tx, orgId, query, ids);
	let changed = 0;
	for (const [memberId, value] of wanted) {
		const before = held.get(memberId) ?? null;
		if (before === value) continue;
		await keepTarget(tx, orgId, { ...change, memberId, before, value });
		changed++;
	}
	return changed;
}

// Two who set a person's target at once would both note the old one as what it was before.
async function holdMembers(tx: Queryable, orgId: OrgId, ids: MemberId[]): Promise<void> {
	if (!ids.length) return;
	await tx
		.select({ id: members.id })
		.from(members)
		.where(and(eq(members.orgId, orgId), inArray(members.id, ids)))
		.orderBy(asc(members.id))
		.for('no key update');
}
