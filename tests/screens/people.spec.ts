import type { Browser, Page } from '@playwright/test';
import { expect, test } from './server.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const PASSWORD = 'ring the bell today';

test.use({ installation: 'people' });
test.describe.configure({ mode: 'serial' });

async function device(browser: Browser, baseURL: string | undefined): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, baseURL });
	return context.newPage();
}

async function expectAccessible(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(page.viewportSize()!.width);
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
	await page.goto('/login');
	await page.getByLabel('E-mail').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

let greta: Page;
let aiko: Page;

test('a stranger sets up their own team, with what the browser knows chosen already', async ({
	browser,
	baseURL
}) => {
	greta = await device(browser, baseURL);
	await greta.goto('/');
	await expect(
		greta.getByRole('heading', { name: 'Look around with the demo team' })
	).toBeVisible();
	await expect(greta.getByLabel('One-time code')).toHaveCount(0);
	await expectAccessible(greta);
	await greta.getByRole('link', { name: 'Set up' }).click();
	await expect(greta.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
	await expect(greta.getByLabel('The week starts on')).toHaveValue('1');
	await expect(greta.getByLabel('The fiscal year starts in')).toHaveValue('1');
	await expectAccessible(greta);
	await greta.getByLabel('Organization').fill('Halden & Co');
	await greta.getByLabel('First team').fill('Northern Lights');
	await greta.getByLabel('Your name').fill('Greta Lindqvist');
	await greta.getByLabel('E-mail').fill('greta@halden.example');
	await greta.getByLabel('Password').fill(PASSWORD);
	await greta.getByRole('button', { name: 'Start Winbell' }).click();
	await expect(greta.getByRole('heading', { name: 'People and teams' })).toBeVisible();
	await expectAccessible(greta);
});

test('afterwards there is no first run any more', async ({ request }) => {
	const answer = await request.get('/first-run', { maxRedirects: 0 });
	expect(answer.headers().location).toBe('/');
});

test('somebody scans the link and is in the team', async ({ browser, baseURL }) => {
	await greta.getByRole('link', { name: 'Invite by link' }).click();
	await greta.getByRole('button', { name: 'Make a link' }).click();
	const path = new URL(await greta.getByLabel('Link', { exact: true }).inputValue()).pathname;
	await expectAccessible(greta);

	aiko = await device(browser, baseURL);
	await aiko.goto(path);
	await expect(aiko.getByRole('heading', { name: 'Join Northern Lights' })).toBeVisible();
	await expectAccessible(aiko);
	await aiko.getByLabel('Your name').fill('Aiko Kimura');
	await aiko.getByLabel('E-mail').fill('greta@halden.example');
	await aiko.getByLabel('Password').fill(PASSWORD);
	await aiko.getByRole('button', { name: 'Join' }).click();
	await expect(aiko.getByText('Somebody here already uses this e-mail')).toBeVisible();
	await expect(aiko.getByLabel('Your name')).toHaveValue('Aiko Kimura');
	await aiko.getByLabel('E-mail').fill('aiko@halden.example');
	await aiko.getByRole('button', { name: 'Join' }).click();
	await aiko.waitForURL('**/standings');

	await greta.goto('/settings/people');
	await expect(greta.getByRole('link', { name: /Aiko Kimura/ })).toBeVisible();
});

test('a forgotten password: the link sets a new one and signs out elsewhere', async ({
	browser,
	baseURL
}) => {
	await greta.getByRole('link', { name: /Aiko Kimura/ }).click();
	await greta.getByRole('button', { name: 'Make a link for Aiko Kimura' }).click();
	const path = new URL(await greta.getByLabel('Link', { exact: true }).inputValue()).pathname;
	await expectAccessible(greta);

	const tablet = await device(browser, baseURL);
	await tablet.goto(path);
	await expect(tablet.getByLabel('E-mail')).toHaveValue('aiko@halden.example');
	await tablet.getByLabel('New password').fill('another bell tomorrow');
	await tablet.getByRole('button', { name: 'Save and sign in' }).click();
	await tablet.waitForURL('**/standings');
	await aiko.goto('/goals');
	await aiko.waitForURL('**/login?next=%2Fgoals');
	await expectAccessible(aiko);
	await tablet.goto(path);
	await expect(tablet.getByRole('heading', { name: 'This link has ended' })).toBeVisible();

	await signIn(aiko, 'aiko@halden.example', PASSWORD);
	await expect(aiko.getByText('do not belong together')).toBeVisible();
	await aiko.getByLabel('Password').fill('another bell tomorrow');
	await aiko.getByRole('button', { name: 'Sign in' }).click();
	await aiko.waitForURL('**/standings');
});

test('an admin makes somebody a manager, and they see the people of their team', async () => {
	await greta.goto('/settings/people');
	await greta.getByRole('link', { name: 'Change who manages Northern Lights' }).click();
	await greta.getByLabel('Aiko Kimura').check();
	await expectAccessible(greta);
	await greta.getByRole('button', { name: 'Save' }).click();
	await expect(greta.getByText('Managed by Aiko Kimura')).toBeVisible();
	await aiko.goto('/settings/people');
	await expect(aiko.getByRole('link', { name: /Aiko Kimura/ })).toBeVisible();
	await expect(aiko.getByRole('link', { name: /Greta/ })).toHaveCount(0);
	await aiko.goto('/settings/keys');
	await expect(aiko.getByText('API keys are made by admins')).toBeVisible();
});

test('a key is shown once, works, and stops when it is revoked', async ({ request }) => {
	await greta.goto('/settings/keys');
	await greta.getByLabel('What is it for?').fill('HubSpot');
	await greta.getByLabel('Read boards').check();
	await greta.getByRole('button', { name: 'Make the key' }).click();
	const key = await greta.getByLabel('Key', { exact: true }).inputValue();
	await expectAccessible(greta);
	const board = () =>
		request.get('/api/v1/boards?metric=points&period=week', {
			headers: { authorization: `Bearer ${key}` }
		});
	expect((await board()).status()).toBe(200);
	await greta.reload();
	await expect(greta.getByText(key)).toHaveCount(0);
	await greta.getByRole('button', { name: 'Revoke HubSpot' }).click();
	await expect(greta.getByText('No keys yet')).toBeVisible();
	expect((await board()).status()).toBe(401);
});

test('what was chosen stays chosen where it is refused, with and without a script', async ({
	browser
}) => {
	await greta.goto('/settings/people');
	await greta.getByRole('link', { name: /Greta/ }).click();
	const state = await greta.context().storageState();
	const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
	const page = await plain.newPage();
	await page.goto(greta.url());
	for (const screen of [greta, page]) {
		await screen.locator('label').filter({ hasText: 'Rep Sells' }).click();
		await screen.getByRole('button', { name: 'Change role' }).click();
		await expect(screen.getByText('Somebody has to be the admin.')).toBeVisible();
		await expect(screen.getByRole('radio', { name: /^Rep/ })).toBeChecked();
	}
	await plain.close();
});

test('somebody leaves, and their open screen is closed', async () => {
	await greta.goto('/settings/people');
	await greta.getByRole('link', { name: /Aiko Kimura/ }).click();
	await greta.getByText('Leaves…', { exact: true }).click();
	await greta.getByRole('button', { name: 'Yes, Aiko Kimura leaves today' }).click();
	await expect(greta.getByRole('heading', { name: 'No longer here' })).toBeVisible();
	await aiko.goto('/standings');
	await aiko.waitForURL('**/login?next=%2Fstandings');
	await greta.goto('/settings/organization');
	await expectAccessible(greta);
	await greta.goto('/settings');
	await expectAccessible(greta);
});
