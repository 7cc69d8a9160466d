import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

/** A phone of somebody's own. */
async function as(browser: Browser, name: string, path: string): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, baseURL: winbell.url });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto(path);
	return page;
}

async function expectAccessible(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await faultsOf(page)).toEqual([]);
	}
	await page.setViewportSize({ width: 320, height: 700 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.setViewportSize(PHONE);
}

/** Where Aiko’s page is. */
let aikosPage: string;

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('Aiko’s own page leads with herself, and shows her places further down', async ({
	browser
}) => {
	const aiko = await as(browser, 'Aiko', '/me');
	await expect(aiko).toHaveURL(/\/members\//);
	aikosPage = aiko.url();
	const headings = await aiko.getByRole('heading', { level: 2 }).allTextContents();
	expect(headings[0]).toMatch(/best week|average|weeks so far|first/i);
	expect(headings.indexOf('Your personal bests')).toBeGreaterThan(0);
	await expect(aiko.getByText(/something specific/)).toBeVisible();
	const bests = section(aiko, 'Your personal bests');
	await expect(bests.getByText('best week')).toBeVisible();
	await bests.getByRole('link', { name: 'Demos held' }).click();
	await expect(aiko).toHaveURL(/metric=demos-held/);
	await bests.getByText('As a table').click();
	const table = bests.getByRole('table', { name: /Your standing in Demos held by week/ });
	await expect(table.getByRole('row')).toHaveCount(13);
	await expect(table.getByRole('row').last()).toContainText(/of 12|not on the board|no board/);
	await expect(section(aiko, 'Moments').getByRole('listitem').first()).toBeVisible();
	await expectAccessible(aiko);
	await aiko.context().close();
});

test('a colleague sees her bests and moments, and what is between her and others not', async ({
	browser
}) => {
	const lena = await as(browser, 'Lena', aikosPage);
	await expect(lena.getByRole('heading', { name: 'Aiko Kimura' })).toBeVisible();
	await expect(section(lena, 'Aiko’s personal bests')).toBeVisible();
	await expect(lena.getByRole('link', { name: 'Recognise Aiko' })).toBeVisible();
	await expect(lena.getByText(/something specific/)).toHaveCount(0);
	await expect(lena.getByRole('link', { name: 'Keepsakes' })).toHaveCount(0);
	await expectAccessible(lena);
	await lena.context().close();
});

test('her keepsakes are hers: on a page, to print and to take along', async ({ browser }) => {
	const aiko = await as(browser, 'Aiko', '/me');
	await aiko.getByRole('link', { name: 'Keepsakes' }).click();
	await expect(aiko.getByRole('heading', { name: 'Keepsakes' })).toBeVisible();
	const said = await aiko.getByRole('figure').first().getByText(/./).first().textContent();
	const [file] = await Promise.all([
		aiko.waitForEvent('download'),
		aiko.getByRole('link', { name: 'Save all as a page' }).click()
	]);
	expect(file.suggestedFilename()).toMatch(/^aiko-kimura-keepsake-\d{4}-\d\d-\d\d\.html$/);
	const kept = readFileSync(await file.path(), 'utf8');
	expect(kept).toContain('What people said to Aiko Kimura');
	expect(kept).not.toMatch(/<script|<link/);
	expect(said).toBeTruthy();
	await expectAccessible(aiko);
	await aiko.emulateMedia({ media: 'print' });
	await expect(aiko.getByRole('button', { name: 'Print this year' })).toBeHidden();
	await aiko.context().close();
});

test('Ines finds who could use a word, with a win to name, one tap from saying it', async ({
	browser
}) => {
	const ines = await as(browser, 'Ines', '/recognition');
	await expect(ines.getByRole('heading', { name: 'Who could use a word' })).toBeVisible();
	await expect(ines.getByRole('table', { name: 'Words by value' })).toBeVisible();
	const people = ines.getByRole('table', { name: 'Words by person, in the order of names' });
	const names = await people.getByRole('rowheader').allTextContents();
	expect(names.map((name) => name.trim())).toEqual([
		...['Aiko Kimura', 'Jonas Okafor', 'Lena Tran', 'Mara Silva', 'Priya Desai', 'Tomás Benítez']
	]);
	await expectAccessible(ines);
	const quiet = ines
		.getByRole('listitem')
		.filter({ has: ines.getByText('Recognise') })
		.first();
	const name = (await quiet.getByRole('heading').textContent())!.trim();
	await expect(quiet.getByText(/no specific word yet|\d+ days/)).toBeVisible();
	await quiet.getByRole('link', { name: `Recognise ${name}` }).click();
	await expect(ines).toHaveURL(/\/recognise\?to=.*(moment|activity)=/);
	await expect(ines.getByRole('button', { name: `Leave out ${name}` })).toBeVisible();
	await ines.context().close();
});

test('a week that closed has one figure: on the board, on his page, and below the list behind it', async ({
	browser
}) => {
	const jonas = await as(browser, 'Jonas', '/standings?team=*');
	const his = jonas.locator('ol a.line', { hasText: 'since it closed' });
	const earlier = jonas.getByRole('link', { name: 'Earlier week' });
	let weeks = 0;
	// Until Monday afternoon nothing is known yet about the week before, and until noon it is not closed.
	while (weeks < 3 && !(await his.count())) {
		weeks++;
		const there = (await earlier.getAttribute('href'))!;
		await earlier.click();
		await expect(jonas).toHaveURL(there);
		await expect(earlier).not.toHaveAttribute('href', there);
	}
	await expect(his).toHaveCount(1);
	await expect(jonas.getByText(/^Final, closed/)).toBeVisible();
	const final = (await his.locator('.value [data-amount]').getAttribute('data-amount'))!;
	await his.click();
	await expect(jonas.locator('[data-sum]')).toHaveAttribute('data-sum', final);
	await jonas.goto('/me');
	await jonas
		.getByRole('link', { name: /^Week of/ })
		.nth(-1 - weeks)
		.click();
	await expect(jonas).toHaveURL(/\/figure\?/);
	await expect(jonas.locator('[data-sum]')).toHaveAttribute('data-sum', final);
	await expect(jonas.locator('[data-late]')).toHaveAttribute('data-late', /^-/);
	const entry = jonas.getByRole('listitem').filter({ hasText: 'after the week had closed' });
	await expect(entry).toContainText(/Taken back on .+: it counts here/);
	await expect(entry.locator('.num')).toHaveCSS('text-decoration-line', 'none');
	await expectAccessible(jonas);
	await jonas.context().close();
});

test('a wrong address keeps the way to everything else', async ({ browser }) => {
	const aiko = await as(browser, 'Aiko', '/goals/no/such/page');
	await expect(aiko.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
	await expectAccessible(aiko);
	await aiko.getByRole('navigation').getByRole('link', { name: 'Goals' }).click();
	await expect(aiko).toHaveURL(/\/goals$/);
	const answer = await aiko.request.get('/icons/none.png');
	expect([answer.status(), answer.url()]).toEqual([404, expect.stringMatching(/none\.png$/)]);
	await aiko.context().close();
});
