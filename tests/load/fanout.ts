import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { boardTopic, type BoardQuery } from '#lib/metrics/standings/board-query.ts';
import { readBoard } from '#lib/metrics/standings/server/index.ts';
import { boardAfter, openCrowd, type Crowd, type CrowdKind, type Report } from './crowd.ts';
import { count, ms, percentile, ratio, table, yesNo } from './figures.ts';
import { openField, serve, take, type Field, type Ground } from './ground.ts';
import { commits, DEMO, play, PER_SECOND } from './play.ts';
import { cpuSeconds, memoryKb } from './processes.ts';

export const BOARD: BoardQuery = { metric: 'points', period: 'week', by: 'member' };
export const TOPIC = boardTopic(BOARD);

interface Frame {
	/** Milliseconds after the first one. */
	after: number;
	bytes: number;
}

interface Spread {
	/** Of each frame at each screen, from when it was ready to be sent. */
	received: Float64Array;
	/** Frames at screens for each second of the server's processor. */
	perCpuSecond: number;
	/** Kilobytes of the server's memory a socket. */
	kb: number;
}

/** One board on many screens while activities come in, beside servers that do nothing else. */
export async function benchFanout(ground: Ground, short: boolean): Promise<void> {
	const sockets = short ? 250 : 5000;
	const seconds = short ? 1.5 : 10;
	const field = await openField(await ground.database('fanout'), 50);
	const own = await ours(field, sockets, seconds);
	const floors: [string, Spread][] = [];
	for (const kind of ['socket.io', 'ws'] as const)
		floors.push([`bare ${kind}`, await bare(field, kind, sockets, own.frames)]);
	const [, socketIo] = floors[0]!;
	const p99 = (spread: Spread) => percentile(spread.received, 0.99);
	const rows = [['Winbell', own.spread] as [string, Spread], ...floors].map(([name, spread]) => [
		name,
		ms(percentile(spread.received, 0.5)),
		ms(p99(spread)),
		ratio(p99(socketIo), p99(spread)),
		count(spread.perCpuSecond),
		spread.kb.toFixed(1)
	]);
	const head = [
		'frame ready → received',
		'p50 ms',
		'p99',
		'Socket.IO/it',
		'a CPU s',
		'KB a socket'
	];
	table(`${count(sockets)} sockets on one board, ${PER_SECOND} activities/s`, head, rows);
	tellOurs(own);
}

interface Ours {
	spread: Spread;
	frames: Frame[];
	/** From the commit of each activity to each screen. */
	latencies: Float64Array;
	whole: boolean;
	/** Bytes that were sent, and those that the whole board in each frame would have been. */
	sent: number;
	resent: number;
	sockets: number;
}

function tellOurs({ latencies, whole, sent, resent, sockets, frames }: Ours): void {
	const p99 = percentile(latencies, 0.99);
	const rows = [
		['all hold the database’s board', '', yesNo(whole)],
		['commit → received p50', `${ms(percentile(latencies, 0.5))} ms`, ''],
		['commit → received p99', `${ms(p99)} ms`, yesNo(p99 <= 400)],
		['frames', count(frames.length), ''],
		['bytes a socket', count(sent / sockets), ''],
		[
			'of resending the top 50',
			`${((100 * sent) / resent).toFixed(1)} %`,
			yesNo(sent <= resent / 5)
		]
	];
	table('The board among them', ['', 'measured', 'goal'], rows);
}

async function ours(field: Field, sockets: number, seconds: number): Promise<Ours> {
	const server = await serve(field.database);
	// Everybody needs a row before the first measured activity.
	await play(field, server, 'warm', 1);
	const before = memoryKb(server.pid);
	const crowd = await openCrowd(field, server.url, sockets, 'winbell', TOPIC);
	await play(field, server, 'warm-up', 1);
	await new Promise((resolve) => setTimeout(resolve, 1000));
	const kb = (memoryKb(server.pid) - before) / sockets;
	await crowd.begin();
	const cpu = cpuSeconds(server.pid);
	await play(field, server, 'run', seconds);
	await settled(crowd);
	const spent = cpuSeconds(server.pid) - cpu;
	const report = await crowd.report();
	const whole = await holdsDatabase(field, report);
	await crowd.leave();
	await server.stop();
	const frames = framesOf(report);
	const top = Buffer.byteLength(JSON.stringify(['snapshot', report.start]));
	const spread = spreadOf(report, frames.length * sockets, spent, kb);
	const latencies = await sinceCommit(field, report);
	const resent = frames.length * sockets * top;
	return { spread, frames, latencies, whole, sent: report.bytes, resent, sockets };
}

