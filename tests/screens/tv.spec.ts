import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const SIZES = [
	{ width: 1280, height: 720 },
	{ width: 1920, height: 1080 },
	{ width: 3840, height: 2160 }
];
/** A second at which the board hangs, and one at which the goals do. */
const BOARD = new Date('2026-11-18T12:00:00Z');
const GOALS = new Date('2026-11-18T12:00:45Z');

test.describe.configure({ mode: 'serial' });

let winbell: DemoWinbell;
let key: string;
let sent = 0;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	key = await winbell.key('CRM');
});

test.afterAll(async () => winbell.stop());

/** Somebody of the demo team on a phone of their own. */
async function phoneOf(browser: Browser, name: string, path: string): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, baseURL: winbell.url });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto(path);
	return page;
}

async function waitingTv(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({
		viewport: SIZES[1]!,
		baseURL: winbell.url,
		...options
	});
	const page = await context.newPage();
	await page.goto('/tv');
	await expect(page).toHaveURL(/\/tv\/pair$/);
	return page;
}

async function codeOn(tv: Page): Promise<string> {
	const code = await tv.getByLabel(/^The code is/).textContent();
	expect(code).toMatch(/^[A-Z]{6}$/);
	return code!;
}

/** A TV that hangs, with its line to the server open. */
async function pairedTv(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	const tv = await waitingTv(browser, options);
	const ines = await phoneOf(browser, 'Ines', `/settings/displays?code=${await codeOn(tv)}`);
	await ines.getByRole('button', { name: 'Pair the TV' }).click();
	await expect(ines.getByText('is paired')).toBeVisible();
	await ines.context().close();
	await tv.waitForURL(/\/tv\/[0-9a-f-]{36}$/);
	await connected(tv);
	return tv;
}

async function connected(tv: Page): Promise<void> {
	await expect(tv.locator('main[data-live="live"]')).toBeVisible();
}

async function wins(tv: Page, firstName: string, deal: string, amount: string): Promise<void> {
	const shared = {
		member: `${firstName.toLowerCase()}@halden.example`,
		occurredAt: new Date().toISOString(),
		source: 'screens',
		note: deal
	};
	const answer = await tv.request.post(`${winbell.url}/api/v1/activities`, {
		headers: { authorization: `Bearer ${key}` },
		data: {
			activities: [
				{ ...shared, metric: 'deals-won', value: '1', externalId: `tv-${++sent}` },
				{ ...shared, metric: 'revenue', value: amount, externalId: `tv-${++sent}` }
			]
		}
	});
	expect(await answer.json()).toMatchObject({ recorded: 2 });
}

