import { expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { addMember } from '#lib/identity/server/index.ts';
import { createLedger, type Projection } from '#lib/metrics/activity/server/index.ts';
import { NOW, openHalden } from '../goals.fixture.ts';
import { setGoal } from '../index.ts';
import { goalProjection } from './project-activities.ts';

const demo = (externalId: string, member: string) => ({
	...{ metric: 'demos-held', member, value: 9, occurredAt: '2026-11-18' },
	...{ source: 'crm', externalId }
});

test('who sends again what waits, while all that waits is counted, waits for that and is taken', async () => {
	const { context, orgId, ledger, ...halden } = await openHalden();
	const set = async (command: object) => {
		const by = halden.actor('Greta');
		const done = await setGoal(context, by, { scope: 'organization', ...command } as never);
		if (!done.ok) throw new Error(done.problem.detail);
		return done.value.id;
	};
	const above = await set({ title: 'One of one', measure: 'goals', target: 1, period: 'month' });
	await set({ title: 'Demos', metric: 'demos-held', target: 5, period: 'month', supports: above });
	const send = (entries: ReturnType<typeof demo>[], by = ledger) =>
		by.record({ orgId, recordedBy: 'import', quiet: true, entries });
	await send([
		demo('known-by-now', 'new@halden.example'),
		demo('unknown', 'nobody@halden.example')
	]);
	await addMember(
		context.db,
		orgId,
		{ name: 'Nova', email: 'new@halden.example', role: 'rep' } as never,
		NOW
	);

	let [arrived, go] = [() => {}, () => {}];
	const there = new Promise<void>((resolve) => (arrived = resolve));
	const on = new Promise<void>((resolve) => (go = resolve));
	// Has its rows, and does not hold the goals' progress yet.
	const slow: Projection = async (tx, rows) => {
		const move = await goalProjection(tx, rows);
		return async () => {
			arrived();
			await on;
			return move();
		};
	};
	const counting = createLedger(context, [slow]).recordWaiting(orgId);
	await there;
	const sent = send([demo('new', 'mara@halden.example'), demo('unknown', 'nobody@halden.example')]);
	await somebodyWaits();
	go();
	expect(await counting).toMatchObject({ counted: 1 });
	expect(await sent).toMatchObject({ recorded: 1 });

	async function somebodyWaits(): Promise<void> {
		for (;;) {
			const { rows } = await context.db.execute(sql`select from pg_stat_activity
				where wait_event_type = 'Lock' and datname = current_database()`);
			if (rows.length) return;
		}
	}
});
