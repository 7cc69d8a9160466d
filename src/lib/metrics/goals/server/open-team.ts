import type { MemberActor } from '#lib/identity/actor.ts';
import { listPeople, listTeams } from '#lib/identity/server/index.ts';
import { isId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { personOf } from './person-of.ts';
import { readHead } from './read-goals.ts';

/**
 * Who a team is, for its page beside the live goals. `of` is the team's key, or its id. Undefined where
 * there is no such team here.
 */
export async function openTeam({ db, clock }: Context, actor: MemberActor, of: string) {
	const teams = await listTeams(db, actor.orgId);
	const team = teams.find(({ id, key }) => key === of || (isId(of) && id === of));
	if (!team) return undefined;
	const { today } = await readHead(db, actor.orgId, clock.now());
	const everybody = await listPeople(db, actor.orgId, today);
	const shown = ({ id, name, colour }: (typeof everybody)[number]) => ({ id, name, colour });
	return {
		team: { id: team.id, key: team.key, name: team.name },
		people: everybody.filter(({ teamId }) => teamId === team.id).map(shown),
		managers: everybody.filter(({ id }) => team.managerIds.includes(id)).map(shown),
		person: personOf(actor)
	};
}
