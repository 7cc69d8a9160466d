import type { MemberActor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { listChoices } from '#lib/metrics/goals/server/index.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { POINTS } from '#lib/metrics/targets/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Card } from '../expectation.ts';
import { openCard } from './open-card.ts';

/** What a card is written with: the newest version, and what a target can count or serve. */
export interface CardForm {
	card: Card;
	metrics: { key: string; name: string }[];
	goals: { id: string; title: string }[];
	/** Names this form, so that it writes one version however often it is sent. */
	requestId: string;
}

export async function openCardForm(
	context: Pick<Context, 'db' | 'clock'>,
	actor: MemberActor,
	memberId: MemberId
): Promise<Result<CardForm>> {
	const { db, clock } = context;
	const card = await openCard(context, actor, memberId);
	if (!card.ok) return card;
	if (!card.value.mayWrite)
		return refuse('forbidden', 'Only who leads somebody writes their card.');
	const now = clock.now();
	const { timeZone } = await readOrganization(db, actor.orgId);
	const today = dayIn(timeZone, now);
	const metrics = await listMetrics(db, actor.orgId, today);
	const near = { memberId, teamIds: actor.manages };
	const goals = await listChoices(db, actor.orgId, { id: null }, near, today);
	const { now: lines } = card.value;
	// What is on the card stays to be chosen, also where it is put away or closed meanwhile.
	return ok({
		card: card.value,
		metrics: withKept(
			[POINTS, ...metrics],
			lines.map(({ metric }) => metric),
			({ key }) => key
		).map(({ key, name }) => ({ key, name })),
		goals: withKept(
			goals.map(({ id, title }) => ({ id, title })),
			lines.map(({ goal }) => goal),
			({ id }) => id
		),
		requestId: newId<'card'>(now)
	});
}

function withKept<Item>(
	all: readonly Item[],
	kept: readonly (Item | null)[],
	nameOf: (item: Item) => string
): Item[] {
	const byName = new Map(all.map((item) => [nameOf(item), item]));
	for (const item of kept) if (item && !byName.has(nameOf(item))) byName.set(nameOf(item), item);
	return [...byName.values()];
}
