import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { organizations } from '#lib/identity/server/index.ts';
import { createLedger, type Entry } from '#lib/metrics/activity/server/index.ts';
import { readGoal, setGoal } from '../index.ts';
import { openHalden, type Halden } from '../goals.fixture.ts';
import { goalProjection } from './project-activities.ts';
import type { Setting } from './tree.fixture.ts';
import { setAll, type Played } from './aims.fixture.ts';
import { compared, openPlay, take } from './tree-player.fixture.ts';

let halden: Halden;

beforeAll(async () => {
	halden = await openHalden();
});

const DEMOS: Setting = {
	...{ do: 'set', measure: 'metric', scope: 'organization', who: 'Mara', metric: 'demos-held' },
	...{ segment: null, atLeast: null, start: 0, target: 3, from: '2026-11-01', to: '2026-11-18' },
	...{ parent: null, agreed: true }
};
const LEVELS = 100;

async function values(played: Played): Promise<(number | undefined)[]> {
	const { stored, told } = await compared(played);
	expect(stored).toEqual(told);
	return stored;
}

function demos(value: number) {
	const deed = { who: 'Aiko', metric: 'demos-held', day: '2026-11-18', segment: null };
	return { do: 'record' as const, deeds: [{ ...deed, value }] };
}

test('through a hundred levels one activity carries to the top in its transaction, and its reversal takes all back', async () => {
	const played = await openPlay(halden.context);
	const above = { ...DEMOS, measure: 'goals', target: 1 } as const;
	await setAll(played, [
		...Array.from({ length: LEVELS }, (_, i) => ({ ...above, parent: i ? i - 1 : null })),
		{ ...DEMOS, parent: LEVELS - 1 }
	]);
	await take(played, demos(2));
	expect(await values(played)).toEqual([...Array<number>(LEVELS).fill(0), 2]);

	const failing = createLedger(played.org.context, [
		goalProjection,
		async () => {
			throw new Error('the last step of the transaction failed');
		}
	]);
	await expect(take(played, demos(1), failing)).rejects.toThrow();
	expect(await values(played)).toEqual([...Array<number>(LEVELS).fill(0), 2]);

	await take(played, demos(1));
	expect(await values(played)).toEqual([...Array<number>(LEVELS).fill(1), 3]);
	await take(played, { do: 'reverse', nth: 1 });
	expect(await values(played)).toEqual([...Array<number>(LEVELS).fill(0), 2]);
});

test('an activity that two supporters count is counted once above them; goals that count goals count each', async () => {
	const played = await openPlay(halden.context);
	const [company, reached, team, own] = [0, 1, 2, 3];
	await take(played, { ...DEMOS, target: 40 });
	await take(played, { ...DEMOS, measure: 'goals', target: 2, parent: company });
	await take(played, { ...DEMOS, scope: 'team', who: 'Aiko', parent: company });
	await take(played, { ...DEMOS, scope: 'member', who: 'Aiko', parent: team });
	await take(played, demos(3));
	expect(await values(played)).toEqual([3, 0, 3, 3]);
	await take(played, { do: 'link', nth: team, parent: reached });
	await take(played, { do: 'link', nth: own, parent: reached });
	expect(await values(played)).toEqual([3, 2, 3, 3]);
	await take(played, { do: 'decline', nth: own });
	expect(await values(played)).toEqual([3, 1, 3, 3]);
});

test('the day in the organization’s zone decides: nights of the changing clocks, leap days', async () => {
	const cases: [from: string, to: string, inside: string[], outside: string[]][] = [
		[
			...(['2026-10-25', '2026-10-25'] as const),
			[
				'2026-10-24T22:00:00Z',
				'2026-10-25T00:30:00Z',
				'2026-10-25T01:30:00Z',
				'2026-10-25T22:59:59Z'
			],
			['2026-10-24T21:59:59Z', '2026-10-25T23:00:00Z']
		],
		[
			...(['2026-03-29', '2026-03-29'] as const),
			['2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z', '2026-03-29T21:59:59Z'],
			['2026-03-28T22:59:59Z', '2026-03-29T22:00:00Z']
		],
		[
			...(['2024-02-28', '2024-03-01'] as const),
			['2024-02-28', '2024-02-29', '2024-03-01', '2024-02-27T23:00:00Z'],
			['2024-02-27', '2024-03-02', '2024-03-01T23:00:00Z']
		]
	];
	for (const [from, to, inside, outside] of cases) {
		const played = await openPlay(halden.context);
		const { org } = played;
		await take(played, { ...DEMOS, from, to, measure: 'metric', scope: 'member', who: 'Aiko' });
		const entries = [...inside, ...outside].map((occurredAt, i): Entry => ({
			...{ metric: 'demos-held', member: 'aiko@halden.example', value: 1, occurredAt },
			...{ source: 'clock', externalId: `${from}-${i}` }
		}));
		const done = await org.ledger.record({ orgId: org.orgId, recordedBy: 'import', entries });
		expect(done).toMatchObject({ recorded: entries.length });
		const during = await compared(played);
		await take(played, { ...DEMOS, from, to, scope: 'organization' });
		const after = await compared(played);
		expect([...during.stored, ...after.stored]).toEqual(Array(3).fill(inside.length));
	}
});

test('a goal without dates runs for the fiscal quarter of the organization, over the turn of the year', async () => {
	const { org } = await openPlay(halden.context);
	const { db } = org.context;
	await db.update(organizations).set({ fiscalStart: 2 }).where(eq(organizations.id, org.orgId));
	await org.record(
		...(['2026-10-31', '2026-11-01', '2026-11-18'] as const).map(
			(day): [string, string, number, string] => ['Oskar', 'deals-won', 1, day]
		)
	);
	const done = await setGoal(org.context, org.actor('Greta'), {
		...{ scope: 'organization', title: 'Ten more', metric: 'deals-won', target: 10 }
	});
	if (!done.ok) throw new Error(done.problem.detail);
	expect(await readGoal(db, org.orgId, done.value.id)).toMatchObject({
		...{ startsOn: '2026-11-01', endsOn: '2027-01-31', value: '2' }
	});
});
