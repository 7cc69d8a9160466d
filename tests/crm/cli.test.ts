import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ABSENT, PIPELINE, writeFiles } from './crm.ts';
import { newWinbell, type Winbell } from './winbell.ts';

// Each command starts a database of its own and stops it again.
vi.setConfig({ testTimeout: 300_000 });

let winbell: Winbell;

beforeAll(async () => {
	winbell = await newWinbell();
});

afterAll(() => winbell?.remove());

const ORG = [
	...['org', 'create', '--name', 'Hardware Reseller', '--time-zone', 'America/New_York'],
	...['--currency', 'USD', '--week-start', 'sunday', '--email', 'ada@example.com']
];

describe('the command line', () => {
	it('says what it can do, on standard output when asked and on standard error when not', async () => {
		const asked = await winbell.run(['--help']);
		expect(asked).toMatchObject({ code: 0, talk: '' });
		expect(asked.out).toContain('people import FILE');
		const lost = await winbell.run(['dance']);
		expect(lost).toMatchObject({ code: 2, out: '' });
		expect(lost.talk).toContain('There is no command “dance”.');
	});

	it('tells wrong usage from refusal', async () => {
		const usage = await winbell.run(['key', 'create', '--org', 'nobody']);
		expect(usage).toMatchObject({ code: 2, out: '' });
		expect(usage.talk).toMatch(/^--name is missing/);
		const scopes = ['--name', 'CRM', '--scopes', 'boards:read'];
		const refused = await winbell.run(['key', 'create', '--org', 'nobody', ...scopes]);
		expect(refused).toMatchObject({ code: 1, out: '' });
		expect(refused.talk).toContain('There is no organization yet.');
		const short = await winbell.run([...ORG, '--password-stdin'], 'short\n');
		expect(short).toMatchObject({ code: 1, out: '', talk: expect.stringContaining('password') });
	});

	it('makes an organization, and a key that it prints alone', async () => {
		const made = await winbell.run([...ORG, '--password-stdin'], 'a long password\n');
		expect(made).toMatchObject({ code: 0, out: 'hardware-reseller\n' });
		const key = await winbell.run([
			...['key', 'create', '--org', 'hardware-reseller', '--name', 'CRM'],
			...['--scopes', 'activities:write,boards:read']
		]);
		expect(key).toMatchObject({ code: 0, out: expect.stringMatching(/^wb_[a-z0-9]{20,}\n$/) });
	});

	it.skipIf(ABSENT)(ABSENT ?? 'takes the real year, waiting metrics included', async () => {
		const files = await writeFiles();
		const org = ['--org', 'hardware-reseller'];
		const people = await winbell.run(['people', 'import', files.people, ...org]);
		expect(people).toMatchObject({ code: 0, out: expect.stringMatching(/^added +35\n/) });

		const importing = ['import', PIPELINE, ...org, '--map', files.map];
		const first = await winbell.run(importing);
		expect(first.code).toBe(3);
		expect(first.out).toMatch(/^lines +8800\nrecorded +8476\n/);
		expect(first.out).toMatch(
			/unresolved: lines 2–8301: There is no metric “opportunities-opened”/
		);
		expect(first.talk).toContain('100 %');

		const metric = ['metric', 'create', ...org, '--key', 'opportunities-opened'];
		const made = await winbell.run([
			...metric,
			...['--name', 'Opportunities opened', '--unit', 'count', '--points', '20']
		]);
		expect(made).toMatchObject({ code: 0, out: 'opportunities-opened\n' });
		expect(made.talk).toContain('8300 activities that waited count now.');

		const second = await winbell.run(importing);
		expect(second.code).toBe(0);
		expect(second.out).toMatch(/recorded +0\nduplicates +16776\nunresolved +0\nrejected +0/);

		const december = ['--from', '2017-12-30', '--to', '2017-12-31', '--speed', '1000000'];
		const replay = await winbell.run(['replay', PIPELINE, ...org, '--map', files.map, ...december]);
		expect(replay).toMatchObject({
			code: 0,
			talk: expect.stringContaining('No server is running')
		});
		expect(replay.out).toMatch(/recorded +[1-9]\d*\nduplicates +0\n/);
	});

	it('brings the demo team and sends it away, and finds everything in order', async () => {
		expect(await winbell.run(['demo'])).toMatchObject({ code: 0, out: 'halden-co\n' });
		expect(await winbell.run(['demo'])).toMatchObject({ code: 1, out: '' });
		const doctor = await winbell.run(['doctor']);
		expect(doctor.code).toBe(0);
		expect(doctor.out).toMatch(/^ok +Halden & Co: totals and goals equal the ledger\.$/m);
		expect(doctor.out).not.toMatch(/^fix/m);
		const rebuilt = await winbell.run(['rebuild', 'totals']);
		expect(rebuilt).toMatchObject({
			code: 0,
			out: expect.stringMatching(/^totals +\d+\ngoals +11, 0 /)
		});
		expect(await winbell.run(['demo', '--leave'])).toMatchObject({ code: 0, out: '' });
	});
});
