import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
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

async function clean(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

/** How much the bar says is waiting. */
async function waitingFor(page: Page): Promise<number> {
	const place = page.getByRole('link', { name: /^Goals/ });
	return Number(/\d+/.exec((await place.textContent()) ?? '')?.[0] ?? 0);
}

/** The part of the form that is open. */
async function writeOne(page: Page, title: string, target: string): Promise<void> {
	const part = page.locator('details[open]').last();
	await part.getByLabel('What', { exact: true }).fill(title);
	await part.getByLabel('What it means').fill('In their calendar before you meet.');
	await part.getByLabel('Counted by').selectOption('First meetings');
	await part.getByLabel('Target').fill(target);
	await part.getByLabel('When it is met').fill('You choose your own list.');
	await part.getByLabel('When it is missed').fill('We look at ten calls together.');
}

test('a manager writes a card, the rep’s phone shows it at once, a tap and a change follow', async ({
	browser
}) => {
	const mara = await stepInto(browser, 'Mara Silva');
	await mara.page.getByRole('link', { name: 'Me', exact: true }).click();
	await expect(mara.page.getByRole('heading', { level: 1 })).toHaveText('Mara Silva');

	const before = await waitingFor(mara.page);

	const ines = await stepInto(browser, 'Ines Falk', { viewport: DESK });
	await ines.page.getByRole('link', { name: 'Expectations' }).click();
	await clean(ines.page);
	await ines.page.getByRole('link', { name: /Mara Silva/ }).click();
	await writeOne(ines.page, 'First meetings that count', 'four');
	await clean(ines.page);
	await ines.page.getByRole('button', { name: 'Give Mara this card' }).click();
	await expect(ines.page.getByText('Use a plain number').first()).toBeVisible();
	await ines.page.getByLabel('Target').first().fill('4');
	await ines.page.getByRole('button', { name: 'Give Mara this card' }).click();
	await expect(ines.page.getByText(/One thing is a fine start/)).toBeVisible();

	const waiting = mara.page.getByRole('link', { name: /Ines Falk wrote down what is expected/ });
	await expect(waiting).toBeVisible();
	await expect.poll(() => waitingFor(mara.page)).toBe(before + 1);
	await waiting.click();
	const card = mara.page.getByRole('region', { name: 'The card' });
	await expect(card).toContainText('4 first meetings a week');
	await clean(mara.page);
	await mara.page.getByRole('button', { name: 'I have read it' }).click();
	await expect(mara.page.getByText(/noted that you have read it/)).toBeVisible();
	await expect.poll(() => waitingFor(mara.page)).toBe(before);
	await expect(ines.page.locator('.lead')).toContainText('Read by Mara');

	await ines.page.getByRole('link', { name: 'Change the card' }).click();
	await ines.page.locator('summary', { hasText: 'First meetings that count' }).click();
	await ines.page.getByLabel('Target').first().fill('5');
	await ines.page.getByRole('button', { name: /ask Mara for a tap/ }).click();
	const news = mara.page.getByRole('region', { name: 'What is new since your tap' });
	await expect(news).toContainText('4 first meetings a week');
	await expect(news).toContainText('5 first meetings a week');
	await clean(mara.page);

	await mara.page.getByText('Let us talk about it').click();
	await mara.page.getByLabel('What do you want to talk about?').fill('Five, in December?');
	await mara.page.getByRole('button', { name: 'Send it to who leads you' }).click();
	const asked = ines.page.getByRole('region', { name: /Mara asked to talk/ });
	await expect(asked).toContainText('“Five, in December?”');
	await expect.poll(() => waitingFor(mara.page)).toBe(before);
	await ines.page.getByRole('button', { name: 'We have talked, it stays' }).click();
	await expect.poll(() => waitingFor(mara.page)).toBe(before + 1);
	await mara.page.getByRole('button', { name: 'I have read what is new' }).click();
	await expect(ines.page.locator('.lead')).toContainText('Read by Mara');
	await ines.context.close();
	await mara.context.close();
});

test('a card is read and tapped without a script, in both themes', async ({ browser }) => {
	for (const colorScheme of ['dark', 'light'] as const) {
		const { page, context } = await stepInto(browser, 'Oskar Berg', {
			colorScheme,
			viewport: { width: 320, height: 640 },
			javaScriptEnabled: false
		});
		await page.goto(`${winbell.url}/me`);
		await page.getByRole('link', { name: /what is expected of you/ }).click();
		await expect(page.getByRole('region', { name: /What is new/ })).toContainText(
			'3 first meetings'
		);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
		expect(wide).toBe(false);
		if (colorScheme === 'light') {
			await page.getByRole('button', { name: 'I have read what is new' }).click();
			await expect(page.getByText('It is noted that you have read it.')).toBeVisible();
		}
		await context.close();
	}
});
