import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

let winbell: DemoWinbell;
let key: string;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	key = await winbell.key('CRM');
	// So that everybody stands on the board on a Monday morning too.
	await record(['mara', 'tomas', 'jonas', 'aiko', 'lena', 'priya', 'oskar', 'nora'], '1');
});

test.afterAll(async () => winbell.stop());

async function stepInto(
	browser: Browser,
	name: string,
	{ path = '/standings', ...options }: BrowserContextOptions & { path?: string } = {}
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({ viewport: PHONE, baseURL: winbell.url, ...options });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto(path);
	return { page, context };
}

async function record(names: string[], value: string): Promise<void> {
	const activities = names.map((name) => ({
		metric: 'demos-held',
		member: `${name}@halden.example`,
		value,
		occurredAt: new Date().toISOString(),
		source: 'screens',
		externalId: crypto.randomUUID()
	}));
	const answer = await fetch(`${winbell.url}/api/v1/activities`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ activities })
	});
	expect(await answer.json()).toMatchObject({ recorded: names.length });
}

/** Nothing for axe to say, in the light and in the dark, and nothing beyond the edge. */
async function clean(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		expect(await faultsOf(page)).toEqual([]);
	}
	const beyond = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(beyond).toBe(0);
}

const place = (page: Page) => page.locator('[data-place]');
const row = (page: Page, name: string) => page.locator('ol > li', { hasText: name });
const amount = async (page: Page, name: string) =>
	Number(await row(page, name).locator('[data-amount]').getAttribute('data-amount'));

test('a board by percent of target: others see percents only, and it moves with a target', async ({
	browser
}) => {
	const rep = await stepInto(browser, 'Aiko Kimura');
	await rep.page.locator('summary', { hasText: 'Board' }).click();
	await rep.page.getByRole('link', { name: '% of target' }).click();
	await expect(rep.page.getByText('Ranked by percent of own target')).toBeVisible();
	await expect(place(rep.page)).toContainText(/of your 1,200/);
	await expect(row(rep.page, 'Mara Silva')).toContainText('%');
	await expect(row(rep.page, 'Mara Silva')).not.toContainText(/1,[0-9]{3}/);
	expect(await rep.page.content()).not.toContain('1800000000000');
	await clean(rep.page);

	const manager = await stepInto(browser, 'Ines Falk', {
		path: '/standings?rank=target',
		viewport: DESK
	});
	await row(manager.page, 'Mara Silva').getByRole('link').click();
	await expect(manager.page.getByRole('complementary')).toContainText(/% of the target 1,800/);
	const before = await amount(rep.page, 'Mara Silva');
	await manager.page.goto('/settings/targets');
	await clean(manager.page);
	await expect(manager.page.getByText('Harbour Crew')).toHaveCount(0);
	const field = manager.page.getByLabel('Mara Silva: points a week');
	await expect(field).toHaveValue('1800');
	await field.fill('a lot');
	await manager.page.getByRole('button', { name: 'Save targets' }).click();
	await expect(manager.page.getByText('Use a plain number above zero')).toBeVisible();
	await field.fill('900');
	await manager.page.getByRole('button', { name: 'Save targets' }).click();
	await expect(manager.page.getByText('One target holds from today')).toBeVisible();
	await expect.poll(() => amount(rep.page, 'Mara Silva')).toBeGreaterThanOrEqual(before * 2 - 1);
	await rep.context.close();
	await manager.context.close();
});

test('the same target for a whole team, and each sees their own on their page', async ({
	browser
}) => {
	const manager = await stepInto(browser, 'Ruben Adeyemi', {
		path: '/settings/targets?metric=demos-held&period=month'
	});
	await manager.page.getByLabel('The same for everybody in Harbour Crew').fill('20');
	await manager.page.getByRole('button', { name: 'Fill in for everybody in Harbour Crew' }).click();
	await manager.page.getByRole('button', { name: 'Save targets' }).click();
	await expect(manager.page.getByText('6 targets hold from today')).toBeVisible();
	await manager.context.close();
	const rep = await stepInto(browser, 'Oskar Berg', { path: '/me' });
	await expect(rep.page.getByText(/% of your month/)).toBeVisible();
	await expect(rep.page.getByText(/of 20 demos held/)).toBeVisible();
	await clean(rep.page);
	await rep.context.close();
});

test('who improved most stands above the plain board and leads to the one by improvement', async ({
	browser
}) => {
	await record(['caio'], '30');
	const { page, context } = await stepInto(browser, 'Aiko Kimura', {
		path: '/standings?team=*',
		viewport: DESK
	});
	await page
		.getByRole('link', { name: /Most improved: Caio Ramos, [\d.]+ times their usual/ })
		.click();
	await expect(page.getByText('against one’s own usual')).toBeVisible();
	await expect(page.locator('ol .name').first()).toHaveText('Caio Ramos');
	await expect(row(page, 'You')).toContainText('usual by now');
	await expect(row(page, 'Nora Blix')).toHaveCount(0);
	await expect(page.getByText(/new here: with three weeks behind them/)).toBeVisible();
	await clean(page);
	await context.close();
});

test('a group has a board of its own; who comes is in it from today', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Ines Falk', { path: '/settings/groups' });
	await page.getByLabel('Name').fill('New this year');
	await page.getByRole('button', { name: 'Make it and pick people' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('New this year');
	await page.getByLabel('Find somebody').fill('lights');
	await page.getByLabel('Lena Tran').check();
	await page.getByLabel('Find somebody').fill('nora');
	await page.getByLabel('Nora Blix').check();
	await clean(page);
	await page.getByRole('button', { name: 'Save who is in it' }).click();
	const card = page.getByRole('region', { name: 'New this year' });
	await expect(card.getByText('since today')).toHaveCount(2);
	await card.getByRole('link', { name: 'Board of New this year' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('New this year');
	await expect(page.locator('ol .name')).toHaveCount(2);
	await context.close();
});

test('every kind of board fits a phone of 320 px', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Aiko Kimura', {
		viewport: { width: 320, height: 640 }
	});
	const boards = [
		'team=*&rank=target',
		'team=*&rank=improvement',
		'group=berlin-office',
		'by=team'
	];
	for (const search of boards) {
		await page.goto(`/standings?${search}`);
		await expect(page.locator('ol > li').first()).toBeVisible();
		const beyond = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(beyond, search).toBe(0);
	}
	await context.close();
});
