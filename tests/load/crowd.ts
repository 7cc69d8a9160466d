import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openSession, SESSION_COOKIE } from '#lib/identity/server/index.ts';
import { applyChange, type BoardChange, type BoardState } from '#lib/metrics/standings/board.ts';
import type { Field } from './ground.ts';

export interface Crowd {
	/** Milliseconds from the moment everybody was cut off until the last one was told what it missed. */
	drop(): Promise<number>;
	deafen(deaf: boolean): Promise<void>;
	/** So many in each of its processes stop reading, or read on. */
	pause(screens: number, paused: boolean): Promise<void>;
	/** What a watcher who holds this version is answered. */
	ask(version: number | null): Promise<{ snapshot?: { version: number }; patches?: unknown[] }>;
	/** What they hold, each version once; −1 for those who wait for what they missed. */
	versions(): Promise<number[]>;
	/** What is measured begins. */
	begin(): Promise<void>;
	report(): Promise<Report>;
	leave(): Promise<void>;
}

export interface Change {
	version: number;
	at: string;
	data: BoardChange;
}

export interface Report {
	start: { version: number; data: BoardState };
	/** Everything that was sent to anybody, once. */
	changes: Change[];
	/** For each screen, the versions it was sent and when they came in, in milliseconds since 1970. */
	heard: [number, number][][];
	gaps: number;
	bytes: number;
}

export type CrowdKind = 'winbell' | 'socket.io' | 'ws';

const SCREENS_A_PROCESS = 1250;

/** Connects so many screens from processes of their own, each from a loopback address of its own. */
export async function openCrowd(
	field: Field,
	url: string,
	sockets: number,
	kind: CrowdKind,
	topic = ''
): Promise<Crowd> {
	const cookies = await cookiesFor(field, sockets);
	const processes: Called[] = [];
	for (let from = 0; from < sockets; from += SCREENS_A_PROCESS) {
		const child = fork(join(import.meta.dirname, 'crowd.mjs'), { serialization: 'advanced' });
		const called = call(child);
		processes.push(called);
		const localAddress = process.platform === 'linux' ? `127.0.0.${processes.length + 1}` : '';
		const some = cookies.slice(from, from + SCREENS_A_PROCESS);
		await called.order('gather', { kind, url, topic, cookies: some, localAddress });
	}
	const all = <T>(name: string, values?: unknown): Promise<T[]> =>
		Promise.all(processes.map(({ order }) => order<T>(name, values)));
	return {
		async drop() {
			const told = await all<{ seconds: number }>('drop');
			return Math.max(...told.map(({ seconds }) => seconds * 1000));
		},
		deafen: async (deaf) => void (await all('deafen', { deaf })),
		pause: async (screens, paused) => void (await all('pause', { screens, paused })),
		ask: (version) => processes[0]!.order('ask', { version }),
		versions: async () => [...new Set((await all<number[]>('versions')).flat())],
		begin: async () => void (await all('begin')),
		report: async () => joined(await all<Report>('report')),
		async leave() {
			await Promise.all(processes.map(({ child }) => child.kill() && once(child, 'exit')));
		}
	};
}

/** What somebody holds who started there and took in these. */
export function boardAfter({ start, changes }: Pick<Report, 'start' | 'changes'>): BoardState {
	return changes
		.filter(({ version }) => version > start.version)
		.reduce((board, { data }) => applyChange(board, data), start.data);
}

async function cookiesFor(field: Field, sockets: number): Promise<string[]> {
	const tokens: string[] = [];
	for (const { id } of field.reps.slice(0, Math.min(50, sockets)))
		tokens.push((await openSession(field.context, field.orgId, id)).token);
	return Array.from(
		{ length: sockets },
		(_, i) => `${SESSION_COOKIE}=${tokens[i % tokens.length]}`
	);
}

interface Called {
	child: ChildProcess;
	order<T>(name: string, values?: unknown): Promise<T>;
}

function call(child: ChildProcess): Called {
	let waiting: { resolve(answer: never): void; reject(error: Error): void } | undefined;
	child.on('message', (said: { answer: never } | { error: string }) => {
		if ('error' in said) waiting?.reject(new Error(said.error));
		else waiting?.resolve(said.answer);
	});
	child.on('exit', () => waiting?.reject(new Error('A part of the crowd ended.')));
	return {
		child,
		order(name, values = {}) {
			child.send({ order: name, values });
			return new Promise((resolve, reject) => (waiting = { resolve, reject }));
		}
	};
}

function joined(reports: Report[]): Report {
	const [first] = reports as [Report];
	const changes = new Map<number, Change>();
	for (const report of reports)
		for (const change of report.changes) {
			const known = changes.get(change.version);
			if (known && JSON.stringify(known) !== JSON.stringify(change))
				throw new Error(`version ${change.version} was told in two ways`);
			changes.set(change.version, change);
		}
	return {
		start: first.start,
		changes: [...changes.values()].sort((a, b) => a.version - b.version),
		heard: reports.flatMap(({ heard }) => heard),
		gaps: reports.reduce((sum, { gaps }) => sum + gaps, 0),
		bytes: reports.reduce((sum, { bytes }) => sum + bytes, 0)
	};
}
