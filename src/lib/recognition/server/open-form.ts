import type { Badge } from '#lib/badges/badge.ts';
import { listBadges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { listPeople, readOrganization } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { Colleague, Value } from '../recognition.ts';
import { listValues } from './list-values.ts';

export interface RecogniseForm {
	/** Everybody but the one who asks, by name. */
	people: Colleague[];
	values: Value[];
	/** Empty for those who may give none. */
	badges: Badge[];
	/** For the form: sent twice, it counts once. */
	requestId: string;
}

/** What somebody needs to recognise others; no figure and no rank is in it. */
export async function openForm(context: Context, actor: MemberActor): Promise<RecogniseForm> {
	const { db, clock } = context;
	const now = clock.now();
	const { timeZone } = await readOrganization(db, actor.orgId);
	const everybody = await listPeople(db, actor.orgId, dayIn(timeZone, now));
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
	return {
		people,
		values: await listValues(db, actor.orgId),
		badges: gives ? await listBadges(db, actor.orgId) : [],
		requestId: newId(now)
	};
}