async function expectNoFaults(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

/** Nothing scrolls, nothing is smaller than 22 px of a TV of 1080 lines, nothing hangs over its edge. */
async function expectHangsWell(tv: Page): Promise<void> {
	for (const size of SIZES) {
		await tv.setViewportSize(size);
		const faults = () =>
			tv.evaluate(() => {
				const { innerWidth, innerHeight } = window;
				const { scrollWidth, scrollHeight } = document.documentElement;
				const found: string[] = [];
				if (scrollWidth > innerWidth || scrollHeight > innerHeight) found.push('scrolls');
				// The end of a bar on the board keeps away from the name that stands on it.
				for (const row of document.querySelectorAll('ol li')) {
					const [bar, name] = ['i:not(.under)', '.name'].map((part) => row.querySelector(part));
					if (!bar || !name) continue;
					const room = name.clientHeight / 2 - 1;
					if (bar.getBoundingClientRect().right < name.getBoundingClientRect().right + room)
						found.push(`a bar ends in: ${name.textContent}`);
				}
				const smallest = (22 * innerHeight) / 1080 - 0.2;
				for (const element of document.querySelectorAll<HTMLElement>('main *')) {
					const words = [...element.childNodes].some(
						(node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()
					);
					if (!words || element.closest('.visually-hidden')) continue;
					const { left, right, bottom } = element.getBoundingClientRect();
					const isShown = left < innerWidth && bottom > 0 && right > left;
					if (!isShown) continue;
					if (parseFloat(getComputedStyle(element).fontSize) < smallest)
						found.push(`small: ${element.textContent}`);
				}
				return found;
			});
		await expect.poll(faults, { message: `${size.width} × ${size.height}` }).toEqual([]);
	}
	await tv.setViewportSize(SIZES[1]!);
}

/** A page that is silent until it is tapped, as it is on a real TV, and counts the bell's tones. */
async function lockSound(tv: Page): Promise<void> {
	await tv.addInitScript(() => {
		let isTapped = false;
		let tones = 0;
		addEventListener('click', () => (isTapped = true), { capture: true });
		const Real = AudioContext;
		window.AudioContext = class extends Real {
			override get state() {
				return isTapped ? super.state : 'suspended';
			}
			override createOscillator() {
				document.documentElement.dataset.tones = String(++tones);
				return super.createOscillator();
			}
		};
	});
	await tv.reload();
	await connected(tv);
}

const tones = async (tv: Page) => Number(await tv.locator('html').getAttribute('data-tones'));
const takeover = (tv: Page) => tv.locator('.takeover');

test('Ines pairs the TV from her phone: the code on it leads to the board and stays', async ({
	browser
}) => {
	const tv = await waitingTv(browser);
	await expectNoFaults(tv);
	const code = await codeOn(tv);
	const ines = await phoneOf(browser, 'Ines', '/settings/displays');
	const field = ines.getByLabel('The letters on the TV');
	await field.fill('AAAAAA');
	await ines.getByRole('button', { name: 'Pair the TV' }).click();
	await expect(ines.getByText('No TV shows this code right now.')).toBeVisible();
	await field.fill(`${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`);
	await ines.getByLabel('What is it called?').fill('By the coffee');
	await ines.getByLabel('Whose wins come first?').first().selectOption('Northern Lights');
	await ines.getByRole('button', { name: 'Pair the TV' }).click();
	await expect(ines.getByText('By the coffee is paired.')).toBeVisible();
	await expect(ines.getByText('On now')).toBeVisible({ timeout: 15_000 });

	await expect(tv.getByRole('heading', { level: 1 })).toHaveText('Northern Lights');
	await connected(tv);
	const cookie = (await tv.context().cookies()).find(({ name }) => name === 'winbell-tv');
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false });
	expect(cookie!.expires).toBeGreaterThan(Date.now() / 1000 + 399 * 86_400);
	await tv.goto('/tv');
	await expect(tv).toHaveURL(/\/tv\/[0-9a-f-]{36}$/);
	for (const page of [tv, ines]) await page.context().close();
});

test('the board hangs at every size, without those at its end', async ({ browser }) => {
	const tv = await pairedTv(browser);
	await tv.clock.setFixedTime(BOARD);
	await tv.reload();
	await expect(tv.getByRole('heading', { level: 1 })).toHaveText('Halden & Co');
	await expect(tv.getByRole('list', { name: /points/ }).getByRole('listitem')).toHaveCount(8);
	await expect(tv.getByText('Mara Silva')).toBeVisible();
	await expect(tv.getByText('Nora Blix')).toHaveCount(0);
	await expect(tv.getByText('Land 40 new logos')).toBeVisible();
	await expectHangsWell(tv);
	await expectNoFaults(tv);
	await tv.clock.setFixedTime(GOALS);
	await tv.reload();
	await expect(tv.getByText('60 qualified demos')).toBeVisible();
	await expect(tv.getByText('Land 40 new logos')).toBeVisible();
	await expectHangsWell(tv);
	await expectNoFaults(tv);
	await tv.context().close();
});

