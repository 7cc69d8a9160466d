import { and, eq, isNull } from 'drizzle-orm';
import { badges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Person } from '#lib/identity/person.ts';
import { listPeople, readOrganization } from '#lib/identity/server/index.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { goals } from '#lib/metrics/goals/server/index.ts';
import type { ActivityId, GoalId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { LONGEST_SENTENCE, MOST_PEOPLE } from '../recognition.ts';
import { listValues } from './list-values.ts';
import type { TidyCommand } from './recognise-command.ts';

// Tidied before: what is left is no line break, and PostgreSQL keeps no NUL. Marks that turn the reading
// direction around could make it say something else than was written.
const UNREADABLE = /\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

type Refusal = Extract<Result<never>, { ok: false }>;

/** Whom it is for. */
export interface Recipients {
	names: string[];
	/** How many people the sender has to choose from. */
	colleagues: number;
}

/** Who this recognition is for, or why it cannot be given. */
export async function checkRecognition(
	db: Queryable,
	actor: MemberActor,
	command: TidyCommand,
	now: Date
): Promise<Result<Recipients>> {
	if (!may(actor, { may: 'recognition.give' }))
		return refuse('forbidden', 'Only people of the organization recognise each other.');
	const badForm = checkForm(actor, command);
	if (badForm) return badForm;
	const { timeZone } = await readOrganization(db, actor.orgId);
	const day = dayIn(timeZone, now);
	const everybody = await listPeople(db, actor.orgId, day);
	const people = everybody.filter(({ id }) => command.to.includes(id));
	if (people.length < command.to.length)
		return invalid('to', 'Somebody you chose is no longer here. Choose again.');
	const refusal =
		(await checkBadge(db, actor, command, people)) ?? (await checkNames(db, actor.orgId, command));
	if (refusal) return refusal;
	return ok({ names: people.map(({ name }) => name), colleagues: everybody.length - 1 });
}

function checkForm(actor: MemberActor, command: TidyCommand): Refusal | undefined {
	const { to, sentence, inFeed, onTv } = command;
	if (!to.length) return invalid('to', 'Choose who you want to recognise.');
	if (to.includes(actor.memberId))
		return invalid('to', 'Leave yourself out: the others ring the bell for you.');
	if (to.length > MOST_PEOPLE)
		return invalid('to', `Choose at most ${MOST_PEOPLE} people, so that each one is meant.`);
	const badSentence = checkSentence(sentence);
	if (badSentence) return badSentence;
	if (onTv && !inFeed)
		return invalid('shown', 'What the TV shows, the feed shows too. Tick the feed as well.');
	return undefined;
}

/** Why these words, tidied, cannot be said. */
export function checkSentence(sentence: string): Refusal | undefined {
	if (!sentence) return invalid('sentence', 'Say what happened, in a sentence.');
	if (sentence.length > LONGEST_SENTENCE)
		return invalid('sentence', `Say it in at most ${LONGEST_SENTENCE} characters.`);
	if (UNREADABLE.test(sentence))
		return invalid('sentence', 'This has a character that nobody can read. Type it anew.');
	return undefined;
}

async function checkBadge(
	db: Queryable,
	actor: MemberActor,
	{ badgeId }: TidyCommand,
	people: Person[]
): Promise<Refusal | undefined> {
	if (!badgeId) return undefined;
	const [badge] = await db
		.select({ id: badges.id })
		.from(badges)
		.where(
			and(
				eq(badges.orgId, actor.orgId),
				eq(badges.id, badgeId),
				isNull(badges.archivedAt),
				isNull(badges.rule)
			)
		);
	if (!badge) return invalid('badge', 'This badge is no longer given. Choose another.');
	if (may(actor, { may: 'badges.give', teams: people.map((person) => person.teamId) }))
		return undefined;
	const detail = 'A badge comes from the manager of the team. Your words need none.';
	return refuse('forbidden', detail, { badge: detail });
}

async function checkNames(
	db: Queryable,
	orgId: OrgId,
	{ valueId, goalId, activityId }: TidyCommand
): Promise<Refusal | undefined> {
	const values = await listValues(db, orgId);
	if (!values.some(({ id }) => id === valueId)) return invalid('value', 'Choose what they showed.');
	if (goalId && !(await isOpenGoal(db, orgId, goalId)))
		return invalid('goal', 'This goal is closed. Choose another, or none.');
	if (activityId && !(await isActivity(db, orgId, activityId)))
		return invalid('about', 'What this is about is no longer there. Leave it out.');
	return undefined;
}

async function isOpenGoal(db: Queryable, orgId: OrgId, id: GoalId): Promise<boolean> {
	const found = await db
		.select({ id: goals.id })
		.from(goals)
		.where(and(eq(goals.orgId, orgId), eq(goals.id, id), isNull(goals.closedAt)));
	return found.length > 0;
}

async function isActivity(db: Queryable, orgId: OrgId, id: ActivityId): Promise<boolean> {
	const found = await db
		.select({ id: activities.id })
		.from(activities)
		.where(and(eq(activities.orgId, orgId), eq(activities.id, id)));
	return found.length > 0;
}

/** A refusal at one field of the form. */
export function invalid(field: string, detail: string): Refusal {
	return refuse('invalid', detail, { [field]: detail });
}
