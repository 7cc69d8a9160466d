import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listPeople, readOrganization, type Person } from '#lib/identity/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { PeriodKind } from '#lib/platform/period.ts';
import { scaleOf } from '#lib/platform/quantity.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { BehindItem } from '../../behind.ts';
import type { OpenedEntry } from '../../opened-entry.ts';
import { itemsOf, ledgerRows } from './behind-items.ts';
import { inStory } from './in-story.ts';
import { show } from './open-figure.ts';
import { activities } from '../schema.ts';

/** Of rows of the ledger those that came after periods had closed. Lives higher than the ledger. */
export type LateRowsOf = (
	db: Queryable,
	orgId: OrgId,
	ids: ActivityId[]
) => Promise<{ id: ActivityId; closed: PeriodKind[] }[]>;

/** An entry, whichever of its rows is named, with all that has happened to it. */
export async function openEntry(
	{ db, clock }: Context,
	actor: MemberActor,
	id: ActivityId,
	lateRowsOf: LateRowsOf = async () => []
): Promise<Result<OpenedEntry>> {
	if (!may(actor, { may: 'standings.read' }))
		return refuse('forbidden', 'These figures are not for you.');
	const { orgId } = actor;
	const { currency, timeZone } = await readOrganization(db, orgId);
	const items = await readStory(db, orgId, id, currency);
	const current = items.findLast((item) => !item.reverses);
	if (!current) return refuse('missing', 'This activity is not in the ledger.');
	const today = dayIn(timeZone, clock.now());
	const late = await lateRowsOf(
		db,
		orgId,
		items.map((item) => item.id as ActivityId)
	);
	const closedOf = new Map<string, PeriodKind[]>(late.map((row) => [row.id, row.closed]));
	const rows = items.map((item) => ({
		...show(actor, item),
		closed: closedOf.get(item.id) ?? []
	}));
	const mayCorrect = rows.some((row) => row.mayCorrect);
	return ok({
		currency,
		timeZone,
		today,
		rows,
		now: {
			id: current.id,
			stands: !current.reversed,
			memberId: current.member.id,
			metric: current.metric.key,
			value: formatDecimal(BigInt(current.value), scaleOf(current.metric.unit, currency)),
			day: current.day
		},
		choices: mayCorrect ? await readChoices(db, actor, current, today) : null
	});
}

/** All rows of the entry, as a reader sees them. */
async function readStory(
	db: Queryable,
	orgId: OrgId,
	id: ActivityId,
	currency: string
): Promise<BehindItem[]> {
	const rows = await ledgerRows(db).where(inStory(orgId, id)).orderBy(activities.position);
	return itemsOf(db, orgId, rows, currency);
}

async function readChoices(db: Queryable, actor: MemberActor, current: BehindItem, today: string) {
	const [metrics, people] = await Promise.all([
		listMetrics(db, actor.orgId, today),
		listPeople(db, actor.orgId, today)
	]);
	const { key, name, unit } = current.metric;
	const kept = metrics.map((metric) => ({
		key: metric.key,
		name: metric.name,
		unit: metric.unit
	}));
	const mayBe = people.filter(
		(person) => person.id !== current.member.id && mayRecord(actor, person)
	);
	return {
		metrics: kept.some((metric) => metric.key === key) ? kept : [{ key, name, unit }, ...kept],
		people: [current.member, ...mayBe.map(({ id, name }) => ({ id: id as string, name }))]
	};
}

function mayRecord(actor: MemberActor, { id, teamId }: Person): boolean {
	return may(actor, { may: 'activities.record', of: id, team: teamId });
}