/** From now on, from how many rows below each row came to the place it has. */
async function watchWays(tv: Page): Promise<() => Promise<Record<string, number>>> {
	await tv.evaluate(() => {
		const ways: Record<string, number> = {};
		Object.assign(window, { ways });
		const animate = Reflect.get(Element.prototype, 'animate') as Element['animate'];
		Element.prototype.animate = function (frames, how) {
			const name = this.matches('ol > li') && this.querySelector('.name')?.textContent;
			const from = (frames as { transform?: string[] }).transform?.[0] ?? '';
			if (name) ways[name] = Math.round(parseFloat(from.slice(11)) / this.clientHeight);
			return animate.call(this, frames, how);
		};
	});
	return () => tv.evaluate(() => (window as unknown as { ways: Record<string, number> }).ways);
}

test('whoever comes first travels up the board, and whom they pass down by a row', async ({
	browser
}) => {
	const tv = await pairedTv(browser);
	await tv.clock.setFixedTime(BOARD);
	await tv.reload();
	await expect(tv.locator('[data-live="live"]')).toBeVisible();
	const names = tv.locator('ol .name');
	const before = await names.allTextContents();
	const climber = before.at(-1)!;
	const ways = await watchWays(tv);
	await wins(tv, climber.split(' ')[0]!, 'Wickford', '60000');
	await expect(names.first()).toHaveText(climber);
	const down = before.slice(0, -1).map((name) => [name, -1]);
	expect(await ways()).toEqual({ [climber]: down.length, ...Object.fromEntries(down) });
	await tv.context().close();
});

test('a deal from the CRM takes the screen, with the goal it fed, and gives it back', async ({
	browser
}) => {
	const tv = await pairedTv(browser);
	await lockSound(tv);
	await tv.getByRole('button', { name: 'Tap to switch the sound on' }).click();
	await expect(tv.getByRole('button')).toHaveCount(0);
	const before = await tones(tv);
	expect(before).toBeGreaterThan(0);
	await wins(tv, 'Aiko', 'Larkspur', '18400');
	await expect(takeover(tv)).toContainText('Aiko Kimura');
	await expect(takeover(tv)).toContainText('won Larkspur');
	await expect(takeover(tv)).toContainText('€18,400');
	await expect(takeover(tv)).toContainText('Land 40 new logos');
	await expect(takeover(tv).locator('canvas')).toBeVisible();
	await expect.poll(() => tones(tv)).toBe(2 * before);
	await expectNoFaults(tv);
	await expectHangsWell(tv);
	await wins(tv, 'Oskar', 'Fennick', '900');
	await expect(takeover(tv)).toHaveCount(0, { timeout: 15_000 });
	await expect(tv.getByText('Aiko won Larkspur, €18,400')).toBeVisible();
	await expect(takeover(tv)).toContainText('Oskar Berg', { timeout: 30_000 });
	await tv.context().close();
});

test('with less motion a recognition lights up: no confetti, the sentence and who said it', async ({
	browser
}) => {
	const tv = await pairedTv(browser, { reducedMotion: 'reduce' });
	const ines = await phoneOf(browser, 'Ines', '/recognise');
	await ines.getByRole('searchbox').fill('lena');
	await ines.getByRole('searchbox').press('Enter');
	await ines.getByText('Craft', { exact: true }).click();
	await ines.getByText('Closer', { exact: true }).click();
	const said = 'You prepared the Grimsel demo twice and answered every question.';
	await ines.getByLabel('Say what happened').fill(said);
	await ines.getByRole('button', { name: 'Ring the bell for Lena' }).click();
	await ines.getByRole('button', { name: 'Ring it now' }).click();
	await expect(takeover(tv)).toContainText('Lena Tran');
	await expect(takeover(tv)).toHaveClass(/lit/);
	await expect(takeover(tv)).toContainText('earned Closer');
	await expect(takeover(tv)).toContainText(`“${said}”`);
	await expect(takeover(tv)).toContainText('Ines Falk, for craft');
	await expect(takeover(tv)).not.toHaveClass(/lit/);
	await expect(tv.locator('canvas')).toHaveCount(0);
	await expectHangsWell(tv);
	for (const page of [tv, ines]) await page.context().close();
});

