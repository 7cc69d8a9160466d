import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import type { Actor } from '#lib/identity/actor.ts';
import { savePreferences } from '#lib/identity/preferences/server/index.ts';
import { createHeldGoals, goalsTopic, setGoal } from '#lib/metrics/goals/server/index.ts';
import { createBoards } from '#lib/metrics/standings/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { TopicKey } from '#lib/realtime/protocol.ts';
import type { Channel } from '#lib/realtime/server/channel.ts';
import { createChannels, type Channels } from '#lib/realtime/server/channels.ts';
import { wallTopics } from './index.ts';

let database: Database;
let team: SmallTeam;
let channels: Channels<Actor>;
/** What went out to TVs. */
let shown: string[];

beforeEach(async () => {
	database = await freshDatabase();
	team = await smallTeam(database);
	shown = [];
	const { context } = team;
	const boards = createBoards(context);
	const held = createHeldGoals(context);
	channels = createChannels<Actor>({
		topics: [goalsTopic(held), ...wallTopics(context, boards, held)],
		now: () => new Date(),
		onPatch: (_, { data }) => void shown.push(JSON.stringify(data)),
		onEnded: () => {},
		onOpened: () => {}
	});
	context.announce = (org, facts) =>
		void channels.mark(org, boards.heard(org, held.heard(org, facts)));
});

afterEach(() => void vi.restoreAllMocks());

/** A wall that hangs. */
async function hang(key: string) {
	const channel = channels.channel(team.orgId, key as TopicKey)!;
	await readUntilShown(channel);
	return Object.assign(channel, { watchers: 1 });
}

async function readUntilShown(channel: Channel): Promise<void> {
	do await channels.read(channel);
	while (channel.stale);
}

/** While the next statement but `after` waits to be answered, this happens. */
function meanwhile(work: () => Promise<unknown>, after = ''): () => boolean {
	const query = database.pool.query.bind(database.pool) as (...args: unknown[]) => Promise<unknown>;
	let done = false;
	vi.spyOn(database.pool, 'query').mockImplementation((async (...args: unknown[]) => {
		const answer = await query(...args);
		if (done || !JSON.stringify(args[0]).includes(after)) return answer;
		done = true;
		await work();
		return answer;
	}) as never);
	return () => done;
}

const demos = (externalId: string) => ({
	...{ orgId: team.orgId, recordedBy: 'test' },
	entries: [
		{
			...{ metric: 'demos-held', member: 'lena@halden.example', value: 3 },
			...{ occurredAt: '2026-11-18', source: 'crm', externalId }
		}
	]
});

const hides = () => savePreferences(team.context, team.lena, { hideFromTv: true });

it('hangs no goal of who hides while goals are read', async () => {
	const { context, lena, orgId } = team;
	const own = { metric: 'demos-held', target: 5, scope: 'member' } as const;
	await setGoal(context, lena, { ...own, title: 'Five demos' });
	const wall = await hang('wall-goals');
	expect(JSON.stringify(wall.state)).toContain('Lena');
	context.announce(orgId, ['goals']);
	const done = meanwhile(async () => {
		await hides();
		await setGoal(context, lena, { ...own, title: 'Lena’s other five' });
	}, 'goal_progress');
	await channels.read(wall);
	expect([done(), shown, wall.discarded]).toEqual([true, [], true]);
	await readUntilShown(wall);
	expect(shown.join()).not.toContain('Lena');
	expect(JSON.stringify(wall.state)).not.toContain('Lena');
});

it('hangs nobody on a board who hides while it is read, and works on', async () => {
	const { context, orgId, ledger } = team;
	const wall = await hang('wall-board?metric=points&period=week');
	context.announce(orgId, ['metrics']);
	const done = meanwhile(async () => {
		await hides();
		await ledger.record(demos('after she hid'));
	});
	await readUntilShown(wall);
	expect(done()).toBe(true);
	expect(shown.length).toBeGreaterThan(0);
	expect(shown.join()).not.toContain('Lena');
});

it('opens without who hides while a TV is turned on', async () => {
	const { context, lena, ledger } = team;
	const one = { title: 'One demo', metric: 'demos-held', target: 1, scope: 'member' } as const;
	await setGoal(context, lena, one);
	await ledger.record(demos('the one'));
	const done = meanwhile(hides, 'with work as');
	const wall = await hang('wall-goals');
	expect(done()).toBe(true);
	expect(JSON.stringify(wall.state)).not.toContain('Lena');
});