/** The same sizes at the same times, from a server with nothing to find out. */
async function bare(
	field: Field,
	kind: CrowdKind,
	sockets: number,
	frames: Frame[]
): Promise<Spread> {
	const child = fork(join(import.meta.dirname, 'bare.mjs'), [kind]);
	const [{ port }] = (await once(child, 'message')) as [{ port: number }];
	const before = memoryKb(child.pid!);
	const crowd = await openCrowd(field, `http://127.0.0.1:${port}`, sockets, kind);
	await new Promise((resolve) => setTimeout(resolve, 1000));
	const kb = (memoryKb(child.pid!) - before) / sockets;
	await crowd.begin();
	const cpu = cpuSeconds(child.pid!);
	child.send({ frames });
	await once(child, 'message');
	await new Promise((resolve) => setTimeout(resolve, 1000));
	const spent = cpuSeconds(child.pid!) - cpu;
	const report = await crowd.report();
	await crowd.leave();
	child.kill();
	await once(child, 'exit');
	return spreadOf(report, frames.length * sockets, spent, kb);
}

function framesOf({ heard, changes }: Report): Frame[] {
	const measured = new Set(heard[0]!.map(([version]) => version));
	const sent = changes.filter(({ version }) => measured.has(version));
	const first = Date.parse(sent[0]!.at);
	return sent.map((change) => ({
		after: Date.parse(change.at) - first,
		bytes: Buffer.byteLength(JSON.stringify(['patch', { topic: TOPIC, ...change }]))
	}));
}

function spreadOf(report: Report, frames: number, cpu: number, kb: number): Spread {
	const ready = new Map(report.changes.map(({ version, at }) => [version, readyAt(at)]));
	const received = new Float64Array(report.heard.reduce((sum, { length }) => sum + length, 0));
	let i = 0;
	for (const heard of report.heard)
		for (const [version, at] of heard) received[i++] = at - ready.get(version)!;
	return { received, perCpuSecond: frames / cpu, kb };
}

function readyAt(at: string): number {
	return /^[\d.]+$/.test(at) ? Number(at) : Date.parse(at);
}

async function sinceCommit(field: Field, report: Report): Promise<Float64Array> {
	const shownIn = new Map<string, number>();
	const reached = new Map<string, bigint>();
	const rows = [{ version: report.start.version, data: report.start.data }, ...report.changes];
	for (const { version, data } of rows)
		for (const { id, value } of data.rows) {
			const now = BigInt(value ?? 0) / DEMO;
			for (let nth = (reached.get(id) ?? 0n) + 1n; nth <= now; nth += 1n)
				shownIn.set(`${id} ${nth}`, version);
			reached.set(id, now);
		}
	const arrivals = new Map<number, number[]>();
	for (const heard of report.heard)
		for (const [version, at] of heard) {
			const times = arrivals.get(version);
			if (times) times.push(at);
			else arrivals.set(version, [at]);
		}
	const run = (await commits(field)).filter(({ externalId }) => externalId.startsWith('run-'));
	return Float64Array.from(
		run.flatMap(({ id, nth, at }) =>
			(arrivals.get(shownIn.get(`${id} ${nth}`)!) ?? [NaN]).map((received) => received - at)
		)
	);
}

/** Until everybody holds the same version and no more comes; answers how long that took, in seconds. */
export async function settled(crowd: Crowd): Promise<number> {
	const begun = performance.now();
	let held = 0;
	let since = begun;
	for (;;) {
		const versions = await crowd.versions();
		const [only] = versions;
		const one = versions.length === 1 && only! > 0;
		if (!one || only !== held) since = performance.now();
		held = one ? only! : 0;
		// The longest pause between two frames, twice.
		if (one && performance.now() - since > 500) return (since - begun) / 1000;
		if (performance.now() - begun > 30_000) return Infinity;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** Whether what came over the wire, put together, is what the database says now. */
export async function holdsDatabase(
	{ context, orgId }: Field,
	report: Pick<Report, 'start' | 'changes'>
): Promise<boolean> {
	const { board } = take(await readBoard(context.db, orgId, BOARD, new Date()));
	const sorted = (rows: { id: string }[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
	const held = boardAfter(report);
	return JSON.stringify(sorted(held.rows)) === JSON.stringify(sorted(board.rows));
}
