import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const REPS = [
	'mara',
	'tomas',
	'jonas',
	'aiko',
	'lena',
	'priya',
	'oskar',
	'sana',
	'emil',
	'hana',
	'caio',
	'nora'
];
const DESK = { width: 1440, height: 900 };

let winbell: DemoWinbell;
let key: string;
let sent = 0;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	const walkIns = ['--key', 'walk-ins', '--name', 'Walk-ins', '--unit', 'count', '--points', '5'];
	await winbell.command(['metric', 'create', '--org', winbell.slug, ...walkIns]);
	key = await winbell.key('CRM', 'activities:write,boards:read');
	// So that the board looks alike on a Monday morning and on a Friday.
	for (const name of REPS) await record(name, 'demos-held');
	await record('mara', 'deals-won', '50');
});

test.afterAll(async () => winbell.stop());

/** Somebody of the demo team, on a screen of their own. */
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

/** An activity that comes in by the API, now. */
async function record(firstName: string, metric: string, value = '1'): Promise<void> {
	const activity = {
		metric,
		member: `${firstName.toLowerCase()}@halden.example`,
		value,
		occurredAt: new Date().toISOString(),
		source: 'screens',
		externalId: `standings-${++sent}`
	};
	const answer = await fetch(`${winbell.url}/api/v1/activities`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ activities: [activity] })
	});
	expect(await answer.json()).toMatchObject({ recorded: 1, rejected: [], unresolved: [] });
}

const live = (page: Page) => expect(page.getByRole('status').getByText('Live')).toBeVisible();
const place = (page: Page) => page.locator('[data-place]');

/** Names on the board as they stand, top to bottom, without those a small screen leaves out. */
async function names(page: Page): Promise<string[]> {
	return page.locator('ol .name:visible').allTextContents();
}

