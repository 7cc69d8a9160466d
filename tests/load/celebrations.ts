import { randomUUID } from 'node:crypto';
import { chromium, type Browser, type Page } from 'playwright';
import { EVERY_MS, TAKEOVER_MS } from '#lib/displays/celebration-queue.ts';
import { confirmPairing, DISPLAY_COOKIE, startPairing } from '#lib/displays/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { makeMoment } from '#lib/moments/server/index.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import { notify } from '#lib/realtime/server/index.ts';
import { findBrowser } from '../browser.mjs';
import { count, ms, percentile, table } from './figures.ts';
import { openField, serve, take, type Field, type Ground, type Served } from './ground.ts';

/** The heap is compared from here on: by then everything that stays has been made once. */
const SETTLED_AFTER = 50;
/** A celebration is this much faster while only the heap is looked at. */
const SPEED = 20;
/** On a crowded machine a hurried win may lose its patience and go to the ticker; the next one is rung. */
const PATIENT_MS = 8000;
/** How long a takeover is watched: its first and last moments are the screen's own changes. */
const WATCHED_MS = TAKEOVER_MS - 1000;

/** How smoothly a TV celebrates, and what it keeps of it: real wins, in the real page. */
export async function benchCelebrations(ground: Ground, short: boolean): Promise<void> {
	const field = await openField(await ground.database('celebrations'), 60);
	const server = await serve(field.database);
	const browser = await chromium.launch({
		executablePath: (await findBrowser())!,
		args: ['--enable-precise-memory-info', '--autoplay-policy=no-user-gesture-required']
	});
	try {
		await smoothness(field, server, browser, short ? 1 : 5);
		await memory(field, server, browser, short ? 100 : 500);
	} finally {
		await browser.close();
		await server.stop();
	}
}

async function smoothness(field: Field, server: Served, browser: Browser, times: number) {
	const tv = await hang(field, server, browser);
	const rows: string[][] = [];
	for (let i = 0; i < times; i++) {
		if (!(await ring(field, tv, i))) throw new Error('The TV did not celebrate.');
		const gaps = await tv.evaluate(frames, WATCHED_MS);
		const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
		const rate = ms(gaps.length / seconds);
		rows.push([`${i + 1}`, rate, ms(percentile(gaps, 0.99)), ms(percentile(gaps, 1))]);
		await tv.locator('.takeover').waitFor({ state: 'detached' });
		if (i + 1 < times) await tv.waitForTimeout(EVERY_MS - TAKEOVER_MS);
	}
	await tv.context().close();
	const title = `Celebrations at 1920 × 1080, Chromium ${browser.version()}`;
	table(title, ['takeover', 'frames/s', 'p99 ms', 'longest ms'], rows);
}

/** In the page: milliseconds from frame to frame. */
function frames(during: number): Promise<number[]> {
	return new Promise((resolve) => {
		const gaps: number[] = [];
		let last: number | undefined;
		let begun: number | undefined;
		requestAnimationFrame(function next(at) {
			begun ??= at;
			if (last !== undefined) gaps.push(at - last);
			last = at;
			if (at - begun < during) requestAnimationFrame(next);
			else resolve(gaps);
		});
	});
}

async function memory(field: Field, server: Served, browser: Browser, times: number) {
	const tv = await hang(field, server, browser, hurry);
	const rows: string[][] = [];
	let settled: number | undefined;
	let rung = 0;
	for (let i = 1; i <= times; i++) {
		while (!(await ring(field, tv, ++rung)));
		if (i % SETTLED_AFTER) continue;
		const { heap, nodes, listeners } = await kept(tv);
		settled ??= heap;
		const growth = `${((heap / settled - 1) * 100).toFixed(1)} %`;
		rows.push([`after ${i}`, (heap / 2 ** 20).toFixed(2), growth, count(nodes), count(listeners)]);
	}
	await tv.context().close();
	const head = ['celebrations', 'heap MB', 'growth', 'nodes', 'listeners'];
	table(`What a TV keeps of its celebrations, played ${SPEED} times as fast`, head, rows);
}

/** In the page, before it loads: what waits less than the longest turn of the queue waits less. */
function hurry(speed: number): void {
	const longest = 20_000;
	const [timeout, interval] = [window.setTimeout, window.setInterval];
	const now = performance.now.bind(performance);
	const sooner = (delay = 0) => (delay <= longest ? delay / speed : delay);
	performance.now = () => now() * speed;
	Object.assign(window, {
		setTimeout: (then: () => void, delay?: number) => timeout(then, sooner(delay)),
		setInterval: (then: () => void, delay?: number) => interval(then, sooner(delay))
	});
}

async function kept(tv: Page): Promise<{ heap: number; nodes: number; listeners: number }> {
	await tv.locator('.takeover').waitFor({ state: 'detached' });
	const session = await tv.context().newCDPSession(tv);
	for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
	await session.detach();
	return { heap: usedSize, nodes, listeners: jsEventListeners };
}

/** Somebody wins; whether the TV gave it the screen. */
async function ring(field: Field, tv: Page, nth: number): Promise<boolean> {
	const { id, teamId } = field.reps[nth % field.reps.length]!;
	const headline = `won deal ${nth}`;
	await makeMoment(field.database.db, field.orgId, {
		kind: 'work',
		cause: `bench:${randomUUID()}`,
		memberId: id,
		teamId,
		headline,
		figure: '€18,400',
		detail: 'first enterprise deal',
		inFeed: true,
		onTv: true,
		at: systemClock.now()
	});
	notify(field.database.db)(field.orgId, ['moments']);
	return tv
		.waitForFunction(hasShown, headline, { polling: 20, timeout: PATIENT_MS })
		.then(() => true)
		.catch(() => false);
}

/** In the page, before it loads: the headline that had the screen last, however shortly. */
function keepShown(): void {
	new MutationObserver(() => {
		const shown = document.querySelector('.takeover h2')?.textContent;
		if (shown) Object.assign(window, { shown });
	}).observe(document, { childList: true, subtree: true });
}

function hasShown(headline: string): boolean {
	const { shown } = window as unknown as { shown?: string };
	return shown?.replace('€18,400', '').trim() === headline;
}

/** A TV that hangs, with its line to the server open. */
async function hang(
	{ context, orgId, adminId }: Field,
	server: Served,
	browser: Browser,
	script?: (speed: number) => void
): Promise<Page> {
	const who = { kind: 'member', role: 'admin', teamId: null, manages: [], session: '' } as const;
	const admin: MemberActor = { ...who, manages: [], orgId, memberId: adminId };
	const { token, code } = take(await startPairing(context, undefined, '10.0.0.1'));
	const place = { code, name: 'Bench', teamId: null };
	const { id } = take(await confirmPairing(context, admin, place));
	const room = await browser.newContext({
		viewport: { width: 1920, height: 1080 }
	});
	await room.addCookies([{ name: DISPLAY_COOKIE, value: token, url: server.url }]);
	const tv = await room.newPage();
	await tv.addInitScript(keepShown);
	if (script) await tv.addInitScript(script, SPEED);
	await tv.goto(`${server.url}/tv/${id}`);
	await tv.locator('main[data-live="live"]').waitFor();
	return tv;
}
