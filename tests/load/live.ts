import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { openSession, SESSION_COOKIE } from '#lib/identity/server/index.ts';
import { boardTopic } from '#lib/metrics/standings/board-query.ts';
import { findBrowser } from '../browser.mjs';
import { count, ms, percentile, table } from './figures.ts';
import { openField, serve, type Field, type Ground, type Served } from './ground.ts';
import { post } from './ingest.ts';
import { painted, startStamping } from './stamp.ts';

const PER_SECOND = 50;
const METRIC = 'demos-held';

/**
 * From the commit (PostgreSQL's own commit time) to the frame in which a real browser has painted the
 * row, with the activities coming in one by one through the API and other screens watching as well.
 */
export async function benchLive(ground: Ground, short: boolean): Promise<void> {
	const browser = await chromium.launch({ executablePath: (await findBrowser())! });
	const rows: string[][] = [];
	try {
		for (const sockets of [50, 250])
			rows.push(await measure(ground, browser, sockets, short ? 3 : 20));
	} finally {
		await browser.close();
	}
	const head = [
		'sockets',
		'activities',
		'frames',
		'p50 ms',
		'p95',
		'p99',
		'max',
		'sent',
		'converged'
	];
	table(
		`Commit → painted row, ${PER_SECOND} activities/s, Chromium ${browser.version()}`,
		head,
		rows
	);
}

async function measure(
	ground: Ground,
	browser: Browser,
	sockets: number,
	seconds: number
): Promise<string[]> {
	const field = await openField(await ground.database(`live_${sockets}`), 12);
	const server = await serve(field.database);
	// Everybody needs a row before the first measured activity.
	await play(field, server, 'warm', 1);
	const page = await openPage(field, server, browser);
	const crowd = await gather(field, server, sockets - 1);
	await play(field, server, 'warm-up', 2);
	await page.evaluate(startStamping);
	await play(field, server, 'run', seconds);
	await page.waitForTimeout(1000);
	const { latencies, frames } = painted(await stampsOf(page), await commits(field));
	const seen = await disband(crowd);
	await page.context().close();
	await server.stop();
	const whole = seen.versions === 1 && !seen.gaps && seen.connected === sockets - 1;
	return [
		String(sockets),
		count(latencies.length),
		count(frames),
		...[0.5, 0.95, 0.99, 1].map((share) => ms(percentile(latencies, share))),
		count(seen.patches),
		whole ? 'yes' : `no: ${JSON.stringify(seen)}`
	];
}

/** One activity after the other at a fixed pace, whether or not the last one has been answered. */
async function play(field: Field, server: Served, run: string, seconds: number): Promise<void> {
	const agent = new Agent({ keepAlive: true });
	const begun = performance.now();
	const sent: Promise<string>[] = [];
	for (let i = 0; i < seconds * PER_SECOND; i += 1) {
		const wait = begun + (i * 1000) / PER_SECOND - performance.now();
		if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
		const activity = {
			metric: METRIC,
			member: field.reps[i % field.reps.length]!.email,
			value: 1,
			occurredAt: new Date().toISOString(),
			source: 'bench',
			externalId: `${run}-${i}`
		};
		sent.push(post(server.url, agent, field.key, { activities: [activity] }));
	}
	await Promise.all(sent);
	agent.destroy();
}

async function openPage(field: Field, server: Served, browser: Browser): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width: 1920, height: 1080 },
		// Figures then change at once instead of counting up, and rows do not travel.
		reducedMotion: 'reduce'
	});
	const { token } = await openSession(field.context, field.orgId, field.adminId);
	await context.addCookies([{ name: SESSION_COOKIE, value: token, url: server.url }]);
	const page = await context.newPage();
	await page.goto(`${server.url}/standings?metric=points&period=week`, {
		waitUntil: 'networkidle'
	});
	return page;
}

interface Seen {
	connected: number;
	versions: number;
	patches: number;
	gaps: number;
}

async function gather(field: Field, server: Served, sockets: number): Promise<ChildProcess> {
	const tokens: string[] = [];
	for (const { id } of field.reps)
		tokens.push((await openSession(field.context, field.orgId, id)).token);
	const cookies = Array.from(
		{ length: sockets },
		(_, i) => `${SESSION_COOKIE}=${tokens[i % tokens.length]}`
	);
	const crowd = fork(join(import.meta.dirname, 'crowd.mjs'));
	const topic = boardTopic({ metric: 'points', period: 'week', by: 'member' });
	crowd.send({ url: server.url, topic, cookies });
	await once(crowd, 'message');
	return crowd;
}

async function disband(crowd: ChildProcess): Promise<Seen> {
	crowd.send({});
	const [seen] = (await once(crowd, 'message')) as [Seen];
	return seen;
}

function stampsOf(page: Page) {
	return page.evaluate(() => (globalThis as unknown as { stamps: Stamps }).stamps);
}

type Stamps = Parameters<typeof painted>[0];

/** Every activity of the run in the order of its commit, with the points its row then shows. */
async function commits(field: Field) {
	const { rows } = await field.database.pool.query<{ id: string; at: string; run: boolean }>(
		`select member_id as id, external_id like 'run-%' as run,
			(extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::text as at
		from activities where org_id = $1
		order by pg_xact_commit_timestamp(xmin), position`,
		[field.orgId]
	);
	const reached = new Map<string, number>();
	return rows.map(({ id, at, run }) => {
		const nth = (reached.get(id) ?? 0) + 1;
		reached.set(id, nth);
		return { id, at: Number(at), run, nth };
	});
}