async function clean(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

test('a rep sees their place, the gap and what closes it, among their neighbours', async ({
	browser
}) => {
	const { page, context } = await stepInto(browser, 'Aiko Kimura', { path: '/standings?team=*' });
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Halden & Co');
	await expect(place(page)).toContainText('of 12');
	await expect(place(page)).toContainText(/\d points to pass [^.]+\. .+ (does|do) it\./);
	const around = await names(page);
	expect(around).toContain('You');
	expect(around.length).toBeLessThan(12);
	await page.getByRole('link', { name: 'Whole board' }).click();
	await expect(page.getByRole('link', { name: 'Around you' })).toBeVisible();
	expect(await names(page)).toHaveLength(12);
	await clean(page);
	await context.close();
});

test('a board is chosen by links: they work before any script does', async ({ browser }) => {
	const { context } = await stepInto(browser, 'Aiko Kimura');
	const state = await context.storageState();
	await context.close();
	const still = await browser.newContext({
		viewport: PHONE,
		javaScriptEnabled: false,
		storageState: state
	});
	const page = await still.newPage();
	await page.goto(`${winbell.url}/standings`);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northern Lights');
	await page.getByRole('link', { name: 'Month', exact: true }).click();
	await page.getByRole('link', { name: 'Earlier month' }).click();
	await expect(page).toHaveURL(/period=month&at=/);
	await page.getByRole('link', { name: 'Demos held' }).click();
	await expect(page).toHaveURL(/metric=demos-held&period=month&at=/);
	await page.locator('ol a.line').first().click();
	await expect(page).toHaveURL(/\/figure\?metric=demos-held&from=.*&team=northern-lights/);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(/^Where .* from$/);
	await page.goBack();
	await page.locator('summary', { hasText: 'Board' }).click();
	await page.getByRole('link', { name: 'Teams side by side' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teams side by side');
	await expect(page.locator('ol')).toContainText(/demos held in all/);
	await page.locator('summary', { hasText: 'Board' }).click();
	const boards = page.getByRole('navigation', { name: 'Whose board' });
	await boards.getByRole('link', { name: 'Harbour Crew' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour Crew');
	await still.close();
});

test('a win moves a phone and a desk: values, places, and a sentence for those who listen', async ({
	browser
}) => {
	const phone = await stepInto(browser, 'Aiko Kimura');
	const desk = await stepInto(browser, 'Nora Blix', { viewport: DESK });
	for (const { page } of [phone, desk]) {
		await page.goto(`${winbell.url}/standings?team=*`);
		await live(page);
	}
	const before = Number(await place(phone.page).getAttribute('data-place'));
	expect(before).toBeGreaterThan(1);
	for (let i = 0; i < 3; i++) await record('Aiko', 'deals-won', '40');
	await expect(place(phone.page)).toHaveAttribute('data-place', '1');
	await expect(place(phone.page)).toContainText('ahead of');
	await expect(desk.page.locator('ol .name').first()).toHaveText('Aiko Kimura');
	await expect(phone.page.locator('[data-news]')).toContainText('You are now 1st');
	await expect(desk.page.locator('[data-news]')).toContainText('Aiko Kimura is in first place.');
	await phone.context.close();
	await desk.context.close();
});

/** Counts, frame by frame from now on, rows that travel and rows that are lit. */
async function watchRows(page: Page): Promise<() => Promise<{ travelled: number; lit: number }>> {
	await page.evaluate(() => {
		const seen = { travelled: 0, lit: 0 };
		Object.assign(window, { seen });
		const travels = (row: Element) => getComputedStyle(row).transform !== 'none';
		function look() {
			const rows = [...document.querySelectorAll('#content ol > li')];
			seen.travelled += rows.filter(travels).length;
			seen.lit += rows.filter((row) => row.classList.contains('changed')).length;
			requestAnimationFrame(look);
		}
		look();
	});
	return () =>
		page.evaluate(() => (window as unknown as { seen: { travelled: number; lit: number } }).seen);
}

test('rows travel to their new place', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Emil Vogt', { viewport: DESK });
	await live(page);
	const seen = await watchRows(page);
	await record('Emil', 'deals-won', '90');
	await expect(place(page)).toHaveAttribute('data-place', '1');
	await expect.poll(async () => (await seen()).travelled).toBeGreaterThan(0);
	await context.close();
});

test('reduced motion: nothing travels, what changed is lit', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Lena Tran', { reducedMotion: 'reduce' });
	await live(page);
	const seen = await watchRows(page);
	await record('Lena', 'deals-won', '300');
	await expect(place(page)).toHaveAttribute('data-place', '1');
	await expect.poll(async () => (await seen()).lit).toBeGreaterThan(0);
	await expect(page.locator('li.changed')).toHaveCount(0);
	expect((await seen()).travelled).toBe(0);
	await context.close();
});

test('a figure opens to its activities by keyboard, adds up, and follows the board', async ({
	browser
}) => {
	const { page, context } = await stepInto(browser, 'Oskar Berg', { viewport: DESK });
	await live(page);
	const mine = page.locator('li.me a');
	await mine.focus();
	await page.keyboard.press('Enter');
	const panel = page.getByRole('complementary', { name: 'Behind a figure' });
	await expect(panel.getByRole('heading', { name: /Where your .+ come from/ })).toBeFocused();
	const figure = () => mine.locator('[data-amount]').getAttribute('data-amount');
	await expect(panel.locator('[data-sum]')).toHaveAttribute('data-sum', (await figure())!);
	await expect(panel).toContainText('rule 1');
	await record('Oskar', 'demos-held', '2');
	await expect(panel).toContainText('2 demos held');
	await expect(panel).toContainText(/screens standings-\d+ · API key CRM/);
	await expect(panel.locator('[data-sum]')).toHaveAttribute('data-sum', (await figure())!);
	await clean(page);
	await panel.getByRole('link', { name: 'Close' }).click();
	await expect(panel).toHaveCount(0);
	await expect(mine).toBeFocused();
	await context.close();
});

test('a rep adds an activity, the manager takes it back, and both stay visible', async ({
	browser
}) => {
	const rep = await stepInto(browser, 'Priya Desai');
	await live(rep.page);
	const value = rep.page.locator('li.me [data-amount]');
	const before = BigInt((await value.getAttribute('data-amount'))!);
	await rep.page.getByRole('link', { name: 'Add an activity' }).click();
	const form = rep.page.getByRole('dialog');
	await form.getByLabel('What').selectOption('demos-held');
	await form.getByLabel('How many').fill('half');
	await form.getByRole('button', { name: 'Add it' }).click();
	await expect(form).toContainText('Use a number like 4.');
	await form.getByLabel('How many').fill('');
	await expect(form.getByLabel('How many')).toHaveValue('');
	await form.getByLabel('How many').fill('2');
	await form.getByLabel('Note').fill('Brightline');
	await clean(rep.page);
	await form.getByRole('button', { name: 'Add it' }).click();
	await expect(form).toHaveCount(0);
	await expect(value).toHaveAttribute('data-amount', String(before + 200_000_000_000n));

	const manager = await stepInto(browser, 'Ines Falk', { viewport: DESK });
	await manager.page
		.locator('ol')
		.getByRole('link', { name: /Priya Desai/ })
		.click();
	const panel = manager.page.getByRole('complementary', { name: 'Behind a figure' });
	const entry = panel.locator('li', { hasText: 'Brightline, 2 demos held' }).first();
	await expect(entry).toContainText('by hand · Priya Desai');
	await entry.getByText('Take back').click();
	await entry.getByLabel(/Why/).fill('no');
	await entry.getByRole('button', { name: 'Take it back' }).click();
	await expect(entry.getByLabel(/Why/)).toBeFocused();
	await expect(entry.getByLabel(/Why/)).toHaveAccessibleDescription(/./);
	await entry.getByLabel(/Why/).fill('The same two were in the calendar.');
	await entry.getByRole('button', { name: 'Take it back' }).click();
	await expect(panel).toContainText('Taken back: 2 demos held');
	await expect(panel).toContainText('The same two were in the calendar.');
	await expect(entry).toContainText('taken back');
	await expect(value).toHaveAttribute('data-amount', String(before));
	await entry.getByRole('link', { name: 'Count it again' }).click();
	const why = manager.page.getByLabel('Why? The person will read it.');
	await why.fill('no');
	await manager.page.getByRole('button', { name: 'Count it again' }).click();
	await expect(why).toBeFocused();
	await expect(why).toHaveAccessibleDescription(/./);
	await rep.context.close();
	await manager.context.close();
});

test('a rep takes back their own typo and records it right; what the CRM brought they question', async ({
	browser
}) => {
	const { page, context } = await stepInto(browser, 'Tomás Benítez');
	await live(page);
	const value = page.locator('li.me [data-amount]');
	const before = BigInt((await value.getAttribute('data-amount'))!);
	await page.getByRole('link', { name: 'Add an activity' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('What').selectOption('demos-held');
	await sheet.getByLabel('How many').fill('20');
	await sheet.getByLabel('Note').fill('Kestrel');
	await sheet.getByRole('button', { name: 'Add it' }).click();
	await expect(value).toHaveAttribute('data-amount', String(before + 2_000_000_000_000n));
	await page.locator('li.me a').click();
	await expect(sheet.getByText(/^What you typed in today you take back yourself/)).toBeVisible();
	const sent = sheet.locator('li', { hasText: 'API key CRM' }).first();
	await expect(sent.getByText('Question this')).toBeVisible();
	await expect(sent.getByText('I typed it wrong')).toHaveCount(0);
	const typo = sheet.locator('li', { hasText: 'Kestrel, 20 demos held' });
	await typo.getByText('I typed it wrong').click();
	await clean(page);
	await typo.getByRole('button', { name: 'Take it back' }).click();
	await expect(sheet.getByRole('heading', { name: 'Record it right' })).toBeVisible();
	await expect(value).toHaveAttribute('data-amount', String(before));
	await expect(sheet.getByLabel('How many')).toHaveValue('20');
	await expect(sheet.getByLabel('Note')).toHaveValue('Kestrel');
	await sheet.getByLabel('How many').fill('2');
	await sheet.getByRole('button', { name: 'Record it right' }).click();
	await expect(sheet).toHaveCount(0);
	await expect(value).toHaveAttribute('data-amount', String(before + 200_000_000_000n));
	await page.goBack();
	const trail = sheet.locator('li', { hasText: 'Taken back: 20 demos held' });
	await expect(trail).toContainText('Tomás Benítez');
	await expect(page.getByRole('heading', { name: 'Record it right' })).toHaveCount(0);
	await context.close();
});

test('without a script a rep adds demos, takes the typo back and records it right', async ({
	browser
}) => {
	const { page, context } = await stepInto(browser, 'Aiko Kimura', { javaScriptEnabled: false });
	const said = (words: string) => page.getByRole('status').filter({ hasText: words });
	await page.getByRole('link', { name: 'Add an activity' }).click();
	await expect(page.getByRole('heading', { name: 'Add an activity' })).toBeVisible();
	await page.getByLabel('What', { exact: true }).selectOption('demos-held');
	await expect(page.getByText('Connecting…')).toBeHidden();
	await page.getByLabel('How many').fill('20');
	await page.getByLabel('Note').fill('Lakeside');
	await page.getByRole('button', { name: 'Add it' }).click();
	await expect(said('Added. It counts from now on.')).toBeVisible();
	await page.getByRole('link', { name: 'Back to the board' }).click();
	await page.locator('li.me a').click();
	const typo = page.locator('li', { hasText: 'Lakeside, 20 demos held' });
	await typo.getByText('I typed it wrong').click();
	await typo.getByRole('button', { name: 'Take it back' }).click();
	await expect(said('It is taken back.')).toBeVisible();
	await expect(page.getByLabel('What', { exact: true })).toHaveValue('demos-held');
	await expect(page.getByLabel('Note')).toHaveValue('Lakeside');
	await page.getByLabel('How many').fill('2');
	await page.getByRole('button', { name: 'Record it right' }).click();
	await expect(said('Recorded right. It counts from now on.')).toBeVisible();
	await page.getByRole('link', { name: 'Back to where you were' }).click();
	await expect(page.locator('li', { hasText: 'Taken back: 20 demos held' })).toBeVisible();
	await expect(page.locator('li', { hasText: 'Lakeside, 2 demos held' })).toBeVisible();
	await context.close();
});

test('the page says when it is not live, and from when it is', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Sana Noor');
	await live(page);
	await context.setOffline(true);
	await expect(page.getByRole('status').getByText(/Offline, as of \d\d:\d\d/)).toBeVisible({
		timeout: 40_000
	});
	await context.setOffline(false);
	await live(page);
	await context.close();
});

test('a board that nobody is on yet says what to do first', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Caio Ramos', {
		path: '/standings?metric=walk-ins&team=harbour-crew'
	});
	await expect(page.getByRole('heading', { name: 'Nobody is on this board yet' })).toBeVisible();
	await expect(page.getByText('One walk-in puts you on it.')).toBeVisible();
	await clean(page);
	await context.close();
});

test('an admin changes what counts; a rep can only read it', async ({ browser }) => {
	const admin = await stepInto(browser, 'Greta Lindqvist', {
		path: '/settings/metrics',
		viewport: DESK
	});
	await expect(admin.page.getByText('1 point per €100')).toBeVisible();
	await clean(admin.page);
	await admin.page.getByRole('link', { name: 'New metric' }).click();
	await admin.page.getByLabel('Name').fill('Referrals asked');
	await admin.page.getByLabel('Points', { exact: true }).fill('0.0000001');
	await admin.page.getByRole('button', { name: 'Start counting' }).click();
	await expect(admin.page.getByText('with six decimals at most')).toBeVisible();
	await admin.page.getByLabel('Points', { exact: true }).fill('12.5');
	await expect(admin.page.getByText('That is 12.5 points each.')).toBeVisible();
	await clean(admin.page);
	await admin.page.getByRole('button', { name: 'Start counting' }).click();
	await admin.page.getByRole('link', { name: 'Referrals asked' }).click();
	await admin.page.getByLabel(/Daily cap/).fill('8');
	await admin.page.getByRole('button', { name: 'Save' }).click();
	await expect(admin.page.locator('#content').getByRole('status')).toContainText(
		'The new rule holds from today.'
	);
	await admin.page.getByText('Put this metric away').click();
	await admin.page.getByRole('button', { name: 'Put Referrals asked away' }).click();
	await expect(admin.page.getByText('Referrals asked')).toHaveCount(0);
	await admin.context.close();

	const rep = await stepInto(browser, 'Hana Mori', { path: '/settings/metrics' });
	await expect(rep.page.getByText('1 point per €100')).toBeVisible();
	await expect(rep.page.getByRole('link', { name: 'New metric' })).toHaveCount(0);
	expect((await rep.page.goto(`${winbell.url}/settings/metrics/new`))!.status()).toBe(403);
	await rep.context.close();
});

test('it fits a phone of 320 px and never scrolls sideways', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Tomás Benítez', {
		viewport: { width: 320, height: 640 }
	});
	for (const search of [
		'',
		'?team=*&view=whole',
		'?by=team&period=quarter',
		'?metric=revenue&period=month'
	]) {
		await page.goto(`${winbell.url}/standings${search}`);
		const beyond = await page.evaluate(
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth
		);
		expect(beyond, search).toBe(0);
	}
	await context.close();
});