test('Greta turns a TV down, renames it, and signs it out: it shows a code at once', async ({
	browser
}) => {
	const tv = await pairedTv(browser);
	const greta = await phoneOf(browser, 'Greta', '/settings/displays');
	const cards = greta.getByRole('listitem').filter({ has: greta.getByLabel('Name') });
	const count = await cards.count();
	const card = cards.first();
	await expect(card.getByText('On now')).toBeVisible();
	await card.getByLabel('Name', { exact: true }).fill('A lobby');
	await card.getByRole('slider').fill('0');
	await expect(card.getByText('Silent')).toBeVisible();
	await card.getByRole('button', { name: 'Save' }).click();
	await expect(card.getByRole('heading')).toHaveText('A lobby');
	await expect(card.getByRole('slider')).toHaveValue('0');
	await greta.reload();
	await expect(card.getByRole('heading')).toHaveText('A lobby');
	await expect(card.getByText('Silent')).toBeVisible();
	await expectNoFaults(greta);
	for (let left = count; left > 0; left--) {
		await card.getByRole('button', { name: 'Sign out this TV' }).click();
		await card.getByRole('button', { name: 'Sign it out' }).click();
		await expect(cards).toHaveCount(left - 1);
	}
	await expect(tv.getByRole('heading', { name: 'Pair this TV' })).toBeVisible();
	await expect(tv).toHaveURL(/\/tv\/pair$/);
	for (const page of [tv, greta]) await page.context().close();
});

/** From now on, whose name the hard end of a bar has crossed on its way. */
async function watchBars(tv: Page): Promise<() => Promise<string[]>> {
	await tv.evaluate(() => {
		const crossed = new Set<string>();
		Object.assign(window, { crossed });
		const look = () => {
			for (const row of document.querySelectorAll('ol > li')) {
				const [bar, name] = ['i:not(.under)', '.name'].map((part) => row.querySelector(part));
				if (!bar || !name || Number(getComputedStyle(bar, '::after').opacity) < 0.05) continue;
				const { right: end } = bar.getBoundingClientRect();
				const { left, right } = name.getBoundingClientRect();
				if (left < end && end < right) crossed.add(name.textContent);
			}
			requestAnimationFrame(look);
		};
		look();
	});
	return () => tv.evaluate(() => [...(window as unknown as { crossed: Set<string> }).crossed]);
}

test('a bar that grows out from behind a name ends softly until it has left it', async ({
	browser
}) => {
	const tv = await pairedTv(browser);
	await tv.clock.setFixedTime(BOARD);
	await tv.reload();
	await connected(tv);
	const names = tv.locator('ol .name');
	await wins(tv, 'Mara', 'Quarry Park', '2000000');
	await expect(names.first()).toHaveText('Mara Silva');
	// Who stays second: a row that changes its place travels whole, and its bar with it.
	const second = (await names.nth(1).textContent())!;
	const bar = tv.locator('ol > li', { hasText: second }).locator('i');
	await expect(bar).toHaveClass(/under/);
	const crossed = await watchBars(tv);
	// A bar on its way is looked at in many frames, on a crowded machine too.
	const devtools = await tv.context().newCDPSession(tv);
	await devtools.send('Animation.enable');
	await devtools.send('Animation.setPlaybackRate', { playbackRate: 0.2 });
	const address = second.split(' ')[0]!.normalize('NFD').replace(/\p{M}/gu, '');
	await wins(tv, address, 'Saltmarsh', '1200000');
	await expect(bar).not.toHaveClass(/under/);
	const travels = () => bar.evaluate((line) => line.getAnimations({ subtree: true }).length);
	await expect.poll(travels).toBe(0);
	expect(await crossed()).toEqual([]);
	await tv.context().close();
});
