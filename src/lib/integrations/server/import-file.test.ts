import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Story } from '#lib/app/server/demo/found-story.ts';
import { activities, createLedger, type Ledger } from '#lib/metrics/activity/server/index.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import { contextOver, newTeam, type TestContext } from '../../../../tests/demo.ts';
import { importFile } from './import-file.ts';
import { parseMap } from './read-map.ts';
import { replay } from './replay.ts';

const RULE = {
	when: { stage: 'Won' },
	metric: 'revenue',
	member: '{who}',
	value: '{value}',
	occurredAt: '{closed}',
	externalId: 'revenue-{id}',
	note: '{account}'
};
const HEADER = 'id,who,stage,closed,value,account';

let context: TestContext;
let story: Story;
let ledger: Ledger;
let folder: string;
let files = 0;

beforeAll(async () => {
	context = contextOver(await freshDatabase());
	story = await newTeam(context);
	ledger = createLedger(context);
	folder = await mkdtemp(join(tmpdir(), 'winbell-import-'));
});

beforeEach(async () => {
	await context.db.delete(activities);
	await context.db.execute('delete from graphile_worker._private_jobs');
});

async function fileOf(content: string | Buffer): Promise<string> {
	const path = join(folder, `${++files}.csv`);
	await writeFile(path, content);
	return path;
}

function mapOf(extra: object = {}) {
	const map = parseMap(JSON.stringify({ source: 'crm', activities: [RULE], ...extra }));
	if (!map.ok) throw new Error(map.problem.detail);
	return map.value;
}

async function run(content: string | Buffer, extra?: object) {
	const path = await fileOf(content);
	return importFile(ledger, { orgId: story.organization.id, path, map: mapOf(extra) });
}

async function recorded() {
	const rows = await context.db.select().from(activities).orderBy(activities.position);
	return rows.map((row) => [row.externalId, row.value, row.note, row.day]);
}

async function jobs(): Promise<number> {
	const result = await context.db.execute('select count(*)::int as n from graphile_worker.jobs');
	return (result.rows[0] as { n: number }).n;
}

const won = (id: string, account = 'Brightline') =>
	`${id},aiko@halden.example,Won,2026-11-17,18400,${account}`;

