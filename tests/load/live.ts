import { chromium, type Browser, type Page } from 'playwright';
import { openSession, SESSION_COOKIE } from '#lib/identity/server/index.ts';
import { findBrowser } from '../browser.mjs';
import { openCrowd } from './crowd.ts';
import { holdsDatabase, settled, TOPIC } from './fanout.ts';
import { count, ms, percentile, table, yesNo } from './figures.ts';
import { openField, serve, type Field, type Ground, type Served } from './ground.ts';
import { goalOnScreen } from './live-goals.ts';
import { commits, DEMO, play, PER_SECOND } from './play.ts';
import { painted, stampsOf, startStamping } from './stamp.ts';

/**
 * From the commit (PostgreSQL's own commit time) to the frame in which a real browser has painted the
 * row, with the activities coming in one by one through the API and other screens watching as well;
 * then the same for a goal that all of them move.
 */
export async function benchLive(ground: Ground, short: boolean): Promise<void> {
	const browser = await chromium.launch({ executablePath: (await findBrowser())! });
	const crowds = short ? [50] : [50, 250];
	const seconds = short ? 2 : 20;
	const rows: string[][] = [];
	try {
		for (const sockets of crowds) rows.push(await measure(ground, browser, sockets, seconds));
		for (const kind of ['phone', 'TV'] as const)
			for (const sockets of crowds)
				rows.push(await goalOnScreen(ground, browser, kind, { sockets, seconds, people: 'many' }));
		const most = crowds.at(-1)!;
		const few = { sockets: most, seconds, people: 'few' } as const;
		rows.push(await goalOnScreen(ground, browser, 'TV', few));
	} finally {
		await browser.close();
	}
	const head = [
		'painted',
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
	table(`Commit → painted, ${PER_SECOND} activities/s, Chromium ${browser.version()}`, head, rows);
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
	const crowd = await openCrowd(field, server.url, sockets - 1, 'winbell', TOPIC);
	await play(field, server, 'warm-up', 2);
	await page.evaluate(startStamping, '[id^="line-"]');
	await play(field, server, 'run', seconds);
	await page.waitForTimeout(1000);
	const done = (await commits(field)).map((commit) => ({ ...commit, id: `line-${commit.id}` }));
	const { latencies, frames } = painted(await stampsOf(page), done, DEMO);
	await settled(crowd);
	const seen = await crowd.report();
	const whole = !seen.gaps && (await holdsDatabase(field, seen));
	await crowd.leave();
	await page.context().close();
	await server.stop();
	return [
		'a row of the board',
		String(sockets),
		count(latencies.length),
		count(frames),
		...[0.5, 0.95, 0.99, 1].map((share) => ms(percentile(latencies, share))),
		count(seen.heard.reduce((sum, { length }) => sum + length, 0)),
		yesNo(whole)
	];
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
