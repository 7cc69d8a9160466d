import type { GoalId } from '#lib/platform/ids.ts';
import type { Goal } from '../../goal.ts';
import { openHalden, type Halden } from '../goals.fixture.ts';
import { readGoal, setGoal, type SetGoal } from '../index.ts';

/** Halden & Co with what the organization aims at, and a hand that sets more below it. */
export interface Aiming extends Halden {
	/** Greta’s, for everybody. */
	logos: GoalId;
	/** Sixty demos for Ines’s team, three to eight of them for each who supports that. */
	demos: SetGoal;
	propose(who: string, command: SetGoal): Promise<{ id: GoalId; agreed: boolean }>;
	set(who: string, command: SetGoal): Promise<GoalId>;
	shown(id: GoalId): Promise<Goal>;
}

/** The same as `openHalden`, with Greta’s goal set. */
export async function openAiming(): Promise<Aiming> {
	const halden = await openHalden();
	const { context, orgId, actor, teams } = halden;
	const propose = async (who: string, command: SetGoal) => {
		const done = await setGoal(context, actor(who), command);
		if (!done.ok) throw new Error(done.problem.detail);
		return done.value;
	};
	const set = async (who: string, command: SetGoal) => (await propose(who, command)).id;
	const logos = { title: 'Land 40 new logos', metric: 'deals-won', target: 40 };
	return {
		...{ ...halden, propose, set },
		logos: await set('Greta', { ...logos, scope: 'organization' }),
		demos: {
			...{ scope: 'team', team: teams['Northern Lights']!, title: '60 demos' },
			...{ metric: 'demos-held', target: 60, commit: { from: 3, to: 8 } }
		},
		shown: async (id) => (await readGoal(context.db, orgId, id))!
	};
}
