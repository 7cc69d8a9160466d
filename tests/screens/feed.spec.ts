import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { expect, signIn, test } from './demo.ts';
import { faultsOf } from './faults.ts';
import { startWinbell, type Winbell } from './server.ts';

const PHONE = { width: 390, height: 844 };

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let winbell: Winbell;
let lena: Page;
let aiko: Page;
let ines: Page;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	winbell = await startWinbell();
	const page = await browser.newPage();
	await page.goto(`${winbell.url}/first-run`);
	await page.getByRole('button', { name: /Look around/ }).click();
	await page.waitForURL(/\/demo/);
	await page.getByRole('button', { name: /Lena/ }).click();
	await page.waitForURL(/\/standings/);
	await page.close();
	[lena, aiko, ines] = await Promise.all([
		as(browser, 'Lena'),
		as(browser, 'Aiko', { serviceWorkers: 'allow' }),
		as(browser, 'Ines')
	]);
});

test.beforeEach(async () => {
	for (const page of [lena, aiko, ines])
		if (new URL(page.url()).pathname !== '/moments') {
			await page.goto('/moments');
			await live(page);
		}
});

test.afterAll(async () => {
	for (const page of [lena, aiko, ines]) await page?.context().close();
	await winbell.stop();
});

async function as(
	browser: Browser,
	name: string,
	options: BrowserContextOptions = {}
): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, baseURL: winbell.url, ...options });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto('/moments');
	if (options.javaScriptEnabled !== false) await live(page);
	return page;
}

const live = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible();

