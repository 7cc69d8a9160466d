import type { Browser, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };

let winbell: DemoWinbell;
let key: string;
let sent = 0;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	const create = (...rule: string[]) =>
		winbell.command(['metric', 'create', '--org', winbell.slug, '--unit', 'count', ...rule]);
	await create('--key', 'walk-ins', '--name', 'Walk-ins', '--points', '5');
	const weighed = ['--guardrail', 'walk-ins', '--allows', '5', '--window', 'week'];
	await create('--key', 'mails', '--name', 'Mails sent', '--points', '2', ...weighed);
	key = await winbell.key('CRM');
});

test.afterAll(async () => winbell.stop());

async function as(browser: Browser, name: string, path: string): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, baseURL: winbell.url });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto(path);
	return page;
}

async function record(metric: string, value: string): Promise<void> {
	const day = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format(new Date());
	const entry = { metric, member: 'emil@halden.example', value, occurredAt: day, source: 'crm' };
	const answer = await fetch(`${winbell.url}/api/v1/activities`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ activities: [{ ...entry, externalId: `guardrail-${++sent}` }] })
	});
	expect(await answer.json()).toMatchObject({ recorded: 1 });
}

async function expectNoFaults(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

test('an admin says in one sentence how work and its outcome go together', async ({ browser }) => {
	const page = await as(browser, 'Greta', '/settings/metrics');
	await expect(page.getByText(/25 calls connected score for each first meeting/)).toBeVisible();
	await page.getByRole('link', { name: 'Demos held' }).click();
	await page.getByLabel('Guardrail: the outcome it should lead to').selectOption('Deals won');
	await page.getByLabel('How much scores').fill('4');
	await page.getByLabel('For how much of deals won').fill('2');
	await page.getByText('A quarter', { exact: true }).click();
	const sentence =
		'4 demos held score for every 2 deals won in the same quarter; the others wait for the next 2.';
	await expect(page.getByText(sentence)).toBeVisible();
	await expectNoFaults(page);
	await page.getByLabel('For how much of deals won').fill('0');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Use a number above zero.')).toBeVisible();
	await page.getByLabel('For how much of deals won').fill('2');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText(/The new rule holds from/)).toBeVisible();
	await page.goto('/settings/metrics');
	await expect(page.getByText(sentence)).toBeVisible();
	await page.context().close();
});

test('behind a figure stands what waits, and what scores once there is an outcome', async ({
	browser
}) => {
	await record('mails', '9');
	const page = await as(browser, 'Emil', '/standings?team=*');
	const own = page.getByRole('listitem').filter({ hasText: 'You' });
	await own.locator('a[href*="open="]').first().click();
	await expect(page.getByText('9 mails sent wait for a walk-in')).toBeVisible();
	await record('walk-ins', '1');
	await expect(page.getByText('4 mails sent wait for a walk-in')).toBeVisible();
	await expectNoFaults(page);
	await page.context().close();
});
