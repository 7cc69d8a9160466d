import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { ok } from '#lib/platform/result.ts';
import type { Database } from '#lib/platform/server/database.ts';
import {
	checkCode,
	createOrganization,
	firstRunCode,
	foundFirst,
	isEmpty,
	needsCode
} from './index.ts';

const NOW = new Date('2026-11-18T09:00:00Z');
const HALDEN = { name: 'Halden & Co', timeZone: 'Europe/Berlin', currency: 'EUR', weekStart: 1 };

let database: Database;

beforeAll(async () => {
	database = await freshDatabase();
});

function knock(address: string, url: string, headers: Record<string, string> = {}) {
	return { address, url: new URL(url), headers: new Headers(headers) };
}

describe('the one-time code', () => {
	it.each([
		[false, '127.0.0.1', 'http://localhost:3000/first-run', {}],
		[false, '::1', 'http://[::1]:3000/first-run', {}],
		[false, '::ffff:127.0.0.1', 'http://127.0.0.1:3000/first-run', {}],
		[true, '192.168.1.20', 'http://192.168.1.4:3000/first-run', {}],
		[true, '127.0.0.1', 'http://localhost:3000/first-run', { 'x-forwarded-for': '203.0.113.9' }],
		[true, '127.0.0.1', 'https://bell.example/first-run', {}],
		[true, '127.0.0.1', 'http://rebound.example:3000/first-run', {}]
	])('is asked for: %s, from %s at %s %j', (asked, address, url, headers) => {
		expect(needsCode(knock(address, url, headers))).toBe(asked);
	});

	it('is the same until it is used, is read in any case, and a guess is refused', () => {
		const code = firstRunCode();
		expect(firstRunCode()).toBe(code);
		expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}$/);
		expect(checkCode(` ${code.toUpperCase().replace('-', ' ')}`, NOW).ok).toBe(true);
		expect(checkCode('aaaa-bbbb', NOW)).toMatchObject({
			ok: false,
			problem: { kind: 'forbidden' }
		});
		for (let i = 0; i < 8; i++) checkCode('aaaa-bbbb', NOW);
		expect(checkCode(code, NOW)).toMatchObject({ ok: false, problem: { kind: 'too-many' } });
	});
});

describe('two people who set up at once', () => {
	it('found one organization; the other is told', async () => {
		expect(await isEmpty(database.db)).toBe(true);
		const code = firstRunCode();
		let founded = 0;
		const found = () =>
			foundFirst({ db: database.db }, async () => {
				founded++;
				return ok(await createOrganization(database.db, HALDEN, NOW));
			});
		const both = await Promise.all([found(), found()]);
		expect(both.filter(({ ok }) => ok)).toHaveLength(1);
		expect(await found()).toMatchObject({ ok: false, problem: { kind: 'conflict' } });
		expect(founded).toBe(1);
		expect(await isEmpty(database.db)).toBe(false);
		expect(firstRunCode()).not.toBe(code);
	});
});