async function expectNoFaults(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await faultsOf(page)).toEqual([]);
	}
	await page.setViewportSize({ width: 320, height: 700 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.setViewportSize(PHONE);
}

/** Lena's, in the demo's story. */
const card = (page: Page) => page.getByRole('article').filter({ hasText: 'Pinewood account' });
const talk = (page: Page) => page.getByRole('log', { name: 'Comments' });

test('a moment opens to what is said about it, live to a rep, a peer and their manager', async () => {
	await expectNoFaults(ines);

	await card(aiko)
		.getByRole('link', { name: /^2 comments/ })
		.click();
	await expect(aiko.getByRole('heading', { level: 1 })).toHaveText('Lena Tran earned Door Opener');
	await card(lena).getByRole('link', { name: 'earned Door Opener' }).click();
	await expect(lena.getByRole('heading', { level: 1 })).toHaveText('Lena Tran earned Door Opener');
	for (const page of [lena, aiko]) await live(page);

	await aiko.getByRole('button', { name: /^Say “nice one”/ }).click();
	await expect(lena.getByRole('listitem').filter({ hasText: 'Nice one' })).toContainText('2');
	await aiko.getByLabel('Add a comment').fill('Can I borrow that question?');
	await aiko.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(talk(lena)).toContainText('Can I borrow that question?');
	await expect(aiko.getByLabel('Add a comment')).toHaveValue('');
	await expect(card(ines).getByRole('link', { name: /^3 comments/ })).toBeVisible();
	await expect(lena.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
	await expect(lena.getByRole('button', { name: /^Take back/ })).toHaveCount(1);

	await aiko.getByRole('button', { name: /^Take back .*borrow/ }).click();
	await expect(talk(lena)).not.toContainText('borrow');
	await expect(card(ines).getByRole('link', { name: /^2 comments/ })).toBeVisible();

	await aiko.getByLabel('Add a comment').fill('Something that is better said at the table.');
	await aiko.getByRole('button', { name: 'Comment', exact: true }).click();
	await card(ines)
		.getByRole('link', { name: /^3 comments/ })
		.click();
	await ines.getByRole('button', { name: /^Remove .*at the table/ }).click();
	await expect(talk(aiko)).not.toContainText('at the table');
});

test('a coaching line goes out with its cheer in one sheet, and reaches nobody else', async ({
	browser
}) => {
	const LINE = 'Name the next step before you hang up.';
	const ruben = await as(browser, 'Ruben');
	for (const page of [lena, aiko, ruben])
		await expect(card(page).getByRole('link', { name: /^Coach/ })).toHaveCount(0);

	await card(ines).getByRole('link', { name: 'Coach Lena Tran' }).click();
	const sheet = ines.getByRole('dialog', { name: 'Coach Lena Tran' });
	await sheet.getByText('How?', { exact: true }).click();
	await sheet.getByLabel('Your line to Lena Tran').fill(LINE);
	await expectNoFaults(ines);
	await sheet.getByRole('button', { name: 'Send the line' }).click();
	await expect(sheet).toBeHidden();
	await expect(
		card(ines).getByRole('button', { name: /^Ask how they did it/, pressed: true })
	).toBeVisible();

	await lena.getByRole('button', { name: 'Read it' }).click();
	await expect(lena.getByRole('region', { name: 'Written to you' })).toContainText(LINE);
	const address = new URL(lena.url()).pathname;
	for (const page of [aiko, ruben]) {
		await page.goto(address);
		await expect(talk(page)).toContainText('What changes for them in March');
		expect(await page.content()).not.toContain('Name the next step');
		expect(await page.content()).not.toContain('That silence');
	}
	await ruben.context().close();
});

test('without a connection what was seen opens, a cheer is taken back and words stay where they are', async () => {
	await aiko.evaluate(() => navigator.serviceWorker.ready);
	await aiko.reload();
	await live(aiko);
	await aiko.context().setOffline(true);
	await aiko.reload();
	await expect(card(aiko)).toBeVisible();
	const bell = card(aiko).getByRole('button', { name: /^Ring the bell/ });
	const before = await bell.getAttribute('aria-pressed');
	await bell.click();
	await expect(aiko.getByText('That did not get through.')).toBeVisible();
	await expect(bell).toHaveAttribute('aria-pressed', before!);
	await aiko.context().setOffline(false);
	await card(aiko)
		.getByRole('link', { name: /comments/ })
		.click();
	await aiko.getByLabel('Add a comment').fill('Said from a lift.');
	await aiko.context().setOffline(true);
	await aiko.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(aiko.locator('form').getByText('That did not get through.')).toBeVisible();
	await expect(aiko.getByLabel('Add a comment')).toHaveValue('Said from a lift.');
	await aiko.context().setOffline(false);
	await aiko.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(talk(aiko)).toContainText('Said from a lift.');
});

test('a phone without scripts cheers, comments and reads on', async ({ browser }) => {
	const jonas = await as(browser, 'Jonas', { javaScriptEnabled: false });
	await card(jonas)
		.getByRole('button', { name: /^Ask how they did it/ })
		.click();
	await expect(jonas).toHaveURL(/\/moments#/);
	await expect(
		card(jonas).getByRole('button', { name: /^Ask how they did it/, pressed: true })
	).toBeVisible();
	await card(jonas)
		.getByRole('link', { name: /comments/ })
		.click();
	await jonas.getByLabel('Add a comment').fill('x'.repeat(401));
	await jonas.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(jonas.getByText('Keep it under 400 characters.')).toBeVisible();
	await expect(jonas.getByLabel('Add a comment')).toHaveValue('x'.repeat(401));
	await jonas.getByLabel('Add a comment').fill('That took nerve.');
	await jonas.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(talk(jonas)).toContainText('That took nerve.');

	await jonas.goto('/moments');
	const ids = await jonas.getByRole('article').evaluateAll((all) => all.map(({ id }) => id));
	const at = await jonas.locator('article time').first().getAttribute('datetime');
	await jonas.goto(`/moments?before=${at}_${ids[0]}`);
	await expect(jonas.getByRole('article').first()).toHaveAttribute('id', ids[1]!);
	await jonas.getByRole('link', { name: 'Newest moments' }).click();
	await expect(jonas.getByRole('article').first()).toHaveAttribute('id', ids[0]!);
	await jonas.context().close();
});

test('a win opens to the entry behind it', async () => {
	const deal = aiko.getByRole('article').filter({ hasText: ' won ' }).first();
	await deal.getByRole('heading').getByRole('link').last().click();
	const behind = aiko.getByRole('region', { name: 'What is behind it' });
	await behind.getByRole('link').first().click();
	await expect(aiko).toHaveURL(/\/entries\//);
	await expect(aiko.getByRole('heading', { level: 1 })).toHaveText('One entry');
});
