import { expect, test, type Browser, type Page } from '@playwright/test';
import { ABSENT, PIPELINE, readOpportunities, writeFiles } from '../crm/crm.ts';
import { startWinbell, type Winbell } from './server.ts';

declare global {
	interface Window {
		moves: number;
	}
}

const PASSWORD = 'a long password';
const DAYS = ['2017-12-28', '2017-12-29', '2017-12-30', '2017-12-31'];
const BOARD = '/standings?team=*&metric=deals-won&period=quarter';

let winbell: Winbell;
let files: { people: string; map: string };

test.describe(() => {
	test.skip(ABSENT !== undefined, ABSENT);

	test.beforeAll(async () => {
		test.setTimeout(300_000);
		winbell = await startWinbell();
		files = await writeFiles();
		const org = ['--org', 'hardware-reseller'];
		await winbell.command(
			[
				...['org', 'create', '--name', 'Hardware Reseller', '--time-zone', 'America/New_York'],
				...['--currency', 'USD', '--week-start', 'sunday', '--email', 'ada@example.com'],
				'--password-stdin'
			],
			PASSWORD
		);
		await winbell.command(['people', 'import', files.people, ...org]);
		await winbell.command([
			...['metric', 'create', ...org, '--key', 'opportunities-opened', '--unit', 'count'],
			...['--name', 'Opportunities opened', '--points', '20']
		]);
	});

	test.afterAll(async () => winbell?.stop());

	test('the last days of December, played again, move a phone, a desk and a TV', async ({
		browser
	}) => {
		test.setTimeout(300_000);
		const phone = await signIn(browser, { width: 390, height: 844 });
		const desk = await signIn(browser, { width: 1440, height: 900 });
		const tv = await pairTv(browser, desk);
		await phone.goto(`${winbell.url}${BOARD}`);
		await desk.goto(`${winbell.url}${BOARD}`);
		const screens = { phone, desk, tv };
		for (const page of [phone, desk])
			await expect(page.getByRole('status').getByText('Live')).toBeVisible();
		for (const page of Object.values(screens)) {
			expect(await figures(page)).toEqual({});
			await page.evaluate(countMoves);
		}
		const played = await winbell.command([
			...['replay', PIPELINE, '--org', 'hardware-reseller', '--map', files.map],
			...['--from', DAYS[0]!, '--to', DAYS.at(-1)!, '--speed', '12000']
		]);
		expect(played).toMatch(/^lines +8800\nrecorded +[1-9]/);

		// Nothing was reloaded: whatever moved came over the wire, often, and on each of them.
		for (const [name, page] of Object.entries(screens))
			expect(await page.evaluate(() => window.moves), name).toBeGreaterThan(5);
		const deals = wonDeals();
		await expect.poll(() => figures(desk)).toEqual(deals);
		await expect.poll(() => figures(phone)).toEqual(deals);
	});
});

async function signIn(
	browser: Browser,
	viewport: { width: number; height: number }
): Promise<Page> {
	const page = await (await browser.newContext({ viewport })).newPage();
	await page.goto(`${winbell.url}/login`);
	await page.getByLabel('E-mail').fill('ada@example.com');
	await page.getByLabel('Password').fill(PASSWORD);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL('**/standings');
	return page;
}

async function pairTv(browser: Browser, desk: Page): Promise<Page> {
	const viewport = { width: 1920, height: 1080 };
	const tv = await (await browser.newContext({ viewport })).newPage();
	await tv.goto(`${winbell.url}/tv`);
	const letters = await tv.locator('.code').textContent();
	await desk.goto(`${winbell.url}/settings/displays`);
	await desk.getByLabel('The letters on the TV').fill(letters!);
	await desk.getByRole('button', { name: 'Pair the TV' }).click();
	await tv.waitForURL(/\/tv\/[0-9a-f-]{36}$/);
	return tv;
}

/** Runs in the page: counts how often a figure on it changes or appears. */
function countMoves(): void {
	window.moves = 0;
	new MutationObserver((changes) => {
		const figures = changes.some(
			({ type, target }) => type === 'attributes' || target.nodeName === 'OL'
		);
		if (figures) window.moves++;
	}).observe(document.body, {
		subtree: true,
		childList: true,
		attributes: true,
		attributeFilter: ['data-amount']
	});
}

/** What stands on a board: name → figure. */
async function figures(page: Page): Promise<Record<string, string>> {
	return page
		.locator('ol li:has([data-amount])')
		.evaluateAll((rows) =>
			Object.fromEntries(
				rows.map((row) => [
					row.querySelector('.name')?.textContent?.trim() ?? '',
					row.querySelector('[data-amount]')?.getAttribute('data-amount') ?? ''
				])
			)
		);
}

/** Won in those days, by agent: counted from the file alone. */
function wonDeals(): Record<string, string> {
	const deals: Record<string, number> = {};
	for (const { stage, closed, agent } of readOpportunities())
		if (stage === 'Won' && DAYS.includes(closed)) deals[agent] = (deals[agent] ?? 0) + 1;
	return Object.fromEntries(Object.entries(deals).map(([name, count]) => [name, String(count)]));
}
