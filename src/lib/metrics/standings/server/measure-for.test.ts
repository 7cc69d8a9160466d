import { beforeAll, expect, it } from 'vitest';
import { setTargets } from '#lib/metrics/targets/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { contextOver, newTeam, who, type TestContext } from '../../../../../tests/demo.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { openStandings } from './index.ts';

let database: Database;
let context: TestContext;
let story: Awaited<ReturnType<typeof newTeam>>;

beforeAll(async () => {
	database = await freshDatabase();
	context = contextOver(database);
	story = await newTeam(context);
	const people = [{ memberId: who(story, 'Aiko').memberId, text: '1200' }];
	const weekly = { metric: 'points', period: 'week', people } as const;
	expect(await setTargets(context, who(story, 'Ines'), weekly)).toMatchObject({ ok: true });
});

function open(by: string, rank?: 'target' | 'improvement') {
	return openStandings(context, who(story, by), {
		metric: 'points',
		period: 'week',
		rank,
		open: who(story, 'Aiko').memberId
	});
}

it('tells a reader what a percent board measures them by, and nobody else', async () => {
	const mine = { basis: '1200000000000', begun: 1, of: 1 };
	expect((await open('Aiko', 'target')).mine).toEqual(mine);
	expect((await open('Aiko')).mine).toBeNull();
	expect((await open('Aiko', 'improvement')).mine).toBeNull();
	expect((await open('Lena', 'target')).mine).toBeNull();
});

it.each([
	['Aiko', '1200000000000'],
	['Ines', '1200000000000'],
	['Greta', '1200000000000'],
	['Lena', null],
	['Ruben', null]
])('an opened figure shows %s the target %s', async (by, target) => {
	expect((await open(by)).open?.target).toBe(target);
	const asked = by === 'Lena' ? await open(by, 'target') : null;
	expect(JSON.stringify(asked)).not.toContain('1200000000000');
});
