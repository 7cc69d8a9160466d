import type { MemberActor } from '#lib/identity/actor.ts';
import { listPeople, listTeams } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { findDemo } from './find-demo.ts';
import type { Story } from './found-story.ts';

/** The demo team as it is now, by name; undefined where there is none. */
export async function readStory({ db, clock }: Context): Promise<Story | undefined> {
	const organization = await findDemo(db);
	if (!organization) return undefined;
	const { id: orgId, timeZone } = organization;
	const teams = await listTeams(db, orgId);
	const people = await listPeople(db, orgId, dayIn(timeZone, clock.now()));
	const actors = people.map(({ id, name, role, teamId }): [string, MemberActor] => {
		const manages = teams.filter((team) => team.managerIds.includes(id)).map((team) => team.id);
		return [name, { kind: 'member', orgId, memberId: id, role, teamId, manages, session: 'demo' }];
	});
	return {
		organization,
		teams: Object.fromEntries(teams.map((team) => [team.name, team])),
		people: Object.fromEntries(actors)
	};
}
