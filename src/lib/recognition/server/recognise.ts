import type { MemberActor } from '#lib/identity/actor.ts';
import type { Organization } from '#lib/identity/organization.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { unlessGone } from '#lib/platform/server/unless-gone.ts';
import { dampingOf } from '../damping.ts';
import { nextHuddle } from '../huddle.ts';
import { askIfRare, UNDO_MS, type RecognitionRules } from '../rules.ts';
import { checkRecognition, type Recipients } from './check-recognition.ts';
import { countBadges } from './count-badges.ts';
import { findHabits } from './find-habits.ts';
import { asSent, findSent } from './find-sent.ts';
import { readRules } from './read-rules.ts';
import {
	tidy,
	type RecogniseCommand,
	type SentRecognition,
	type TidyCommand
} from './recognise-command.ts';
import { sayLater } from './say-later.ts';
import { recognitionRecipients, recognitions } from './schema.ts';

/** More than anybody means in ten minutes. */
const THANKS = limit(20, 600_000);

/**
 * Thanks people, with or without a badge: in ten seconds or at the next huddle. Until then only the
 * sender knows; the badge and the moments follow from the outbox when it is said.
 * Refuses: nobody or too many to thank, oneself, an unknown value, badge, goal, activity or person, a
 * huddle where there is none (`invalid`), one of them deleted meanwhile (`missing`), a badge from somebody who does not lead all of them
 * (`forbidden`), one beyond the weekly budget until it is called rare (`conflict`, at `rare`), a
 * request id that was used for something else (`conflict`), and a flood (`too-many`).
 */
export async function recognise(
	context: Context,
	actor: MemberActor,
	command: RecogniseCommand
): Promise<Result<SentRecognition>> {
	const { db } = context;
	const wanted = tidy(command);
	const earlier = await findSent(db, actor, wanted);
	if (earlier) return earlier;
	const now = context.clock.now();
	const checked = await checkRecognition(db, actor, wanted, now);
	if (!checked.ok) return checked;
	const prepared = await prepare(db, actor, wanted, checked.value, now);
	if (!prepared.ok) return prepared;
	const done = await unlessGone(
		db.transaction(async (tx) => ({ sent: await send(tx, actor, wanted, prepared.value) }))
	);
	if (!done) return refuse('missing', 'Something you chose was just removed. Choose again.');
	if (done.sent) return ok(done.sent);
	// Two copies of one form ran side by side: the other one has committed by now.
	return (await findSent(db, actor, wanted)) ?? refuse('conflict', 'Please send it again.');
}

type Row = typeof recognitions.$inferInsert;

async function prepare(
	db: Queryable,
	actor: MemberActor,
	wanted: TidyCommand,
	people: Recipients,
	now: Date
): Promise<Result<Row>> {
	const { orgId, memberId } = actor;
	const { to, when, stillRare, ...content } = wanted;
	const id = newId<'recognition'>(now);
	const row = { ...content, orgId, id, fromId: memberId, at: now, saidAt: now };
	if (when === 'told') return ok(row);
	const organization = await readOrganization(db, orgId);
	const rules = await readRules(db, orgId);
	const question = stillRare
		? undefined
		: await rarity(db, organization, actor, wanted, rules, now);
	if (question) return refuse('conflict', question, { rare: question });
	const huddle = nextHuddle(rules, organization.timeZone, now);
	if (when === 'huddle' && !huddle)
		return refuse('invalid', 'There is no huddle to say it at. Say it now.', {
			when: 'There is no huddle to say it at. Say it now.'
		});
	if (!THANKS.take(memberId, now.getTime()))
		return refuse('too-many', 'That is a lot of thanks at once. Wait a few minutes, then go on.');
	const habits = await findHabits(db, actor, { to, colleagues: people.colleagues }, now);
	const words = { to, names: people.names, sentence: wanted.sentence };
	const damped = wanted.inFeed ? dampingOf(memberId, words, habits) : null;
	return ok({
		...row,
		saidAt: when === 'huddle' ? huddle! : new Date(now.getTime() + UNDO_MS),
		forHuddle: when === 'huddle',
		damped,
		...(damped && { inFeed: false, onTv: false })
	});
}

async function rarity(
	db: Queryable,
	organization: Organization,
	{ memberId }: MemberActor,
	{ badgeId, to }: TidyCommand,
	rules: RecognitionRules,
	now: Date
): Promise<string | undefined> {
	if (!badgeId) return undefined;
	return askIfRare(await countBadges(db, organization, memberId, now), to.length, rules);
}

async function send(
	tx: Queryable,
	{ orgId }: MemberActor,
	{ to, when }: TidyCommand,
	row: Row
): Promise<SentRecognition | undefined> {
	const [sent] = await tx
		.insert(recognitions)
		.values(row)
		.onConflictDoNothing({ target: [recognitions.orgId, recognitions.requestId] })
		.returning();
	if (!sent) return undefined;
	const { id, saidAt } = sent;
	await tx
		.insert(recognitionRecipients)
		.values(to.map((memberId) => ({ orgId, recognitionId: id, memberId })));
	if (when === 'told') await addJob(tx, 'react', { orgId, kind: 'recognition', id });
	else await sayLater(tx, orgId, id, saidAt);
	return asSent(sent);
}
