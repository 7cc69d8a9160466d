import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { daytime } from './daytime.ts';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const TV = { width: 1920, height: 1080 };
const DESK = { width: 1440, height: 900 };

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

/** A browser of somebody's own. */
async function as(
	browser: Browser,
	name: string,
	path: string,
	options: BrowserContextOptions = {}
): Promise<Page> {
	const context = await browser.newContext({
		viewport: PHONE,
		baseURL: winbell.url,
		timezoneId: daytime(),
		...options
	});
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto(path);
	if (path === '/moments') await expect(page.getByText('Live', { exact: true })).toBeVisible();
	return page;
}

async function expectNoFaults(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await faultsOf(page)).toEqual([]);
	}
}

async function expectFits(page: Page): Promise<void> {
	await page.setViewportSize({ width: 320, height: 700 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.setViewportSize(PHONE);
}

async function choose(page: Page, name: string): Promise<void> {
	await page.getByRole('searchbox', { name: 'Search by name or team' }).fill(name);
	await page.getByRole('searchbox').press('Enter');
}

/** A TV of the demo team's office. */
async function pairedTv(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ viewport: TV, baseURL: winbell.url });
	const tv = await context.newPage();
	await tv.goto('/tv');
	const code = await tv.getByLabel(/^The code is/).textContent();
	const ines = await as(browser, 'Ines', `/settings/displays?code=${code}`);
	await ines.getByRole('button', { name: 'Pair the TV' }).click();
	await expect(tv.locator('main[data-live="live"]')).toBeVisible();
	await ines.context().close();
	return tv;
}

/** What waits its ten seconds is said at once; on a crowded machine they may have passed already. */
async function sayNow(page: Page): Promise<void> {
	const now = page.getByRole('button', { name: /^(Ring|Say) it now$/ }).first();
	const said = page.getByRole('heading', { name: /^The bell rang|will find your words$/ });
	await expect(now.or(said).first()).toBeVisible();
	if (await now.isVisible()) await now.click({ timeout: 12_000 }).catch(() => undefined);
}

const card = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });

test('Ines rings the bell for Lena, and everybody hears it at once', async ({ browser }) => {
	const ines = await as(browser, 'Ines', '/recognise');
	const aiko = await as(browser, 'Aiko', '/moments');
	await choose(ines, 'lena');
	await expect(ines.getByRole('button', { name: 'Leave out Lena Tran' })).toBeVisible();
	await ines.getByText('Craft', { exact: true }).click();
	await ines.getByText('Closer', { exact: true }).click();
	const sentence = ines.getByLabel('Say what happened');
	await sentence.fill('Great job!');
	await expect(ines.getByText('Kind words. What exactly did Lena do?')).toBeVisible();
	await sentence.fill('You prepared the Larkspur demo twice and answered every question.');
	await expect(ines.getByText('Lena will know exactly what to repeat')).toBeVisible();
	await expectNoFaults(ines);
	await expectFits(ines);
	await ines.getByRole('button', { name: 'Ring the bell for Lena' }).click();
	await expect(ines.getByRole('heading', { name: 'The bell is about to ring' })).toBeFocused();
	await expect(card(aiko, 'Larkspur demo')).toHaveCount(0);
	const rung = Promise.all([
		expect(aiko.locator('.celebration')).toContainText('Lena Tran earned Closer'),
		expect(aiko.getByText('Lena Tran earned Closer.')).toHaveCount(1)
	]);
	await sayNow(ines);
	await rung;
	await expect(ines.getByRole('heading', { name: 'The bell rang for Lena' })).toBeFocused();

	const moment = card(aiko, 'Larkspur demo');
	await expect(moment.getByRole('heading')).toHaveText('Lena Tran earned Closer');
	await expect(moment).toContainText('From Ines Falk, for craft');
	await expect(aiko.locator('.celebration')).toBeHidden();

	await ines.getByRole('link', { name: 'See it in Moments' }).click();
	await expect(card(ines, 'Larkspur demo')).toBeVisible();
	for (const page of [ines, aiko]) await page.context().close();
});