describe('a file as programs really write it', () => {
	it.each([
		['plain', `${HEADER}\n${won('1')}\n`],
		['without a last line end', `${HEADER}\n${won('1')}`],
		['with a BOM and CRLF', `\ufeff${HEADER}\r\n${won('1')}\r\n`],
		['with a CRLF after the header alone', `${HEADER}\r\n${won('1')}\n`],
		['with CRLF everywhere but there', `${HEADER}\n${won('1')}\r\n`],
		['with the line ends of an old Mac', `${HEADER}\r${won('1')}\r`],
		['with quotes', `"id",who,stage,closed,value,account\n${won('1', '"Brightline"')}\n`],
		['with empty lines', `${HEADER}\n\n${won('1')}\n\n`],
		['with blanks around fields', `${HEADER}\n${won('1').replaceAll(',', ' , ')}\n`]
	])('is read: %s', async (_, content) => {
		expect(await run(content)).toMatchObject({ ok: true, value: { recorded: 1, rejected: [] } });
		expect(await recorded()).toEqual([['revenue-1', 1_840_000n, 'Brightline', '2026-11-17']]);
		expect(await jobs()).toBe(0);
	});

	it('takes semicolons and decimal commas, as the map says', async () => {
		const content = `${HEADER};\n`.replaceAll(',', ';').replace(';;', ';').replace(/;\n/, '\n');
		const line = won('1').replaceAll(',', ';').replace('18400', '18.400,50');
		const done = await run(`${content}${line}\n`, { delimiter: ';', decimal: ',' });
		expect(done).toMatchObject({ ok: true, value: { recorded: 1 } });
		expect((await recorded())[0]![1]).toBe(1_840_050n);
	});

	it('keeps quoted line ends, and counts lines as an editor does', async () => {
		const odd = won('2').replace('Won', 'Won,too many');
		const content = `${HEADER}\n${won('1', '"Bright\nline, ""Inc"""')}\n${odd}\n`;
		const done = await run(content);
		expect(done).toMatchObject({
			ok: true,
			value: {
				recorded: 1,
				rejected: [{ line: 4, detail: 'The line has 7 fields, the header has 6.' }]
			}
		});
		expect((await recorded())[0]![2]).toBe('Bright\nline, "Inc"');
	});

	it.each([
		['Latin-1', Buffer.from(`${HEADER}\n${won('1', 'Müller')}\n`, 'latin1'), /not UTF-8/],
		['UTF-16', Buffer.from(`\ufeff${HEADER}\n`, 'utf16le'), /not UTF-8/],
		['nothing', '', /is empty/],
		['another header', 'a,b\n1,2\n', /“stage”, “who”, .* Its columns are “a”, “b”/],
		['a column twice', `${HEADER},id\n`, /“id” twice/]
	])('is refused with a sentence before anything is recorded: %s', async (_, content, sentence) => {
		const done = await run(content);
		expect(done.ok ? '' : done.problem.detail).toMatch(sentence);
		expect(await recorded()).toEqual([]);
	});

	it('counts the lines of files that were put together, whatever ends them', async () => {
		const odd = won('3').replace('18400', 'ten');
		const done = await run(`${HEADER}\n${won('1')}\r\n${won('2')}\n${odd}\r\n${won('4')}`);
		expect(done).toMatchObject({ value: { recorded: 3, rejected: [{ line: 4 }] } });
	});

	it('says at which line a quotation mark is never closed', async () => {
		const done = await run(`${HEADER}\n${won('1')}\n${won('2', '"open')}\n${won('3')}\n`);
		expect(done).toMatchObject({
			ok: false,
			problem: { detail: expect.stringMatching(/^Line 3 /) }
		});
	});
});

it('takes each line for itself, and says which one it could not take and why', async () => {
	const done = await run(
		[
			HEADER,
			won('1'),
			'2,nobody@halden.example,Won,2026-11-17,10,',
			'3,aiko@halden.example,Won,2026-11-31,10,',
			'4,aiko@halden.example,Won,2026-11-17,ten,',
			'5,aiko@halden.example,Won,,10,',
			'6,aiko@halden.example,Lost,2026-11-17,0,',
			'1,aiko@halden.example,Won,2026-11-17,999,',
			won('1')
		].join('\n')
	);
	expect(done).toMatchObject({
		ok: true,
		value: {
			lines: 8,
			recorded: 1,
			duplicates: 1,
			passedOver: 1,
			unresolved: [{ line: 3, detail: 'Nobody here is called “nobody@halden.example”.' }]
		}
	});
	const lines = done.ok ? done.value.rejected.map((one) => one.line).sort() : [];
	expect(lines).toEqual([4, 5, 6, 8]);
});

it('takes no text that the API would not take, and goes on', async () => {
	const long = won('x'.repeat(300));
	const done = await run([HEADER, long, won('2', 'n'.repeat(600)), won('3')].join('\n'));
	expect(done).toMatchObject({
		value: {
			recorded: 1,
			rejected: [
				{ line: 2, detail: 'externalId: is longer than 200 characters.' },
				{ line: 3, detail: 'note: is longer than 500 characters.' }
			]
		}
	});
});

