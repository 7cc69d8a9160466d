import type { Browser, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const FIVE = '5 demos this week';

test.describe.configure({ mode: 'serial' });

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

/** Two tabs of Aiko's, each with the form for changing her goal open. */
async function twoTabs(browser: Browser, javaScriptEnabled: boolean): Promise<[Page, Page]> {
	const viewport = { width: 390, height: 844 };
	const context = await browser.newContext({ viewport, baseURL: winbell.url, javaScriptEnabled });
	await signIn(context, winbell.url, 'Aiko');
	const [first, second] = [await context.newPage(), await context.newPage()];
	await first.goto('/goals');
	const goal = await first
		.getByRole('link', { name: FIVE, exact: true })
		.first()
		.getAttribute('href');
	for (const page of [first, second]) await page.goto(`${goal}?edit`);
	return [first, second];
}

async function save(page: Page, fields: Record<string, string>): Promise<void> {
	for (const [label, value] of Object.entries(fields))
		await page.getByLabel(label, { exact: true }).fill(value);
	await page.getByRole('button', { name: 'Keep these changes' }).click();
}

for (const [script, targets] of [
	[true, ['6', '7']],
	[false, ['6', '8']]
] as const)
	test(`what somebody changed meanwhile is not overwritten unseen, ${script ? 'with' : 'without'} a script`, async ({
		browser
	}) => {
		const [first, second] = await twoTabs(browser, script);
		const [one, other] = targets;
		await save(first, { 'How much': one });
		await expect(first.getByRole('heading', { level: 1 })).toHaveText(FIVE);
		await save(second, { 'How much': other, 'Why it matters': 'They close in January' });
		const said = `You set the target to ${one} just now. Save again to set ${other}.`;
		await expect(second.getByRole('alert')).toHaveText(said);
		await expect(second.getByLabel('How much', { exact: true })).toHaveValue(other);
		await expect(second.getByLabel('Why it matters')).toHaveValue('They close in January');
		if (script) expect(await faultsOf(second)).toEqual([]);
		await save(second, {});
		await expect(second.getByRole('heading', { level: 1 })).toHaveText(FIVE);
		await expect(
			second.getByText(`Aiko Kimura moved the target from ${one} to ${other}`)
		).toBeVisible();
		await first.context().close();
	});

test('a goal that is refused without a script comes back as it was typed', async ({ browser }) => {
	const context = await browser.newContext({ baseURL: winbell.url, javaScriptEnabled: false });
	await signIn(context, winbell.url, 'Aiko');
	const page = await context.newPage();
	await page.goto('/goals/new');
	await page.getByLabel('What do you want to reach?').fill('Four quiet hospitals');
	await page.getByLabel('How much').fill('some');
	await page.getByText('This month', { exact: true }).click();
	await page.locator('label', { hasText: 'A few of us' }).click();
	await page.getByRole('checkbox', { name: 'Lena Tran' }).check();
	await page.getByRole('button', { name: 'Set this goal' }).click();
	await expect(page.getByRole('alert')).toHaveText('Enter a plain number, like 40.');
	await expect(page.getByLabel('What do you want to reach?')).toHaveValue('Four quiet hospitals');
	await expect(page.getByLabel('How much')).toHaveValue('some');
	await expect(page.getByRole('radio', { name: 'This month' })).toBeChecked();
	await expect(page.getByRole('radio', { name: /^A few of us/ })).toBeChecked();
	await expect(page.getByRole('checkbox', { name: 'Lena Tran' })).toBeChecked();
	await context.close();
});

test('Aiko records one from her goal’s page, comes back to it and reads that it is reached', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: winbell.url });
	await signIn(context, winbell.url, 'Aiko');
	const page = await context.newPage();
	await page.goto('/goals');
	await page.getByRole('link', { name: FIVE, exact: true }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(FIVE);
	await page.getByRole('link', { name: 'Record one' }).click();
	const sheet = page.getByRole('dialog', { name: 'Add an activity' });
	await sheet.getByLabel('How many').fill('9');
	await sheet.getByRole('button', { name: 'Add it' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(FIVE);
	await expect(page.getByText(/Aiko Kimura carried it to its target of 8 on /)).toBeVisible();
	await context.close();
});
