import { expect, it } from 'vitest';
import type { ActivityId } from '#lib/platform/ids.ts';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, takeJobs } from '../../../../../../tests/small-team.ts';
import { setGoal } from '../index.ts';
import { crossedBy } from './crossed-by.ts';

const database = await freshDatabase();

it('a goal that stood at its target all the while was crossed by nobody who works on for it', async () => {
	const team = await smallTeam(database);
	const { orgId, context, greta, ledger } = team;
	const goal = { title: 'Three demos', scope: 'organization', metric: 'demos-held' } as const;
	const set = await setGoal(context, greta, { ...goal, target: 3, startsOn: '2026-11-16' });
	if (!set.ok) throw new Error(set.problem.detail);
	await takeJobs(database);
	const holds = async (minute: number, value: number): Promise<ActivityId[]> => {
		team.at(`2026-11-18T14:${minute}:00Z`);
		const demos = { metric: 'demos-held', member: 'aiko@halden.example', value, source: 'crm' };
		const entries = [{ ...demos, occurredAt: '2026-11-18', externalId: `demos-${minute}` }];
		await ledger.record({ orgId, recordedBy: 'test', entries });
		return (await takeJobs<{ ids: ActivityId[] }>(database)).flatMap(({ ids }) => ids);
	};
	const crossed = async (ids: ActivityId[]) =>
		(await crossedBy(database.db, orgId, ids)).map(({ isSure }) => isSure);
	const first = await holds(10, 1);
	const over = await holds(20, 2);
	expect(await crossed(over)).toEqual([true]);
	const later = await holds(30, 1);
	await holds(40, 1);
	// Others have moved it since: whoever was there when it went over may have carried it.
	expect(await crossed(over)).toEqual([false]);
	expect(await crossed(first)).toEqual([false]);
	expect(await crossed(later)).toEqual([]);
});