describe('of two lines the one that is wrong is named, and the other recorded', () => {
	const line = (change: Record<string, string>) => {
		const fields = { id: 'wrong', who: 'aiko@halden.example', stage: 'Won', closed: '2026-11-17' };
		return Object.values({ ...fields, value: '10', account: 'B', ...change }).join(',');
	};
	it.each<[string, Record<string, string>, RegExp]>([
		['a value that is no number', { value: 'many' }, /not a plain number/],
		['no value', { value: '' }, /value/],
		['a negative value', { value: '-1' }, /never negative/],
		['a tenth of a cent', { value: '10.001' }, /EUR has 2 decimals/],
		['2^63', { value: '9223372036854775808' }, /larger than one activity/],
		['a power of ten', { value: '1e3' }, /not a plain number/],
		['a day in 1900', { closed: '1900-01-01' }, /oldest day/],
		['next year', { closed: '2027-01-01' }, /has not come yet/],
		['the 30th of February', { closed: '2026-02-30' }, /neither a date/],
		['a bell in a name', { who: 'aiko\u0007' }, /control characters/],
		['an escape in a note', { account: 'B\u001b' }, /control characters/],
		['a field too many', { account: 'B,C' }, /has 7 fields, the header has 6/],
		['other content under a known id', { id: 'right', value: '11' }, /with other content/]
	])('%s', async (_, change, words) => {
		const done = await run([HEADER, line({ id: 'right' }), line(change)].join('\n'));
		expect(done).toMatchObject({
			value: {
				recorded: 1,
				duplicates: 0,
				unresolved: [],
				rejected: [{ line: 3, detail: expect.stringMatching(words) }]
			}
		});
		expect(await recorded()).toHaveLength(1);
	});
});

it('records a large file in batches, and the same file again records nothing', async () => {
	const lines = Array.from({ length: 2500 }, (_, index) => won(String(index)));
	const content = [HEADER, ...lines].join('\n');
	expect(await run(content)).toMatchObject({ value: { recorded: 2500, duplicates: 0 } });
	expect(await run(content)).toMatchObject({ value: { recorded: 0, duplicates: 2500 } });
	const [rows] = await context.db.select({ n: count() }).from(activities);
	expect(rows!.n).toBe(2500);
});

describe('a replay', () => {
	it('plays after an import, now and aloud, and a second one once more', async () => {
		const content = `${HEADER}\n${won('1')}\n${won('2')}\n`;
		const path = await fileOf(content);
		await run(content);
		expect(await jobs()).toBe(0);
		const clock = { now: () => context.clock.now() };
		const command = { orgId: story.organization.id, path, map: mapOf(), speed: 1_000_000 };
		for (const name of ['a', 'b']) {
			// The clock stands still, so each cue is waited for from the start: it moves on by itself.
			const started = Date.now();
			const moving = { now: () => new Date(clock.now().getTime() + Date.now() - started) };
			const played = await replay(ledger, moving, { ...command, run: name });
			expect(played).toMatchObject({ ok: true, value: { recorded: 2, rejected: [] } });
		}
		const rows = await recorded();
		expect(rows.map(([id]) => id).sort()).toEqual([
			'replay:a:revenue-1',
			'replay:a:revenue-2',
			'replay:b:revenue-1',
			'replay:b:revenue-2',
			'revenue-1',
			'revenue-2'
		]);
		expect(rows.slice(2).every(([, , , day]) => day === '2026-11-18')).toBe(true);
		expect(await jobs()).toBeGreaterThan(0);
	});

	it('plays the days it is asked for, refuses what is no date, and stops when told', async () => {
		const early = won('3').replace('2026-11-17', '2026-10-01');
		const path = await fileOf(
			`${HEADER}\n${won('1')}\n${won('2').replace('2026-', '')}\n${early}\n`
		);
		const stop = new AbortController();
		const command = {
			orgId: story.organization.id,
			path,
			map: mapOf(),
			speed: 1_000_000,
			run: 'c'
		};
		const cut = await replay(ledger, context.clock, { ...command, from: '2026-11-01' });
		expect(cut).toMatchObject({
			value: { recorded: 1, rejected: [{ line: 3, detail: '“11-17” is no date.' }] }
		});
		stop.abort();
		const stopped = await replay(ledger, context.clock, {
			...command,
			signal: stop.signal,
			run: 'd'
		});
		expect(stopped).toMatchObject({ ok: true, value: { recorded: 0 } });
	});
});
