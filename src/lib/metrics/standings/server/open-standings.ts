import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import {
	listGroups,
	listPeople,
	listTeams,
	readOrganization,
	type Organization,
	type Person,
	type Team
} from '#lib/identity/server/index.ts';
import { openFigure, typedBefore } from '#lib/metrics/activity/server/index.ts';
import { closedFigure } from '#lib/metrics/closings/server/index.ts';
import { boardMetric } from '#lib/metrics/board-metric.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import { isId, NONE } from '#lib/platform/ids.ts';
import { periodOf, type Day, type Period } from '#lib/platform/period.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { BoardAddress } from '../board-address.ts';
import { boardTopic, type BoardQuery } from '../board-query.ts';
import { improvementTopic } from '../most-improved.ts';
import { placeTopic } from '../place-window.ts';
import { ownLeague, scopeOf, type BoardScope } from './board-scope.ts';
import { measureFor, targetFor } from './measure-for.ts';
import { personalBest } from './personal-best.ts';

/**
 * Everything the standings page shows beside the live board, whose topic it names. What an address
 * asks for and the organization does not have falls back to the reader's own board.
 */
export async function openStandings(context: Context, actor: MemberActor, asked: BoardAddress) {
	const now = context.clock.now();
	const organization = await readOrganization(context.db, actor.orgId);
	const today = dayIn(organization.timeZone, now);
	const [metrics, teams, groups, people] = [
		await listMetrics(context.db, actor.orgId, today),
		await listTeams(context.db, actor.orgId),
		(await listGroups(context.db, actor.orgId)).filter(({ members }) => members.length),
		await listPeople(context.db, actor.orgId, today)
	];
	const settled = settle(asked, organization, today, metrics);
	const at = settled.at ?? today;
	const period = periodOf(settled.period, at, organization);
	const scope = await scopeOf(context.db, actor, settled, { teams, groups, period });
	const { address, team } = scope;
	const metric = metrics.find(({ key }) => key === address.metric) ?? null;
	const best = await personalBest(
		context.db,
		actor.orgId,
		actor.memberId,
		metric?.id ?? null,
		address.period,
		period.start
	);
	const query = queryOf(scope);
	const topic = boardTopic(query);
	const ranked = query.by === 'team' ? actor.teamId : actor.memberId;
	return {
		topic,
		placeTopic: ranked && placeTopic(query, ranked),
		improvementTopic: improvementTopic(topic) ?? null,
		address,
		metrics: metrics.map(boardMetric),
		teams: teams.map(({ id, key, name }) => ({ id, key, name })),
		team: team ? { key: team.key, name: team.name } : null,
		groups: groups.map(({ key, name }) => ({ key, name })),
		league: await ownLeague(context.db, actor, today, metrics),
		mine: await measureFor(context.db, actor.orgId, query, now, actor.memberId),
		maySetTargets: may(actor, { may: 'targets.see' }),
		viewer: { id: actor.memberId, teamId: actor.teamId, plays: actor.role === 'rep' },
		best: best?.value ?? null,
		open: await openOnBoard(context, actor, {
			address,
			people,
			teams,
			team,
			group: scope.group?.key,
			period,
			metricId: metric?.id ?? NONE
		}),
		adding: await adding(context, actor, address, people, today)
	};
}

function queryOf({ address, team, group, league }: BoardScope): BoardQuery {
	const { metric, period, at, by = 'member', rank = 'value' } = address;
	return { metric, period, at, team: team?.key, group: group?.key, league, by, rank };
}

/** A key that is not (or no longer) there, or a day in the running period, is no address. */
function settle(
	asked: BoardAddress,
	organization: Organization,
	today: Day,
	metrics: Metric[]
): BoardAddress {
	const known = metrics.some(({ key }) => key === asked.metric);
	const period = asked.at && periodOf(asked.period, asked.at, organization);
	const past = period && period.end < today;
	return {
		...asked,
		metric: known ? asked.metric : 'points',
		at: past ? asked.at : undefined,
		rank: asked.by === 'team' ? undefined : asked.rank
	};
}

interface Opening {
	address: BoardAddress;
	people: Person[];
	teams: Team[];
	team: Team | null;
	/** A group's key. */
	group: string | undefined;
	period: Period;
	/** The nil id for points. */
	metricId: string;
}

/** What is behind a row's figure: a member's in the board's team, or a whole team's. */
async function openOnBoard(
	context: Context,
	actor: MemberActor,
	{ address, people, teams, team, group, period, metricId }: Opening
) {
	const id = address.open;
	if (!id || !isId(id)) return null;
	const ranked = address.by === 'team' ? teams.find((one) => one.id === id) : team;
	const figure = {
		metric: address.metric,
		from: period.start,
		to: period.end,
		member: address.by === 'team' ? undefined : id,
		team: ranked?.key,
		group,
		page: address.page
	};
	const opened = await openFigure(context, actor, figure, closedFigure);
	if (!opened.ok || (address.by === 'team' && !ranked)) return null;
	// Who has left is no longer among the people, and still stands on the boards of their time.
	const person = people.find((one) => one.id === id);
	const target = person ? await targetFor(context, actor, person, { period, metricId }) : null;
	return { ...opened.value, id, target, mayAdd: !!person && mayAdd(actor, person) };
}

async function adding(
	{ db, clock }: Context,
	actor: MemberActor,
	address: BoardAddress,
	people: Person[],
	today: Day
) {
	const person = people.find(({ id }) => id === address.add);
	if (!person || !mayAdd(actor, person)) return null;
	const now = clock.now();
	const { id, name } = person;
	const before = id === actor.memberId ? await typedBefore(db, actor, address.again) : null;
	return { person: { id, name }, key: newId(now), openedAt: now.toISOString(), today, before };
}

function mayAdd(actor: MemberActor, person: Person): boolean {
	return may(actor, { may: 'activities.record', of: person.id, team: person.teamId });
}