test('a cheer is one tap for all to see, another one takes it back, and it plays nothing again', async ({
	browser
}) => {
	const aiko = await as(browser, 'Aiko', '/moments');
	const oskar = await as(browser, 'Oskar', '/moments');
	const lena = await as(browser, 'Lena', '/moments');
	const bell = card(aiko, 'Larkspur demo').getByRole('button', { name: /^Ring the bell/ });
	await bell.click();
	await expect(bell).toHaveAttribute('aria-pressed', 'true');
	const seen = card(oskar, 'Larkspur demo').getByRole('button', { name: /^Ring the bell/ });
	await expect(seen).toHaveAccessibleName('Ring the bell for Lena Tran, 1 so far');
	await expect(seen).toHaveAttribute('aria-pressed', 'false');
	await seen.click();
	await expect(bell).toHaveAccessibleName('Ring the bell for Lena Tran, 2 so far');
	await expect(card(lena, 'Larkspur demo').getByRole('button')).toHaveCount(0);
	await expect(card(lena, 'Larkspur demo').getByRole('list', { name: 'Cheers' })).toContainText(
		'2'
	);
	await bell.click();
	await expect(bell).toHaveAttribute('aria-pressed', 'false');
	await expect(seen).toHaveAccessibleName('Ring the bell for Lena Tran, 1 so far');
	await expect(aiko.locator('.celebration')).toHaveCount(0);
	await expectNoFaults(aiko);
	await expectFits(aiko);
	for (const page of [aiko, oskar, lena]) await page.context().close();
});

test('with less motion a win lights up and throws nothing', async ({ browser }) => {
	const calm = { reducedMotion: 'reduce' } as const;
	const aiko = await as(browser, 'Aiko', '/moments', calm);
	const priya = await as(browser, 'Priya', '/recognise');
	await choose(priya, 'emil');
	await expect(priya.getByText('Badge, if it deserves one')).toHaveCount(0);
	await priya.getByText('Lifting others', { exact: true }).click();
	await priya.getByLabel('Say what happened').fill('You shared the Fennick contract in an hour.');
	await priya.getByRole('button', { name: 'Ring the bell for Emil' }).click();
	const lit = expect(aiko.locator('.celebration')).toContainText('Emil Vogt was thanked for', {
		timeout: 15_000
	});
	await sayNow(priya);
	await lit;
	await expect(aiko.locator('canvas')).toHaveCount(0);
	await expect(aiko.locator('.celebration')).toBeHidden();
	for (const page of [aiko, priya]) await page.context().close();
});

test('what is said to one person stays between the two', async ({ browser }) => {
	const oskar = await as(browser, 'Oskar', '/recognise');
	await choose(oskar, 'aiko');
	await oskar.getByText('Courage', { exact: true }).click();
	await oskar
		.getByLabel('Say what happened')
		.fill('You told me about the Grimsel call, thank you.');
	await oskar.getByText('Only Aiko').click();
	await expect(oskar.getByLabel('Feed')).not.toBeChecked();
	await expect(oskar.getByLabel('TV')).not.toBeChecked();
	await oskar.getByRole('button', { name: 'Say it to Aiko' }).click();
	await sayNow(oskar);
	await expect(oskar.getByRole('heading', { name: 'Aiko will find your words' })).toBeVisible();

	const aiko = await as(browser, 'Aiko', '/me');
	await expect(aiko.getByText('Grimsel call')).toBeVisible();
	await expect(aiko.getByText('only you see this')).toBeVisible();
	await aiko.goto('/moments');
	await expect(aiko.getByText('Grimsel call')).toHaveCount(0);

	const greta = await as(browser, 'Greta', '/standings');
	await greta.goto(new URL(await ownPage(aiko)).pathname);
	await expect(greta.getByRole('heading', { level: 1 })).toHaveText('Aiko Kimura');
	await expect(greta.getByText('Grimsel call')).toHaveCount(0);
	await expect(greta.getByRole('link', { name: 'Recognise Aiko' })).toBeVisible();
	await expect(greta.getByRole('button', { name: /Sign out/ })).toHaveCount(0);
	for (const page of [oskar, aiko, greta]) await page.context().close();
});

