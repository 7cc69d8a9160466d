import type { Badge } from '#lib/badges/badge.ts';
import { listBadges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listPeople, readOrganization } from '#lib/identity/server/index.ts';
import { readGoals } from '#lib/metrics/goals/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { nextHuddle } from '../huddle.ts';
import type { Colleague, Sent, ServedGoal, Value } from '../recognition.ts';
import { listSent } from './list-sent.ts';
import { listValues } from './list-values.ts';
import { readRules } from './read-rules.ts';

export interface RecogniseForm {
	/** Everybody but the one who asks, by name. */
	people: Colleague[];
	values: Value[];
	/** Empty for those who may give none. */
	badges: Badge[];
	/** What it can have served. */
	goals: ServedGoal[];
	/** When the next huddle begins, RFC 3339; null where there is none. */
	huddle: string | null;
	/** What the one who asks has said lately or has waiting. */
	sent: Sent[];
	/** For the form: sent twice, it counts once. */
	requestId: string;
}

/** What somebody needs to recognise others; no figure and no rank is in it. */
export async function openForm(context: Context, actor: MemberActor): Promise<RecogniseForm> {
	const { db, clock } = context;
	const { orgId } = actor;
	const now = clock.now();
	const { timeZone } = await readOrganization(db, orgId);
	const everybody = await listPeople(db, orgId, dayIn(timeZone, now));
	const people = everybody
		.filter(({ id }) => id !== actor.memberId)
		.map(({ id, name, colour, teamId, teamName }) => ({
			id,
			name,
			colour,
			team: teamName,
			mayHaveBadge: may(actor, { may: 'badges.give', teams: [teamId] })
		}));
	const gives = people.some((person) => person.mayHaveBadge);
	const { goals } = await readGoals(db, orgId, now);
	const huddle = nextHuddle(await readRules(db, orgId), timeZone, now);
	return {
		people,
		values: await listValues(db, orgId),
		badges: gives ? await listBadges(db, orgId) : [],
		goals: goals.map(({ id, title, member }) => ({ id, title, of: member?.id ?? null })),
		huddle: huddle?.toISOString() ?? null,
		sent: await listSent(db, actor, now),
		requestId: newId(now)
	};
}
