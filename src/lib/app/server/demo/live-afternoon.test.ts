import { count, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { displays } from '#lib/displays/server/index.ts';
import { actorOfSession } from '#lib/identity/server/index.ts';
import { activities, createLedger, type Ledger } from '#lib/metrics/activity/server/index.ts';
import { recognitions } from '#lib/recognition/server/index.ts';
import { freshDatabase } from '../../../../../tests/database.ts';
import { contextOver, newTeam, type TestContext } from '../../../../../tests/demo.ts';
import { foundOrganization } from '../found-organization.ts';
import type { Story } from './found-story.ts';
import { foundStory } from './found-story.ts';
import { leaveDemo } from './leave-demo.ts';
import { afternoonStatus, startAfternoon, stopAfternoon } from './live-afternoon.ts';
import { stepBeforeTv } from './step-before-tv.ts';
import { stepIn } from './step-in.ts';

let context: TestContext;
let ledger: Ledger;
let closing: AbortController;
let story: Story;

beforeEach(async () => {
	context = contextOver(await freshDatabase());
	ledger = createLedger(context);
	closing = new AbortController();
	const founded = await foundStory(context, { isDemo: true });
	if (!founded.ok) throw new Error(founded.problem.detail);
	story = founded.value;
});

afterEach(stopAfternoon);

const stage = () => ({ context, ledger, closing: closing.signal });

async function recordedByDemo(): Promise<number> {
	const [row] = await context.db
		.select({ n: count() })
		.from(activities)
		.where(eq(activities.recordedBy, 'demo'));
	return row!.n;
}

describe('a live afternoon', () => {
	it('goes through the ledger aloud, once, to its end', async () => {
		expect(await startAfternoon(stage(), 10_000_000)).toMatchObject({ ok: true });
		const again = await startAfternoon(stage(), 1);
		expect(again).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
		await expect.poll(() => afternoonStatus().isPlaying, { timeout: 30_000 }).toBe(false);
		const { played, of } = afternoonStatus();
		expect(played).toBe(of);
		// Nine deals are two activities each, four recognitions none.
		expect(await recordedByDemo()).toBe(of - 4 + 9);
		const jobs = await context.db.execute('select count(*)::int as n from graphile_worker.jobs');
		expect(jobs.rows).toEqual([{ n: of }]);
		const [thanks] = await context.db.select({ n: count() }).from(recognitions);
		expect(thanks!.n).toBe(4);
	});

	it('stops when told, and can be played again', async () => {
		await startAfternoon(stage(), 1);
		await stopAfternoon();
		expect(afternoonStatus()).toMatchObject({ isPlaying: false, speed: 1 });
		const before = await recordedByDemo();
		expect(await startAfternoon(stage(), 10_000_000)).toMatchObject({ ok: true });
		await expect.poll(() => afternoonStatus().isPlaying, { timeout: 30_000 }).toBe(false);
		expect(await recordedByDemo()).toBeGreaterThan(before);
	});

	it('ends with the server, and with the demo team', async () => {
		await startAfternoon(stage(), 1);
		closing.abort();
		await expect.poll(() => afternoonStatus().isPlaying).toBe(false);
		closing = new AbortController();
		await leaveDemo({ context });
		expect(await startAfternoon(stage(), 1)).toMatchObject({ problem: { kind: 'missing' } });
	});
});

describe('stepping in', () => {
	it('signs one in as anybody of the demo team', async () => {
		const { memberId } = story.people['Ines Falk']!;
		const session = await stepIn(context, memberId, '10.0.0.1');
		if (!session.ok) throw new Error(session.problem.detail);
		const actor = await actorOfSession(context.db, session.value.token, context.clock);
		expect(actor).toMatchObject({ memberId, role: 'manager', orgId: story.organization.id });
	});

	it('reaches nobody of another organization, and nobody at all without a demo team', async () => {
		const own = await foundOrganization(context, {
			name: 'A real team',
			timeZone: 'UTC',
			currency: 'USD',
			weekStart: 1,
			admin: { name: 'Ada Park', email: 'ada@example.com', password: 'a long password' }
		});
		if (!own.ok) throw new Error(own.problem.detail);
		for (const id of [own.value.adminId, 'nobody', ''])
			expect(await stepIn(context, id, '10.0.0.2')).toMatchObject({ problem: { kind: 'missing' } });
		await leaveDemo({ context });
		const real = await newTeam(context);
		const { memberId } = real.people['Aiko Kimura']!;
		expect(await stepIn(context, memberId, '10.0.0.2')).toMatchObject({
			problem: { kind: 'missing' }
		});
	});

	it('is limited for one address', async () => {
		const { memberId } = story.people['Aiko Kimura']!;
		const tries = [];
		for (let i = 0; i < 61; i++) tries.push(await stepIn(context, memberId, '10.0.0.3'));
		expect(tries.filter((one) => one.ok)).toHaveLength(60);
		expect(tries.at(-1)).toMatchObject({ problem: { kind: 'too-many' } });
	});

	it('pairs a browser as a TV once', async () => {
		const first = await stepBeforeTv(context, undefined, '10.0.0.4');
		if (!first.ok) throw new Error(first.problem.detail);
		const again = await stepBeforeTv(context, first.value.token, '10.0.0.4');
		expect(again).toEqual(first);
		const [rows] = await context.db.select({ n: count() }).from(displays);
		expect(rows!.n).toBe(1);
	});
});
