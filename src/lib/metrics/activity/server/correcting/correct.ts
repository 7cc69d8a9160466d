import { eq, and } from 'drizzle-orm';
import { members } from '#lib/identity/server/index.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import { scaleOf } from '#lib/platform/quantity.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { together } from '#lib/platform/server/pipelined.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Entry, LateDay, RejectedReason } from '../../entry.ts';
import { applyActivities, type LedgerRow } from '../apply-activities.ts';
import { findLateDays, type ClosedKinds } from '../find-late.ts';
import { holdEntry, opposite, told, type HeldEntry, type Word } from './held-entry.ts';
import { judge } from '../judge.ts';
import { follow, lookAhead, react, type Projection } from '../follow.ts';
import { fingerprint } from '../record.ts';
import { segmentOf } from '../../segment.ts';
import { resolve, type Resolved } from '../resolve.ts';
import type { Settled } from './reverse.ts';

/** What is different about an entry; what is left out stays as it is. */
export interface Change {
	/** In the metric's unit, as an entry has it. Asked for where the unit changes. */
	value?: string | number | undefined;
	/** The member's reference or e-mail, or a name that an admin has mapped. */
	member?: string | undefined;
	/** The metric's key, or a name that an admin has mapped. */
	metric?: string | undefined;
	/** A date or an RFC 3339 time; the date that the entry has already changes nothing. */
	occurredAt?: string | undefined;
	/** Null for none. */
	note?: string | null | undefined;
	/** Null for none. */
	segment?: string | null | undefined;
	/** It counts again with this change, where it was taken back. */
	again?: boolean | undefined;
}

export interface Correction {
	/** False where the entry says all this already. */
	corrected: boolean;
	/** The row that says it now. */
	id: ActivityId;
	/** The days it changed that were closed in part or whole: their final figures stay as they are. */
	late: LateDay[];
}

interface Correcting {
	orgId: OrgId;
	id: ActivityId;
	change: Change;
	word: Word;
	now: Date;
}

/**
 * Takes an entry back and puts a copy in its place that differs by the change, checked by the rules
 * of a new entry; what cannot count is refused and nothing is touched.
 */
export async function correct(
	tx: Queryable,
	projections: Projection[],
	closedKinds: ClosedKinds,
	{ orgId, id, change, word, now }: Correcting
): Promise<Settled<Correction>> {
	const held = await holdEntry(tx, orgId, id);
	if (!held.ok) return { result: held, facts: [] };
	const { stands, entry } = held.value;
	if (!stands && !change.again)
		return {
			result: refuse(
				'conflict',
				'This entry was taken back. Count it again first, then correct it.'
			),
			facts: []
		};
	const read = await readCopy(tx, held.value, change, word, now);
	if (!read.ok) return { result: read, facts: [] };
	const copy = read.value;
	const same = saysTheSame(copy, entry.activity);
	if (same && stands)
		return { result: ok({ corrected: false, id: copy.replacesId!, late: [] }), facts: [] };
	const back = stands || same ? [opposite(held.value, word, now)] : [];
	const rows = same ? back : [...back, copy];
	const ready = lookAhead(tx, rows, projections);
	const [, weighed] = await together([ready, applyActivities(tx, rows)]);
	const facts = told(held.value, [...weighed.facts, ...(await follow(rows, ready))]);
	if (!same) await react(tx, [copy]);
	const late = await findLateDays(tx, rows, closedKinds);
	return { result: ok({ corrected: true, id: same ? entry.activity.id : copy.id, late }), facts };
}

async function readCopy(
	tx: Queryable,
	{ entry: { activity, metric, organization } }: HeldEntry,
	change: Change,
	word: Word,
	now: Date
): Promise<Result<LedgerRow>> {
	const { orgId } = activity;
	const id = newId<'activity'>(now);
	const entry: Entry = {
		metric: change.metric ?? metric.key,
		member: change.member ?? (await referenceOf(tx, activity)),
		value:
			change.value ?? formatDecimal(activity.value, scaleOf(metric.unit, organization.currency)),
		occurredAt: change.occurredAt ?? activity.day,
		source: 'correction',
		externalId: id,
		note: change.note ?? undefined,
		segment: segmentAs(change, activity) ?? undefined
	};
	const [found] = await resolve(tx, [{ orgId, entry }], now);
	if (found!.unit && found!.unit !== metric.unit && change.value === undefined)
		return refused('value', `Say how much it was: ${metric.name} counts something else.`);
	const judged = judge(entry, found!);
	if ('unresolved' in judged)
		return judged.unresolved === 'unknown-member'
			? refused('member', `Nobody here goes by "${entry.member.slice(0, 60)}".`)
			: refused('metric', `No metric has the key "${entry.metric.slice(0, 60)}".`);
	if ('rejected' in judged) return refused(FIELD[judged.rejected] ?? 'value', judged.detail);
	return ok({
		...activity,
		...placed(activity, found!, change),
		id,
		source: entry.source,
		externalId: entry.externalId,
		fingerprint: fingerprint(entry, judged.value),
		metricId: found!.metricId!,
		ruleVersion: found!.ruleVersion!,
		memberId: found!.memberId!,
		value: judged.value,
		sign: 1,
		recordedAt: now,
		recordedBy: word.by,
		note: change.note === undefined ? activity.note : change.note,
		segment: segmentAs(change, activity),
		reversesId: null,
		replacesId: activity.id,
		rule: judged.rule,
		calendar: organization
	});
}

type Activity = HeldEntry['entry']['activity'];

/** A day that stays keeps its time, and whose work it stays, the team it was earned in. */
function placed(activity: Activity, found: Resolved, { occurredAt }: Change) {
	const sameDay = found.day === activity.day;
	const timeStays = occurredAt === undefined || (sameDay && occurredAt === activity.day);
	const teamStays = sameDay && found.memberId === activity.memberId;
	return {
		day: found.day!,
		occurredAt: timeStays ? activity.occurredAt : found.occurredAt!,
		teamId: teamStays ? activity.teamId : found.teamId
	};
}

function segmentAs({ segment }: Change, activity: Activity): string | null {
	return segment === undefined ? activity.segment : segmentOf(segment);
}

function saysTheSame(copy: LedgerRow, activity: Activity): boolean {
	const content = (row: LedgerRow | Activity) =>
		[
			...[row.metricId, row.memberId, row.value, row.day, row.occurredAt.getTime()],
			...[row.note, row.segment]
		].join('\n');
	return content(copy) === content(activity);
}

async function referenceOf(tx: Queryable, { orgId, memberId }: Activity): Promise<string> {
	const [member] = await tx
		.select({ reference: members.reference })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.id, memberId)));
	return member!.reference;
}

const FIELD: Partial<Record<RejectedReason, string>> = {
	'not-a-date': 'occurredAt',
	'too-long-ago': 'occurredAt',
	'in-the-future': 'occurredAt'
};

function refused(field: string, detail: string) {
	return refuse('invalid', detail, { [field]: detail });
}