test('Oskar undoes, says it better, edits it and takes it back: Lena, her manager and the TV follow', async ({
	browser
}) => {
	const tv = await pairedTv(browser);
	const lena = await as(browser, 'Lena', '/moments');
	const ines = await as(browser, 'Ines', '/moments');
	const oskar = await as(browser, 'Oskar', '/recognise');
	await choose(oskar, 'lena');
	await oskar.getByText('Courage', { exact: true }).click();
	await oskar.getByLabel('Say what happened').fill('You told Tarn & Sons the truth about pricing.');
	await oskar.getByLabel('The goal it served').selectOption({ label: '60 qualified demos' });
	await oskar.getByRole('button', { name: 'Ring the bell for Lena' }).click();
	await oskar.getByRole('button', { name: 'Undo' }).click();
	await expect(oskar.getByText('Taken back. Here are your words')).toBeVisible();
	const sentence = oskar.getByLabel('Say what happened');
	await expect(sentence).toHaveValue(/Tarn & Sons/);
	await sentence.fill('You told Tarn & Sons the truth about the price, and they stayed.');
	await oskar.getByRole('button', { name: 'Ring the bell for Lena' }).click();
	const took = expect(tv.locator('.takeover')).toContainText('Lena Tran', { timeout: 15_000 });
	await sayNow(oskar);
	await took;
	for (const page of [lena, ines]) {
		await expect(card(page, 'and they stayed')).toContainText('60 qualified demos');
		await expect(card(page, 'truth about pricing')).toHaveCount(0);
	}

	await oskar.goto('/recognise');
	await expectFits(oskar);
	await oskar.getByRole('link', { name: 'Change or take back' }).first().click();
	// The page before has a craft and a sentence too.
	await expect(oskar.getByRole('heading', { name: 'Say it in other words' })).toBeVisible();
	await oskar.getByText('Craft', { exact: true }).click();
	await oskar.getByLabel('Say what happened').fill('You told Tarn & Sons the truth, twice.');
	await expectNoFaults(oskar);
	await expectFits(oskar);
	await oskar.getByRole('button', { name: 'Save the words' }).click();
	for (const page of [lena, ines]) {
		await expect(card(page, 'the truth, twice')).toContainText('edited');
		await expect(card(page, 'the truth, twice')).toContainText('was thanked for craft');
		await expect(card(page, 'and they stayed')).toHaveCount(0);
	}
	await oskar.getByRole('button', { name: 'Take it back' }).click();
	for (const page of [lena, ines]) await expect(card(page, 'Tarn & Sons')).toHaveCount(0);
	await expect(tv.getByText('was thanked for craft')).toHaveCount(0);
	await expect(oskar.getByRole('heading', { name: 'Recognise someone' })).toBeVisible();
	for (const page of [tv, lena, ines, oskar]) await page.context().close();
});

test('Greta sets a huddle and a value; what Aiko keeps for it waits, and the same words stay small', async ({
	browser
}) => {
	const greta = await as(browser, 'Greta', '/settings/values');
	await greta.getByLabel('Name of the new value').fill('Calm');
	await greta.getByRole('button', { name: 'Add it' }).click();
	await expect(greta.getByRole('button', { name: 'Archive Calm' })).toBeVisible();
	for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'])
		await greta.getByLabel(day).check();
	await greta.getByRole('button', { name: 'Save how you thank' }).click();
	await expect(greta.getByText('Saved.')).toBeVisible();
	await expectNoFaults(greta);
	await expectFits(greta);

	const words = 'You kept your voice down while Larkspur lost theirs.';
	const aiko = await as(browser, 'Aiko', '/recognise');
	await choose(aiko, 'tomas');
	await aiko.getByText('Calm', { exact: true }).click();
	await aiko.getByLabel('Say what happened').fill(words);
	await aiko.getByText(/^At the huddle/).click();
	await aiko.getByRole('button', { name: 'Keep it for the huddle' }).click();
	await expect(aiko.getByRole('heading', { name: 'It waits for the huddle' })).toBeFocused();
	await expectNoFaults(aiko);
	await aiko.goto('/recognise');
	await expect(aiko.getByRole('region', { name: 'Waiting to be said' })).toContainText(words);
	await expectNoFaults(aiko);

	await choose(aiko, 'jonas');
	await aiko.getByText('Calm', { exact: true }).click();
	await aiko.getByLabel('Say what happened').fill(words);
	await aiko.getByRole('button', { name: 'Ring the bell for Jonas' }).click();
	await expect(aiko.getByText('You said this before, so it goes to Jonas alone.')).toBeVisible();
	await sayNow(aiko);
	await aiko.goto('/moments');
	await expect(card(aiko, 'Larkspur lost theirs')).toHaveCount(0);
	for (const page of [greta, aiko]) await page.context().close();
});

test('Aiko’s page leads with her own progress, and signs her out', async ({ browser }) => {
	const aiko = await as(browser, 'Aiko', '/me');
	await expect(aiko.getByRole('heading', { level: 1 })).toHaveText('Aiko Kimura');
	await expect(aiko.getByText('The line is your own average.')).toBeVisible();
	await expect(aiko.locator('[aria-labelledby="progress"] rect')).toHaveCount(12);
	await expect(aiko.getByText(/Week of .*the best one/)).toHaveCount(1);
	await expect(aiko.getByText('biggest deal')).toBeVisible();
	await expect(aiko.getByRole('heading', { name: 'Badges' })).toBeVisible();
	await expectNoFaults(aiko);
	await expectFits(aiko);
	await aiko.setViewportSize(DESK);
	await expectNoFaults(aiko);
	await aiko.getByRole('button', { name: 'Sign out here' }).click();
	await aiko.waitForURL(/\/login/);
	await aiko.goto('/me');
	await expect(aiko).toHaveURL(/\/login/);
	await aiko.context().close();
});

async function ownPage(page: Page): Promise<string> {
	await page.goto('/me');
	return page.url();
}
