import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { PeriodKind } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { RejectedReason } from '../entry.ts';
import { askWhetherOld } from '../long-ago.ts';
import type { Ledger } from './ledger.ts';
import { valueByHand } from './value-by-hand.ts';

export interface ByHand {
	memberId: MemberId;
	/** A metric's key. */
	metric: string;
	/** In the metric's unit, as they typed it. */
	value: string;
	day: string;
	/** A day long ago that they were asked about, and sent again. */
	sure?: string | undefined;
	/** When the form was opened, RFC 3339: the time of what happened that day. The same on every try. */
	openedAt: string;
	note?: string | undefined;
	segment?: string | undefined;
	/** Made with the form, so that sending it twice counts once. */
	key: string;
}

const FIELD: Partial<Record<RejectedReason, 'day'>> = {
	'not-a-date': 'day',
	'in-the-future': 'day',
	'too-long-ago': 'day'
};

/**
 * Records one activity that somebody typed, for themselves or for a member of a team they lead.
 * Answers the periods that had closed before it came.
 */
export async function recordByHand(
	context: Context,
	ledger: Ledger,
	actor: MemberActor,
	command: ByHand
): Promise<Result<{ again: boolean; late: PeriodKind[] }>> {
	const { timeZone, currency } = await readOrganization(context.db, actor.orgId);
	const today = dayIn(timeZone, context.clock.now());
	const person = await readPerson(context.db, actor.orgId, command.memberId, today);
	if (!person) return refuse('missing', 'This person is not in your organization any more.');
	if (!may(actor, { may: 'activities.record', of: person.id, team: person.teamId }))
		return refuse('forbidden', 'You can add activities for yourself and for the teams you lead.');
	const value = await valueByHand(context.db, actor.orgId, command, currency);
	if (!value.ok) return value;
	const old = askWhetherOld(command, today);
	if (old) return old;
	// Nothing of now in it: the same form sent again after midnight says the same.
	const onTheDay = command.day === dayIn(timeZone, new Date(command.openedAt));
	const { duplicates, unresolved, rejected, late } = await ledger.record({
		orgId: actor.orgId,
		recordedBy: `member:${actor.memberId}`,
		entries: [
			{
				metric: command.metric,
				member: person.reference,
				value: value.value,
				occurredAt: onTheDay ? command.openedAt : command.day,
				source: 'manual',
				externalId: command.key,
				note: command.note,
				segment: command.segment
			}
		]
	});
	const [refused] = rejected;
	if (refused)
		return refuse('invalid', refused.detail, {
			[FIELD[refused.reason] ?? 'value']: refused.detail
		});
	if (unresolved.length)
		return refuse('invalid', 'This metric is no longer kept. Choose another one.', {
			metric: 'Choose another one.'
		});
	return ok({ again: duplicates > 0, late: late[0]?.closed ?? [] });
}
