import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sendToWork } from './send-to-work.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'winbell-work-'));
});

afterEach(() => {
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true, force: true });
});

/** A script that tells how often it was begun, as its first fact, and then does `more`. */
function script(more: string): string {
	const file = join(folder, 'work.mjs');
	writeFileSync(
		file,
		`import { appendFileSync, readFileSync } from 'node:fs';
		import { parentPort, workerData } from 'node:worker_threads';
		appendFileSync(workerData.url, '.');
		const begun = readFileSync(workerData.url, 'utf8').length;
		parentPort.postMessage({ orgId: 'halden', facts: ['moments', String(begun)] });
		${more}`
	);
	return file;
}

function begin(file: string) {
	const heard: string[] = [];
	let missed = 0;
	const work = sendToWork(
		file,
		{ url: join(folder, 'begun') },
		{
			heard: (orgId, facts) => void heard.push([orgId, ...facts].join()),
			missed: () => void missed++
		}
	);
	return { work, heard, missed: () => missed };
}

const WORKS = `parentPort.once('message', () => parentPort.close());`;

it('announces what the thread finds, and ends it in order', async () => {
	const { work, heard, missed } = begin(script(WORKS));
	await vi.waitFor(() => expect(heard).toEqual(['halden,moments,1']));
	await work.stop();
	await work.stop();
	expect(missed()).toBe(0);
});

it('ends also where the thread dies of being stopped', async () => {
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	const dies = `parentPort.once('message', () => { throw new Error('in the middle'); });`;
	const { work, heard, missed } = begin(script(dies));
	await vi.waitFor(() => expect(heard).toHaveLength(1));
	await work.stop();
	expect(missed()).toBe(0);
});

it('is stopped while it begins', async () => {
	const { work, missed } = begin(script(WORKS));
	await work.stop();
	expect(missed()).toBe(0);
});

it('puts another in the place of one that dies, and says that something may have been missed', async () => {
	const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	const { work, heard, missed } = begin(
		script(`${WORKS} if (begun === 1) setTimeout(() => { throw new Error('out of luck'); });`)
	);
	await vi.waitFor(() => expect(heard).toEqual(['halden,moments,1', 'halden,moments,2']), 5_000);
	expect(missed()).toBe(1);
	expect(log).toHaveBeenCalledWith(expect.stringContaining('out of luck'));
	await work.stop();
});

it('begins no other once it was stopped', async () => {
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	const { work, heard, missed } = begin(script(`throw new Error('out of luck');`));
	await vi.waitFor(() => expect(missed()).toBe(1));
	await work.stop();
	await new Promise((resolve) => setTimeout(resolve, 1_200));
	expect(heard).toHaveLength(1);
});
