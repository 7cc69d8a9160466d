import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };

let winbell: DemoWinbell;
const faults: string[] = [];

test.afterEach(() => {
	expect(faults.splice(0)).toEqual([]);
});

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

/** Somebody of the demo team, on a screen of their own, at an address. */
async function stepInto(
	browser: Browser,
	name: string,
	path: string,
	options: { viewport?: typeof PHONE; javaScriptEnabled?: boolean } = {}
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({ viewport: PHONE, ...options });
	const page = await context.newPage();
	page.on('pageerror', ({ message }) => faults.push(message));
	await signIn(context, winbell.url, name);
	await page.goto(`${winbell.url}${path}`);
	return { page, context };
}

async function clean(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

/** Nothing sticks out to the right. */
async function fits(page: Page): Promise<void> {
	const wider = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(wider).toBe(0);
}

test('an admin draws a badge that work earns; past work counts, and the feed says so once', async ({
	browser
}) => {
	const { page, context } = await stepInto(browser, 'Greta Lindqvist', '/settings/badges', {
		viewport: DESK
	});
	await expect(page.getByRole('heading', { name: 'Earned by work' })).toBeVisible();
	await clean(page);
	await page.getByRole('link', { name: 'New badge' }).click();
	await page.getByLabel('Name').fill('Trail Blazer');
	await page.getByLabel('What it is for').fill('Went where nobody had called before.');
	const preview = page.getByRole('region', { name: 'Preview' });
	await expect(preview).toContainText('Trail Blazer');
	await expect(preview.locator('svg')).toHaveCount(6);
	await page.locator('label').filter({ hasText: 'Compass' }).click();
	await page.locator('label').filter({ hasText: 'Hexagon' }).click();
	await page.locator('label').filter({ hasText: 'by itself, once' }).click();
	await page.getByRole('button', { name: 'Make this badge' }).click();
	await expect(page.getByText('Choose what it counts.')).toBeVisible();
	await page.getByLabel('Of what').selectOption({ label: 'First meetings' });
	await page.getByLabel('From', { exact: true }).first().fill('1');
	await clean(page);
	await fits(page);
	await page.getByRole('button', { name: 'Make this badge' }).click();
	await expect(page.getByRole('status').getByText('Past work is being counted.')).toBeVisible();
	await page.goto(`${winbell.url}/moments`);
	const summary = page.getByText(/Past work counts: \d+ people have earned it already/);
	await expect(summary).toHaveCount(1);

	await page.goto(`${winbell.url}/settings/badges/trail-blazer`);
	await expect(page.getByText(/^\d+ people hold it\./)).toBeVisible();
	await page.getByText('Put this badge away').click();
	await page.getByRole('button', { name: 'Put Trail Blazer away' }).click();
	await expect(page.getByRole('heading', { name: 'Put away' })).toBeVisible();
	await page.goto(`${winbell.url}/settings/changes`);
	await expect(page.getByText('Badge: Trail Blazer').first()).toBeVisible();
	await context.close();
});

test('without script a preview is a button away, and nothing typed is lost', async ({
	browser
}) => {
	const { page, context } = await stepInto(browser, 'Greta Lindqvist', '/settings/badges/new', {
		javaScriptEnabled: false
	});
	await page.getByLabel('Name').fill('Night Owl');
	await page.locator('label').filter({ hasText: 'Mountain' }).click();
	await page.getByRole('button', { name: 'Preview' }).click();
	await expect(page.getByRole('region', { name: 'Preview' })).toContainText('Night Owl');
	await expect(page.getByLabel('Name')).toHaveValue('Night Owl');
	await expect(page.getByRole('radio', { name: 'Mountain' })).toBeChecked();
	await fits(page);
	await context.close();
});

test('a rep sees what they have earned, and has no door to the designer', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Aiko Kimura', '/settings');
	await expect(page.getByRole('link', { name: 'Badges' })).toHaveCount(0);
	expect((await page.goto(`${winbell.url}/settings/badges/new`))!.status()).toBe(403);
	await context.close();
});
