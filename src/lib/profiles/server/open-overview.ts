import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { preferencesOf } from '#lib/identity/preferences/server/index.ts';
import { listTeams, readOrganization, type Organization } from '#lib/identity/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { daysBetween, type Day } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { lastSpecific, listValues } from '#lib/recognition/server/index.ts';
import {
	pageOf,
	QUIET_SHOWN,
	quietFirst,
	quietFor,
	SPREAD_SHOWN,
	VERY_QUIET_DAYS,
	type Led,
	type Overview,
	type QuietPerson
} from '../overview.ts';
import { ledPeople } from './led-people.ts';
import { readSpreadOf } from './read-spread-of.ts';
import { recentWins } from './recent-wins.ts';

const DAY_MS = 86_400_000;

export interface OverviewQuery {
	/** A team's key; one that the reader does not lead is all of theirs. */
	team?: string | undefined;
	/** Pages of the two lists, from 1. */
	page: number;
	spreadPage: number;
}

/**
 * For somebody who leads: which of their people have not heard a specific word from anybody who leads
 * them, each with a win to name, and how words spread. Refused for everybody else.
 */
export async function openOverview(
	{ db, clock }: Context,
	reader: MemberActor,
	asked: OverviewQuery
): Promise<Result<Overview>> {
	if (!may(reader, { may: 'recognition.oversee' }))
		return refuse('forbidden', 'This page is for those who lead others.');
	const now = clock.now();
	const organization = await readOrganization(db, reader.orgId);
	const today = dayIn(organization.timeZone, now);
	const teams = (await listTeams(db, reader.orgId)).filter(
		({ id }) => reader.role === 'admin' || reader.manages.includes(id)
	);
	const team = teams.find(({ key }) => key === asked.team);
	const people = await ledPeople(db, organization, reader, team?.id ?? null, today);
	const isAll = reader.role === 'admin' && !team;
	const ids = isAll ? undefined : people.map(({ id }) => id);
	const { days, quiet } = await findQuiet(db, organization, people, ids, { now, today });
	const list = pageOf(quiet, asked.page, QUIET_SHOWN);
	const shown = pageOf(people, asked.spreadPage, SPREAD_SHOWN);
	const values = await listValues(db, reader.orgId);
	return ok({
		teams: teams.map(({ key, name }) => ({ key, name })),
		team: team?.key ?? null,
		people: people.length,
		quiet: quiet.length,
		veryQuiet: quiet.filter(({ id }) => days.get(id)! >= VERY_QUIET_DAYS).length,
		list: await describe(db, organization, reader, list.items, { now, today }),
		spread: await readSpreadOf(db, reader, { values, all: ids, shown: shown.items, now }),
		...{ page: list.page, pages: list.pages },
		...{ spreadPage: shown.page, spreadPages: shown.pages }
	});
}

interface When {
	now: Date;
	today: Day;
}

// Two weeks are enough to know who is on the list: one statement for all of them.
async function findQuiet(
	db: Queryable,
	{ id, timeZone }: Organization,
	people: readonly Led[],
	ids: readonly MemberId[] | undefined,
	when: When
) {
	const since = new Date(when.now.getTime() - (VERY_QUIET_DAYS + 1) * DAY_MS);
	const last = await lastSpecific(db, id, { ...(ids && { people: ids }), since, ...when });
	const days = new Map(
		people.map((person) => {
			const at = last.get(person.id)?.at;
			const lastOn = at && dayIn(timeZone, at);
			return [person.id, quietFor(lastOn, person.joinedOn, when.today)];
		})
	);
	return { days, quiet: quietFirst(people, (person) => days.get(person.id)!) };
}

async function describe(
	db: Queryable,
	organization: Organization,
	reader: MemberActor,
	people: readonly Led[],
	when: When
): Promise<QuietPerson[]> {
	const ids = people.map(({ id }) => id);
	const last = await lastSpecific(db, organization.id, { people: ids, ...when });
	const wins = await recentWins(db, organization, reader, ids, when);
	const chosen = await preferencesOf(db, organization.id, ids);
	return people.map((person) => {
		const at = last.get(person.id)?.at;
		return {
			...person,
			picture: chosen.get(person.id)?.picture ?? null,
			days: at ? daysBetween(dayIn(organization.timeZone, at), when.today) : null,
			win: wins.get(person.id) ?? null
		};
	});
}
