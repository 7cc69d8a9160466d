import type { BrowserContext, Page } from '@playwright/test';
import {
	checkAchievement,
	isRevoked,
	unbakePng,
	unbakeSvg,
	verifyToken,
	type Fetch
} from '../open-badges.ts';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };

test.use({ viewport: PHONE });
test.describe.configure({ mode: 'serial', timeout: 120_000 });

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

async function expectNoFaults(
	page: Page,
	themes: ('light' | 'dark')[] = ['light', 'dark']
): Promise<void> {
	for (const colorScheme of themes) {
		await page.emulateMedia({ colorScheme });
		expect(await faultsOf(page)).toEqual([]);
	}
	await page.setViewportSize({ width: 320, height: 700 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.setViewportSize(PHONE);
}

const get: Fetch = async (address) => {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return { type: response.headers.get('content-type')!, text: await response.text() };
};

/** Whoever has chosen a theme sees it here too, and nothing on the page is refused. */
async function followsTheTheme(context: BrowserContext, address: string): Promise<void> {
	const page = await context.newPage();
	const refused: string[] = [];
	page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
	page.on('pageerror', ({ message }) => refused.push(message));
	await page.addInitScript(() => localStorage.setItem('winbell:theme', 'board'));
	await page.goto(address);
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'board');
	expect(refused).toEqual([]);
	await context.close();
}

test('Aiko shows a badge, a stranger checks it, she stops, the stranger reads that it was revoked', async ({
	page: aiko,
	browser
}) => {
	await signIn(aiko.context(), winbell.url, 'Aiko');
	await aiko.goto(`${winbell.url}/me`);
	await aiko.getByRole('link', { name: 'Show a badge to people outside' }).click();
	await expect(aiko.getByRole('heading', { level: 1 })).toHaveText('Your badges');
	await expectNoFaults(aiko, ['light']);
	await aiko.getByRole('main').getByRole('listitem').first().getByRole('link').click();
	const badge = aiko.getByRole('heading', { level: 1 });
	await expect(badge).not.toHaveText('Your badges');
	const name = (await badge.textContent())!;
	await expect(aiko.getByText('This is all that becomes public', { exact: false })).toBeVisible();
	for (const said of ['Aiko Kimura', 'Halden & Co', name])
		await expect(aiko.locator('dd').getByText(said, { exact: true })).toBeVisible();
	await expect(aiko.getByText(/only who reaches that can open it/)).toBeVisible();
	await expectNoFaults(aiko);
	await aiko.getByRole('button', { name: 'Share this badge' }).click();
	await expect(aiko.getByText('Shared. Whoever has the link')).toBeVisible();
	const address = await aiko.getByRole('textbox', { name: 'The link to show' }).inputValue();
	expect(address).toMatch(new RegExp(`^${winbell.url}/credentials/[0-9a-f-]{36}$`));
	await expectNoFaults(aiko, ['dark']);

	const scriptless = { javaScriptEnabled: false, viewport: PHONE };
	const stranger = await (await browser.newContext(scriptless)).newPage();
	const opened = await stranger.goto(address);
	expect(opened!.headers()).toMatchObject({
		'x-robots-tag': 'noindex',
		'cache-control': 'no-store'
	});
	await expect(stranger.getByText('Valid', { exact: true })).toBeVisible();
	await expect(stranger.getByText('This is from a demo team.')).toBeVisible();
	await expect(stranger.getByText('Signed by Halden & Co and not revoked.')).toBeVisible();
	await expect(stranger.getByRole('heading', { level: 1 })).toHaveText(name);
	for (const theirs of ['Northern Lights', '@', 'Lena'])
		await expect(stranger.locator('body')).not.toContainText(theirs);
	await followsTheTheme(await browser.newContext({ viewport: PHONE }), address);

	const seen = await (await browser.newContext({ viewport: PHONE })).newPage();
	await seen.goto(address);
	await expectNoFaults(seen);
	for (const file of ['badge.svg', 'badge.png'])
		expect(await drawn(seen, `${address}/${file}`)).toEqual({ width: 496, height: 560 });

	// A program gets the credential at the very address that a browser gets the page at.
	const { text: token } = await get(address);
	const credential = await verifyToken(token, get);
	checkAchievement(credential);
	expect(credential).toMatchObject({ id: address, name });
	expect(await isRevoked(credential, get)).toBe(false);
	const png = await fetch(`${address}/badge.png`);
	expect(unbakePng(new Uint8Array(await png.arrayBuffer())).token).toBe(token);
	expect(unbakeSvg((await get(`${address}/badge.svg`)).text)).toBe(token);

	await aiko.getByRole('button', { name: 'Stop sharing' }).click();
	await expect(aiko.getByText('Stopped. The link now says')).toBeVisible();
	await expect(aiko.getByRole('button', { name: 'Share this badge' })).toBeVisible();
	await stranger.reload();
	await expect(stranger.getByText('Revoked', { exact: true })).toBeVisible();
	await expect(stranger.locator('body')).not.toContainText(/Aiko|Halden/);
	await seen.reload();
	await expectNoFaults(seen, ['light']);
	expect((await fetch(`${address}/badge.png`)).status).toBe(410);
	expect(await isRevoked(credential, get)).toBe(true);

	const other = await stranger.goto(address.replace(/.{8}$/, '00000000'));
	expect(other!.status()).toBe(404);
	await expect(stranger.getByText('Nothing was ever shared at this address.')).toBeVisible();
	for (const page of [stranger, seen]) await page.context().close();
});

test('Greta sees how much is shared, not who shares, and renews the key', async ({
	page: greta
}) => {
	await signIn(greta.context(), winbell.url, 'Greta');
	await greta.goto(`${winbell.url}/settings`);
	await greta.getByRole('main').getByRole('link', { name: 'Shared badges' }).click();
	await expect(greta.getByText('0 shared today, 1 revoked.')).toBeVisible();
	await expect(greta.getByText(/^In use since/)).toHaveCount(1);
	await greta.getByRole('button', { name: 'Use a new key' }).click();
	await expect(greta.getByText('Done. What the old one signed stays valid.')).toBeVisible();
	await expect(greta.getByRole('main').locator('li')).toHaveCount(2);
	await expect(greta.getByText('Aiko')).toHaveCount(0);
	const link = greta.getByLabel('Revoke one for somebody who left');
	await link.fill(
		`${winbell.url}/credentials/${'0'.repeat(8)}${'-0000'.repeat(3)}-${'0'.repeat(12)}`
	);
	await greta.getByRole('button', { name: 'Revoke it' }).click();
	await expect(greta.getByText(/Nobody of your organization has shared/)).toBeVisible();
	await expectNoFaults(greta);
});

/** The size of a picture as the browser makes of it; it must not be refused or broken. */
function drawn(page: Page, address: string) {
	return page.evaluate(async (src) => {
		const image = new Image();
		image.src = src;
		await image.decode();
		return { width: image.naturalWidth, height: image.naturalHeight };
	}, address);
}
