import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { addMember, createOrganization } from '#lib/identity/server/index.ts';
import { seedMetrics } from '#lib/metrics/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import { freshDatabase } from '../../../../../../tests/database.ts';
import type { Recorded } from '../../entry.ts';
import { createFlights } from './flights.ts';
import { createLedger } from '../index.ts';
import type { Projection } from '../follow.ts';
import type { RecordCommand } from '../record.ts';

const AN_HOUR_MS = 3_600_000;
const HALDEN = 'halden' as OrgId;
const BRIGHTLINE = 'brightline' as OrgId;

describe('flights', () => {
	test('what comes while others are written shares the next one', async () => {
		const hold = gate();
		const { flights, written } = tower(() => hold.opened, AN_HOUR_MS);
		const boarded: Promise<Recorded>[] = [];
		for (const name of 'abcde') {
			boarded.push(flights.board(command(HALDEN, name)));
			await turn();
		}
		expect(written).toEqual(['a']);
		hold.open();
		await Promise.all(boarded);
		expect(written).toEqual(['a', 'b,c,d,e']);
	});

	test('one that is held up keeps nobody waiting, up to four at once', async () => {
		const hold = gate();
		const { flights, written } = tower(() => hold.opened, 0);
		const boarded: Promise<Recorded>[] = [];
		for (const name of 'abcdef') {
			boarded.push(flights.board(command(HALDEN, name)));
			await turn();
		}
		expect(written).toEqual(['a', 'b', 'c', 'd']);
		hold.open();
		await Promise.all(boarded);
		expect(written).toEqual(['a', 'b', 'c', 'd', 'e,f']);
	});

	test('of those that failed together only the poisonous one fails', async () => {
		const { flights, written } = tower((names) => {
			if (names.includes('poison')) throw new Error('poison');
		});
		const boarded = ['a', 'poison', 'b'].map((name) => flights.board(command(HALDEN, name)));
		const settled = await Promise.allSettled(boarded);
		expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(written).toEqual(['a,poison,b', 'a', 'poison', 'b']);
	});

	test('an organization that hangs keeps no other waiting', async () => {
		const hang = gate();
		const { flights, written } = tower((names) => {
			if (names.includes(',')) throw new Error('somebody took too long');
			if (names === 'slow') return hang.opened;
		});
		const slow = flights.board(command(HALDEN, 'slow'));
		await flights.board(command(BRIGHTLINE, 'neighbour'));
		await flights.board(command(BRIGHTLINE, 'later'));
		expect(written).toEqual(['slow,neighbour', 'slow', 'neighbour', 'later']);
		hang.open();
		await slow;
	});

	test('while one is set apart, what comes for it waits there and others fly', async () => {
		const hang = gate();
		const { flights, written } = tower((names) => {
			if (names === 'a,b') throw new Error('one of them');
			if (names === 'a') return hang.opened;
		});
		const boarded = ['a', 'b'].map((name) => flights.board(command(HALDEN, name)));
		await turn();
		boarded.push(flights.board(command(HALDEN, 'late')));
		await flights.board(command(BRIGHTLINE, 'other'));
		expect(written).toEqual(['a,b', 'a', 'other']);
		hang.open();
		await Promise.all(boarded);
		await flights.drain();
		expect(written.slice(3)).toEqual(['b', 'late']);
	});
});

test('who waits for a lock that is never given up is told so, and nobody else', async () => {
	const database = await freshDatabase();
	const context = { db: database.db, clock: systemClock, announce: () => {} };
	const halden = await found('Halden & Co', 'greta@halden.example');
	const brightline = await found('Brightline', 'priya@brightline.example');
	// Stands for whatever somebody may have locked: recounting, a forgotten console.
	const lock: Projection = async (tx, rows) => async () => {
		for (const { orgId } of rows)
			await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${orgId}))`);
		return [];
	};
	const ledger = createLedger(context, [lock], undefined, { lock: 150, statement: 5000 });
	const holder = await database.pool.connect();
	await holder.query('select pg_advisory_lock(hashtext($1))', [halden.orgId]);
	const [held, free] = await Promise.allSettled([halden.sell('one'), brightline.sell('one')]);
	expect(held).toMatchObject({ status: 'rejected', reason: { cause: { code: '55P03' } } });
	expect(free).toMatchObject({ status: 'fulfilled', value: { recorded: 1 } });
	await holder.query('select pg_advisory_unlock_all()');
	holder.release();
	expect(await halden.sell('one')).toMatchObject({ recorded: 1, duplicates: 0 });

	async function found(name: string, email: string) {
		const calendar = { timeZone: 'Europe/Berlin', currency: 'EUR', weekStart: 1 };
		const now = context.clock.now();
		const { id: orgId } = await database.db.transaction(async (tx) => {
			const organization = await createOrganization(tx, { name, ...calendar }, now);
			await seedMetrics(tx, organization.id);
			await addMember(tx, organization.id, { name: 'Somebody', email, role: 'rep' }, now);
			return organization;
		});
		const sale = { metric: 'demos-held', member: email, value: '1', source: 'crm' };
		const sell = (externalId: string) =>
			ledger.record({
				orgId,
				recordedBy: 'import',
				entries: [{ ...sale, externalId, occurredAt: '2026-11-20' }]
			});
		return { orgId, sell };
	}
});

/** Notes who flies with whom; `write` decides how each flight goes. */
function tower(write: (names: string) => Promise<void> | void, heldUpMs?: number) {
	const written: string[] = [];
	const flights = createFlights(async (commands) => {
		const names = commands.map(({ recordedBy }) => recordedBy).join();
		written.push(names);
		await write(names);
		return commands.map(() => NOTHING);
	}, heldUpMs);
	return { flights, written };
}

const NOTHING: Recorded = { recorded: 0, duplicates: 0, unresolved: [], rejected: [], late: [] };

function command(orgId: OrgId, recordedBy: string): RecordCommand {
	return { orgId, recordedBy, entries: [] };
}

function gate() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

function turn(): Promise<void> {
	return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
