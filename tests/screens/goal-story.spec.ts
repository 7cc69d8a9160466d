import type { Browser, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
/** A tap so soon after another is taken for a slip of the same hand. */
const SLIP_MS = 500;

test.describe.configure({ mode: 'serial' });

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

/** A browser of somebody's own, at an address. */
async function as(browser: Browser, name: string, path: string, options = {}): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, baseURL: winbell.url, ...options });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto(path);
	return page;
}

async function expectNoFaults(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await faultsOf(page)).toEqual([]);
	}
}

test('Aiko proposes a goal, and her page says at once that Ines agreed', async ({ browser }) => {
	const aiko = await as(browser, 'Aiko', '/goals/new');
	await expectNoFaults(aiko);
	await expect(aiko.getByLabel('What counts')).toHaveValue('demos-held');
	await aiko.getByLabel('What do you want to reach?').fill('Three demos with a date');
	const much = aiko.getByLabel('How much', { exact: true });
	await much.fill('many');
	await aiko.getByRole('button', { name: 'Set this goal' }).click();
	await expect(much).toBeFocused();
	await much.fill('4');
	await aiko
		.getByLabel('Which goal does it support?')
		.selectOption({ label: '60 qualified demos' });
	await aiko.getByRole('button', { name: 'Set this goal' }).click();
	await expect(aiko.getByText(/^Waits for Ines Falk to agree/)).toBeVisible();
	const ines = await as(browser, 'Ines', new URL(aiko.url()).pathname, { viewport: DESK });
	await expect(ines.getByText(/^Aiko Kimura proposes this goal/)).toBeVisible();
	await expectNoFaults(ines);
	await ines.getByRole('button', { name: 'Agree' }).click();
	await expect(ines.getByRole('heading', { level: 1 })).toBeFocused();
	await expect(aiko.getByText(/^Waits for/)).toHaveCount(0);
	await expect(aiko.getByText('Ines Falk agreed.')).toBeVisible();
	for (const page of [aiko, ines]) await page.context().close();
});

test('a friend joins a goal of a few, taps, and it is reached before everybody’s eyes', async ({
	browser
}) => {
	const aiko = await as(browser, 'Aiko', '/goals/new');
	await aiko.getByLabel('What do you want to reach?').fill('Two hospital coffees');
	await aiko.getByLabel('What counts').selectOption('taps');
	await aiko.getByLabel('How much', { exact: true }).fill('2');
	await aiko.getByText('A few of us').click();
	await expect(aiko.getByText('Others may join by themselves')).toBeVisible();
	await aiko.getByLabel('Which goal does it support?').selectOption('');
	await aiko.getByRole('button', { name: 'Set this goal' }).click();
	await aiko.waitForURL(/\/goals$/);
	await aiko.goto('/goals?of=everyone');
	const link = aiko.getByRole('link', { name: 'Two hospital coffees', exact: true }).first();
	const path = (await link.getAttribute('href'))!;
	await aiko.goto(path);
	const lena = await as(browser, 'Lena', path);
	await lena.getByRole('button', { name: 'Join' }).click();
	await expect(lena.getByRole('heading', { name: 'Who is in' })).toBeFocused();
	await expect(aiko.getByText('Lena Tran joined.')).toBeVisible();
	await expect(aiko.getByText(/^Aiko and Lena · /).first()).toBeVisible();
	for (const note of ['Coffee at St. Anna', 'Coffee at Charité']) {
		await lena.getByLabel(/^What happened/).fill(note);
		await lena.getByRole('button', { name: 'Did one' }).click();
		await expect(aiko.getByText(note)).toBeVisible();
		// Others may read it before her own page has its answer and takes the next.
		await expect(lena.getByLabel(/^What happened/)).toHaveValue('');
		await expect(lena.locator('[aria-busy=true]')).toHaveCount(0);
		await lena.waitForTimeout(SLIP_MS);
	}
	await expect(
		aiko.getByRole('progressbar', { name: 'Two hospital coffees' }).first()
	).toHaveAttribute('aria-valuetext', '2 of 2, reached');
	const takeBack = { name: /^Take one back/ };
	await expect(lena.getByRole('button', takeBack)).toBeVisible();
	await aiko.reload();
	await expect(aiko.getByText('Coffee at Charité')).toBeVisible();
	await expect(aiko.getByRole('button', takeBack)).toHaveCount(0);
	await expectNoFaults(aiko);
	await aiko.getByText('Close this goal').click();
	await aiko.getByLabel('What did you learn?').fill('Coffee opens doors that calls do not.');
	await aiko.getByRole('button', { name: 'Close it with 2' }).click();
	await expect(aiko.getByRole('heading', { name: 'What was learned' })).toBeVisible();
	await lena.goto('/goals/past');
	await expect(lena.getByText('Coffee opens doors that calls do not.')).toBeVisible();
	await expectNoFaults(lena);
	await lena.goto('/goals/reviews');
	await expectNoFaults(lena);
	for (const page of [aiko, lena]) await page.context().close();
});

