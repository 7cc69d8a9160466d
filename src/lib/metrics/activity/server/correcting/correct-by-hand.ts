import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { NONE, type ActivityId, type MemberId, type TeamId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { LateDay } from '../../entry.ts';
import type { Correction } from './correct.ts';
import type { Ledger } from '../ledger.ts';
import { valueByHand } from '../value-by-hand.ts';
import { readRows, type ReactedRow } from '../read-rows.ts';

/** An entry as it should be, as typed. */
export interface ByHandCorrection {
	id: ActivityId;
	memberId: MemberId;
	/** A metric's key. */
	metric: string;
	/** In the metric's unit. */
	value: string;
	day: string;
	reason: string;
}

/** Corrects an entry for whoever leads the team it was earned in, with the reason they give. */
export async function correctByHand(
	context: Context,
	ledger: Ledger,
	actor: MemberActor,
	{ id, memberId, metric, value, day, reason }: ByHandCorrection
): Promise<Result<Correction>> {
	const row = await readLed(context, actor, id);
	if (!row.ok) return row;
	const moved = memberId !== row.value.memberId;
	const member = moved ? await referenceOf(context, actor, memberId) : ok(undefined);
	if (!member.ok) return member;
	const { currency } = await readOrganization(context.db, actor.orgId);
	const read = await valueByHand(
		context.db,
		actor.orgId,
		{ metric, value },
		currency,
		row.value.value
	);
	if (!read.ok) return read;
	const change = { value: read.value, metric, member: member.value, occurredAt: day };
	const word = { by: `member:${actor.memberId}`, note: reason };
	const done = await ledger.correct(actor.orgId, id, change, word);
	if (done.ok || !done.problem.fields?.occurredAt) return done;
	return refuse('invalid', done.problem.detail, { day: done.problem.detail });
}

/** Counts an entry again that was taken back, with the reason given. */
export async function countAgain(
	context: Context,
	ledger: Ledger,
	actor: MemberActor,
	{ id, reason }: { id: ActivityId; reason: string }
): Promise<Result<{ withdrawn: boolean; late: LateDay[] }>> {
	const row = await readLed(context, actor, id);
	if (!row.ok) return row;
	return ledger.withdraw(actor.orgId, id, { by: `member:${actor.memberId}`, note: reason });
}

async function readLed(
	{ db }: Context,
	actor: MemberActor,
	id: ActivityId
): Promise<Result<ReactedRow>> {
	const [row] = await readRows(db, actor.orgId, [id]);
	if (!row) return refuse('missing', 'This activity is not in the ledger.');
	const team = row.teamId === NONE ? null : (row.teamId as TeamId);
	if (may(actor, { may: 'activities.reverse', team })) return ok(row);
	return refuse('forbidden', 'Only who leads the team it was earned in can correct it.');
}

async function referenceOf(
	{ db, clock }: Context,
	actor: MemberActor,
	memberId: MemberId
): Promise<Result<string>> {
	const { timeZone } = await readOrganization(db, actor.orgId);
	const person = await readPerson(db, actor.orgId, memberId, dayIn(timeZone, clock.now()));
	const gone = 'This person is not in your organization any more.';
	if (!person) return refuse('invalid', gone, { memberId: gone });
	if (may(actor, { may: 'activities.record', of: person.id, team: person.teamId }))
		return ok(person.reference);
	return refuse('forbidden', 'You can give it to the people of the teams you lead.');
}
