import { and, eq, isNull } from 'drizzle-orm';
import { badges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Person } from '#lib/identity/person.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { goals } from '#lib/metrics/goals/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { LONGEST_SENTENCE, MOST_PEOPLE } from '../recognition.ts';
import type { TidyCommand } from './recognise-command.ts';
import { orgValues } from './schema.ts';

type Refusal = Extract<Result<never>, { ok: false }>;

/** Why this recognition cannot be given; undefined where it can. */
export async function checkRecognition(
	db: Queryable,
	actor: MemberActor,
	command: TidyCommand,
	now: Date
): Promise<Refusal | undefined> {
	if (!may(actor, { may: 'recognition.give' }))
		return refuse('forbidden', 'Only people of the organization recognise each other.');
	const badForm = checkForm(actor, command);
	if (badForm) return badForm;
	const { timeZone } = await readOrganization(db, actor.orgId);
	const day = dayIn(timeZone, now);
	const found = await Promise.all(command.to.map((id) => readPerson(db, actor.orgId, id, day)));
	const people = found.filter((person) => person !== undefined);
	if (people.length < command.to.length)
		return invalid('to', 'Somebody you chose is no longer here. Choose again.');
	return (await checkBadge(db, actor, command, people)) ?? checkNames(db, actor.orgId, command);
}

function checkForm(actor: MemberActor, command: TidyCommand): Refusal | undefined {
	const { to, sentence, inFeed, onTv } = command;
	if (!to.length) return invalid('to', 'Choose who you want to recognise.');
	if (to.includes(actor.memberId))
		return invalid('to', 'Leave yourself out: the others ring the bell for you.');
	if (to.length > MOST_PEOPLE)
		return invalid('to', `Choose at most ${MOST_PEOPLE} people, so that each one is meant.`);
	if (!sentence) return invalid('sentence', 'Say what happened, in a sentence.');
	if (sentence.length > LONGEST_SENTENCE)
		return invalid('sentence', `Say it in at most ${LONGEST_SENTENCE} characters.`);
	// Tidied before: what is left of them is no line break, and PostgreSQL keeps no NUL.
	if (/\p{Cc}/u.test(sentence))
		return invalid('sentence', 'This has a character that nobody can read. Type it anew.');
	if (onTv && !inFeed)
		return invalid('shown', 'What the TV shows, the feed shows too. Tick the feed as well.');
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
		.where(and(eq(badges.orgId, actor.orgId), eq(badges.id, badgeId), isNull(badges.archivedAt)));
	if (!badge) return invalid('badge', 'This badge is no longer given. Choose another.');
	if (may(actor, { may: 'badges.give', teams: people.map((person) => person.teamId) }))
		return undefined;
	const detail = 'A badge comes from the manager of the team. Your words need none.';
	return refuse('forbidden', detail, { badge: detail });
}

async function checkNames(
	db: Queryable,
	orgId: OrgId,
	{ valueId, goalId }: TidyCommand
): Promise<Refusal | undefined> {
	const [value] = await db
		.select({ id: orgValues.id })
		.from(orgValues)
		.where(
			and(eq(orgValues.orgId, orgId), eq(orgValues.id, valueId), isNull(orgValues.archivedAt))
		);
	if (!value) return invalid('value', 'Choose what they showed.');
	if (!goalId) return undefined;
	const [goal] = await db
		.select({ id: goals.id })
		.from(goals)
		.where(and(eq(goals.orgId, orgId), eq(goals.id, goalId), isNull(goals.closedAt)));
	return goal ? undefined : invalid('goal', 'This goal is closed. Choose another, or none.');
}

function invalid(field: string, detail: string): Refusal {
	return refuse('invalid', detail, { [field]: detail });
}
