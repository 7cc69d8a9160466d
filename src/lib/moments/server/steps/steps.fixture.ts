import { and, count, eq } from 'drizzle-orm';
import { takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { Entry } from '#lib/metrics/activity/entry.ts';
import { setGoal, type SetGoal } from '#lib/metrics/goals/server/index.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { Result } from '#lib/platform/result.ts';
import type { MomentCard } from '../../moment.ts';
import { feedTopic, findMoments, moments, type Fact } from '../index.ts';

export function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}

/** What tests of goals' steps do with a team: set goals, hold demos, and look at what rang. */
export function stepsOf(database: Database, team: SmallTeam) {
	let serial = 0;
	return {
		/** Runs what waits in the outbox, each job twice: at least once is what it is promised. */
		async react(): Promise<void> {
			for (const fact of await takeJobs<Fact>(database))
				for (let run = 0; run < 2; run++)
					await findMoments(team.context, fact, () => Promise.reject(new Error('no words here')));
		},

		async demos(...people: [name: string, day?: string, many?: number][]): Promise<void> {
			const entries = people.map(([name, occurredAt = '2026-11-18', value = 1]): Entry => {
				const externalId = `demo-${++serial}`;
				const member = `${name}@halden.example`;
				return { metric: 'demos-held', member, value, occurredAt, source: 'crm', externalId };
			});
			await team.ledger.record({ orgId: team.orgId, recordedBy: 'test', entries });
		},

		async goal(actor: MemberActor, command: Partial<SetGoal>): Promise<GoalId> {
			const month = { startsOn: '2026-11-01', endsOn: '2026-11-30' };
			const measured = command.measure ? {} : { metric: 'demos-held' };
			const asked = { scope: 'team', title: 'Demos', target: 3, ...month, ...measured, ...command };
			return must(await setGoal(team.context, actor, asked as SetGoal)).id;
		},

		async goalCards(me?: MemberActor, onTv?: boolean): Promise<MomentCard[]> {
			const read = await feedTopic(database.db).read(team.orgId, { me: me?.memberId, onTv });
			return read!.state.moments.filter(({ kind }) => kind === 'goal');
		},

		/** How many moments of goals there are, also of those that no longer stand. */
		async kept(): Promise<number> {
			const its = and(eq(moments.orgId, team.orgId), eq(moments.kind, 'goal'));
			return (await database.db.select({ n: count() }).from(moments).where(its))[0]!.n;
		}
	};
}
