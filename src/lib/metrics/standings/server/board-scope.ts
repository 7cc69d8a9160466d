import type { MemberActor } from '#lib/identity/actor.ts';
import type { Group, Team } from '#lib/identity/server/index.ts';
import { leagueMembers, leagueOf } from '#lib/metrics/leagues/server/index.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import type { Day, Period } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { EVERYONE, type BoardAddress, type OwnLeague } from '../board-address.ts';

/** Whose board an address means, with what it asked for and is not there left out of it. */
export interface BoardScope {
	address: BoardAddress;
	team: Team | null;
	group: Group | null;
	league: number | undefined;
}

/** At most one of league, group and team; where nothing is asked for, a small board first. */
export async function scopeOf(
	db: Queryable,
	actor: MemberActor,
	address: BoardAddress,
	{ teams, groups, period }: { teams: Team[]; groups: Group[]; period: Period }
): Promise<BoardScope> {
	const nobody = { group: undefined, league: undefined };
	const none = { team: null, group: null, league: undefined };
	const asked = address.by === 'team' ? { ...address, ...nobody } : address;
	const league = asked.league ? Number(asked.league) : undefined;
	if (league && (await leagueMembers(db, actor.orgId, league, period)))
		return { ...none, address: { ...asked, group: undefined, team: undefined }, league };
	const group = groups.find(({ key }) => key === asked.group);
	const without = { ...asked, league: undefined };
	if (group) return { ...none, address: { ...without, team: undefined }, group };
	return {
		...none,
		address: { ...without, group: undefined },
		team: teamOf(asked, actor, teams)
	};
}

/** One's own team, or the one team one leads. */
function teamOf(address: BoardAddress, actor: MemberActor, teams: Team[]): Team | null {
	if (address.by === 'team' || address.team === EVERYONE) return null;
	const named = teams.find(({ key }) => key === address.team);
	const [leads, ...more] = actor.role === 'manager' ? actor.manages : [];
	const own = actor.teamId ?? (more.length ? null : leads);
	return named ?? teams.find(({ id }) => id === own) ?? null;
}

/** The league the reader plays in today, as its board is addressed; null for none. */
export async function ownLeague(
	db: Queryable,
	actor: MemberActor,
	today: Day,
	metrics: Metric[]
): Promise<OwnLeague | null> {
	const own = await leagueOf(db, actor.orgId, actor.memberId, today);
	if (!own) return null;
	const metric = metrics.find(({ id }) => id === own.metricId)?.key ?? 'points';
	return { league: String(own.league), period: own.period.kind, metric };
}
