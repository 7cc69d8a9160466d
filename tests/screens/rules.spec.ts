import type { Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const RULES = '/settings/moments';

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

async function clean(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

test('an admin tunes a rule, sees what it would have rung, and everybody reads of it', async ({
	page
}) => {
	await page.setViewportSize(PHONE);
	await signIn(page.context(), winbell.url, 'Greta');
	await page.goto(`${winbell.url}/settings`);
	await page.getByRole('link', { name: 'When the bell rings' }).click();
	await expect(page.getByText(/the bell would have rung .* person a week/)).toBeVisible();
	const streak = page
		.getByRole('listitem')
		.filter({ hasText: 'Rings at a number of working days' });
	await streak.getByText('Streak', { exact: true }).click();
	const preview = streak.getByRole('region', { name: 'What it would have brought' });
	const before = await preview.innerText();
	await streak.getByLabel('First rings at this many days').fill('2');
	await streak.getByLabel('First rings at this many days').blur();
	await expect(preview).not.toHaveText(before);
	await expect(preview).toContainText(/rung \d+ times in the last 30 days, for \d+ people/);
	await expect(preview.getByRole('listitem')).toHaveCount(5);
	await clean(page);
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(PHONE.width);
	await streak.getByRole('button', { name: 'Save' }).click();
	await expect(streak.getByText('Saved. It holds from the next win on.')).toBeVisible();
	await page.goto(`${winbell.url}/settings/changes`);
	await expect(page.getByRole('listitem').first()).toContainText('When the bell rings: Streak');
});

test('without a script, Preview and Save do the same', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await signIn(context, winbell.url, 'Greta');
	await page.goto(`${winbell.url}${RULES}?rule=first-today`);
	const rule = page.getByRole('listitem').filter({ hasText: 'Rings for whoever opens the day' });
	await expect(rule.getByText(/^Switched on, it would have rung/)).toBeVisible();
	await rule.getByLabel('Ring for this').check();
	await rule.getByRole('button', { name: 'Preview' }).click();
	await expect(rule.getByText(/^It would have rung/)).toBeVisible();
	await rule.getByRole('button', { name: 'Save' }).click();
	await expect(rule.getByText('Saved. It holds from the next win on.')).toBeVisible();
	await page.goto(`${winbell.url}${RULES}?rule=first-today`);
	await expect(rule.getByLabel('Ring for this')).toBeChecked();
	await context.close();
});

test('a rep sets no rules', async ({ page }) => {
	await signIn(page.context(), winbell.url, 'Aiko');
	const answer = await page.goto(`${winbell.url}${RULES}`);
	expect(answer?.status()).toBe(403);
});