test('whoever is put into a goal of a few says whether they are in', async ({ browser }) => {
	const aiko = await as(browser, 'Aiko', '/goals/new');
	await aiko.getByLabel('What do you want to reach?').fill('Three letters by hand');
	await aiko.getByLabel('What counts').selectOption('taps');
	await aiko.getByLabel('How much', { exact: true }).fill('3');
	await aiko.getByText('A few of us').click();
	for (const name of ['Jonas Okafor', 'Mara Silva']) await aiko.getByLabel(name).check();
	await aiko.getByLabel('Which goal does it support?').selectOption('');
	await aiko.getByRole('button', { name: 'Set this goal' }).click();
	await aiko.waitForURL(/\/goals$/);
	await aiko.goto('/goals?of=everyone');
	const link = aiko.getByRole('link', { name: 'Three letters by hand', exact: true }).first();
	const path = (await link.getAttribute('href'))!;
	for (const [name, answer] of [
		['Jonas', 'I am in'],
		['Mara', 'Step out']
	] as const) {
		const page = await as(browser, name, path);
		const asked = page.getByRole('region', { name: 'Are you in?' });
		await expect(asked).toContainText('Aiko Kimura put you in.');
		await expectNoFaults(page);
		await asked.getByRole('button', { name: answer }).click();
		await expect(page.getByRole('heading', { name: 'Who is in' })).toBeFocused();
		await expect(asked).toHaveCount(0);
		await page.context().close();
	}
	await aiko.goto(path);
	await expect(aiko.getByText(/^Aiko and Jonas · /).first()).toBeVisible();
	await aiko.context().close();
});

test('Mara asks to support more with her goal and Lena to help: both are read as they are asked and answered', async ({
	browser
}) => {
	const mara = await as(browser, 'Mara', '/goals/new');
	await mara.getByLabel('What do you want to reach?').fill('Ten calls before ten');
	await mara.getByLabel('What counts').selectOption('taps');
	await mara.getByLabel('How much', { exact: true }).fill('10');
	await mara.getByLabel('Which goal does it support?').selectOption('');
	await mara.getByRole('button', { name: 'Set this goal' }).click();
	await mara.waitForURL(/\/goals$/);
	await mara.getByRole('link', { name: 'Ten calls before ten', exact: true }).first().click();
	await mara.getByText('Put it under another goal').click();
	await mara
		.getByLabel('Which goal does it support?')
		.selectOption({ label: '60 qualified demos' });
	await mara.getByRole('button', { name: 'Put it there' }).click();
	await expect(mara.getByText(/^Waits for Ines: under “60 qualified demos”/)).toBeVisible();
	const { pathname } = new URL(mara.url());
	const ines = await as(browser, 'Ines', pathname);
	await expect(
		ines.getByText(/^Mara Silva wants to move it under “60 qualified demos”/)
	).toBeVisible();

	await mara.getByText('Ask somebody for help').click();
	await mara.getByLabel('Whom?').selectOption({ label: 'Lena Tran' });
	await mara.getByLabel('What would help?').fill('Could you call beside me on Monday?');
	await mara.getByRole('button', { name: 'Ask', exact: true }).click();
	await expect(mara.getByText('No answer yet.')).toBeVisible();
	await expect(mara.getByLabel('Whom?')).toBeHidden();
	const lena = await as(browser, 'Lena', pathname);
	await lena.getByRole('button', { name: 'Yes, I help' }).click();
	await expect(mara.getByText('Lena Tran says yes.')).toBeVisible();
	for (const page of [mara, ines, lena]) await page.context().close();
});

test('a goal can be set where no script runs', async ({ browser }) => {
	const page = await as(browser, 'Oskar', '/goals/new', { javaScriptEnabled: false });
	await page.getByLabel('What do you want to reach?').fill('Four calls before ten');
	await page.getByLabel('What counts').selectOption('taps');
	await page.getByLabel('How much', { exact: true }).fill('4');
	await page.getByText('Other days').click();
	await expect(page.getByLabel('Until')).toBeVisible();
	await page.getByLabel('Which goal does it support?').selectOption('');
	await page.getByRole('button', { name: 'Set this goal' }).click();
	await page.waitForURL(/\/goals$/);
	await expect(page.getByRole('link', { name: 'Four calls before ten' }).first()).toBeVisible();
	await page.context().close();
});
