import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { aPicture, aSound } from '../samples.ts';
import { daytime } from './daytime.ts';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const WALL = { width: 1920, height: 1080 };
/** From one takeover to the next. */
const EVERY_MS = 20_000;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let winbell: DemoWinbell;
let key: string;
let sent = 0;
let aiko: Page;
let lena: Page;
let north: Page;
let harbour: Page;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	key = await winbell.key('CRM');
	aiko = await phoneOf(browser, 'Aiko', '/moments');
	lena = await phoneOf(browser, 'Lena', '/moments');
	const ines = await phoneOf(browser, 'Ines', '/settings/displays');
	north = await pairedTv(browser, ines, 'Northern Lights');
	harbour = await pairedTv(browser, ines, 'Harbour Crew');
	await ines.context().close();
});

test.afterAll(async () => winbell.stop());

/** Somebody of the demo team on a phone of their own, by day. */
async function phoneOf(
	browser: Browser,
	name: string,
	path: string,
	options: BrowserContextOptions = {}
): Promise<Page> {
	const here = { viewport: PHONE, baseURL: winbell.url, timezoneId: daytime() };
	const context = await browser.newContext({ ...here, ...options });
	const page = await context.newPage();
	await page.addInitScript(keepBursts);
	await signIn(context, winbell.url, name);
	await goTo(page, path);
	return page;
}

/** A page with its line to the server open. */
async function goTo(page: Page, path: string): Promise<void> {
	await page.goto(path);
	if (path === '/moments')
		await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 15_000 });
}

/** A TV whose clock can be put forward, with sound, and with what it does counted. */
async function pairedTv(
	browser: Browser,
	by: Page,
	team: string,
	options: BrowserContextOptions = {}
): Promise<Page> {
	const context = await browser.newContext({ viewport: WALL, baseURL: winbell.url, ...options });
	const tv = await context.newPage();
	await tv.clock.install();
	await tv.addInitScript(countSounds);
	await tv.goto('/tv');
	const code = await tv.getByLabel(/^The code is/).textContent();
	await goTo(by, `/settings/displays?code=${code}`);
	await by.getByLabel('Whose wins come first?').first().selectOption(team);
	await by.getByRole('button', { name: 'Pair the TV' }).click();
	await expect(by.getByText('is paired')).toBeVisible();
	await tv.waitForURL(/\/tv\/[0-9a-f-]{36}$/);
	await expect(tv.locator('main[data-live="live"]')).toBeVisible();
	await tv.locator('main').click();
	return tv;
}

/** In the page: how many tones and how many own sounds it has begun. */
function countSounds(): void {
	const counts = { tones: 0, own: 0 };
	Object.assign(window, { counts });
	const Real = AudioContext;
	window.AudioContext = class extends Real {
		override createOscillator() {
			counts.tones++;
			return super.createOscillator();
		}
		override createBufferSource() {
			counts.own++;
			return super.createBufferSource();
		}
	};
}

interface Burst {
	words: string;
	/** Controls that it stands on. */
	covers: string[];
	/** Names of the animations that run in it as it appears. */
	animations: string[];
}

/** In the page: what each burst said and did, since two seconds are easily missed. */
function keepBursts(): void {
	const bursts: unknown[] = [];
	Object.assign(window, { bursts });
	const controls = () => [...document.querySelectorAll('a[href], button, input, select, textarea')];
	new MutationObserver(() => {
		const shown = document.querySelector<HTMLElement>('.celebration:not([data-kept])');
		if (!shown) return;
		shown.dataset.kept = '';
		// Where it will stand: it flies in from above.
		const [top, bottom] = [shown.offsetTop, shown.offsetTop + shown.offsetHeight];
		const isCovered = (control: Element) => {
			const box = control.getBoundingClientRect();
			return box.width > 1 && box.height > 1 && box.top < bottom - 1 && box.bottom > top + 1;
		};
		bursts.push({
			words: shown.textContent?.replace(/\s+/g, ' ').trim(),
			covers: controls()
				.filter(isCovered)
				.map((control) => control.outerHTML),
			animations: shown
				.getAnimations({ subtree: true })
				.map((each) => (each as CSSAnimation).animationName ?? 'transition')
		});
	}).observe(document, { childList: true, subtree: true });
}

const bursts = (page: Page) =>
	page.evaluate(() => (window as unknown as { bursts: Burst[] }).bursts);
const rang = (page: Page, words: string) =>
	expect
		.poll(async () => (await bursts(page)).map((each) => each.words), { timeout: 20_000 })
		.toContainEqual(expect.stringContaining(words));

const soundsOf = (page: Page) =>
	page.evaluate(() => ({ ...(window as unknown as { counts: Record<string, number> }).counts }));

async function wins(firstName: string, note: string, amount = '900'): Promise<void> {
	await record([
		{ who: firstName, metric: 'deals-won', value: '1', note },
		{ who: firstName, metric: 'revenue', value: amount, note }
	]);
}

interface Work {
	who: string;
	metric: string;
	value: string;
	note?: string;
}

async function record(works: readonly Work[]): Promise<void> {
	const activities = works.map(({ who, ...work }) => ({
		...work,
		member: `${who.toLowerCase()}@halden.example`,
		occurredAt: new Date().toISOString(),
		source: 'screens',
		externalId: `c-${++sent}`
	}));
	const answer = await fetch(`${winbell.url}/api/v1/activities`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ activities })
	});
	expect(await answer.json()).toMatchObject({ recorded: works.length });
}

const takeover = (tv: Page) => tv.locator('.takeover');
const card = (phone: Page, words: string) => phone.getByRole('article').filter({ hasText: words });

/** Until whatever waited has had the screen, and the next win may have it. */
async function later(...tvs: Page[]): Promise<void> {
	for (const tv of tvs) {
		await tv.clock.fastForward(EVERY_MS);
		await tv.clock.fastForward(EVERY_MS);
		await expect(takeover(tv)).toHaveCount(0);
		// So long without a sign of the server, it may have called again.
		await expect(tv.locator('main[data-live="live"]')).toBeVisible();
	}
}

const board = (tv: Page) => tv.getByRole('list', { name: /points/i });

/** Every minute the goals have the wall for a while. */
async function toBoard(tv: Page): Promise<void> {
	while (!(await board(tv).count())) await tv.clock.fastForward(EVERY_MS);
}

async function expectNoFaults(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		expect(await faultsOf(page)).toEqual([]);
	}
}

test('a win takes both TVs and a peer’s phone; then each TV shows its own team first', async () => {
	for (const tv of [north, harbour]) await tv.clock.pauseAt(Date.now() + 1000);
	await wins('Mara', 'Larkspur', '18400');
	await rang(lena, 'Mara Silva won Larkspur');
	for (const tv of [north, harbour]) {
		await expect(takeover(tv)).toContainText('Mara Silva');
		await expect(takeover(tv)).toContainText('Larkspur');
		await expect(takeover(tv)).toContainText('€18,400');
		await expect(takeover(tv)).toContainText('Land 40 new logos');
		await expect(takeover(tv).locator('.bell svg')).toBeVisible();
		await expect(takeover(tv).getByText('MS', { exact: true })).toBeVisible();
	}
	// The clock stands still until both have come in, however slow the machine is.
	await wins('Aiko', 'Fennick');
	await wins('Oskar', 'Grimsel');
	for (const tv of [north, harbour]) {
		await expect(tv.getByText(/Oskar won Grimsel/)).toBeVisible();
		await tv.clock.fastForward(EVERY_MS);
		await tv.clock.resume();
	}
	await expect(takeover(north)).toContainText('Aiko Kimura');
	await expect(takeover(harbour)).toContainText('Oskar Berg');
	await later(north, harbour);
});

test('four reach a goal together: TV and phone name each of them before the badges it brings', async () => {
	await goTo(aiko, '/goals/new');
	await aiko.getByLabel('What do you want to reach?').fill('Four of us: forty first meetings');
	await aiko.getByLabel('What counts').selectOption('first-meetings');
	await aiko.getByLabel('How much', { exact: true }).fill('40');
	await aiko.getByText('A few of us').click();
	for (const name of ['Jonas Okafor', 'Lena Tran', 'Mara Silva'])
		await aiko.getByLabel(name).check();
	await aiko.getByLabel('Which goal does it support?').selectOption('');
	await aiko.getByRole('button', { name: 'Set this goal' }).click();
	await aiko.waitForURL(/\/goals$/);
	const brings = { Aiko: '24', Jonas: '12', Lena: '7', Mara: '2' };
	await record(
		Object.entries(brings).map(([who, value]) => ({ who, metric: 'first-meetings', value }))
	);
	await rang(lena, 'You, Aiko, Jonas and Mara reached “Four of us: forty first meetings”');
	for (const tv of [north, harbour]) {
		await expect(takeover(tv)).toContainText('Aiko, Jonas, Lena and Mara');
		await expect(takeover(tv)).toContainText(/Aiko \d+, Jonas \d+, Lena \d+, Mara \d+ of 40/);
		await expect(tv.getByText(/Lena earned Goal Getter/).first()).toBeVisible();
		await tv.clock.fastForward(EVERY_MS);
		await expect(takeover(tv)).toContainText('had a best week');
	}
	await later(north, harbour);
});

test('who completes a goal sees it ring, also behind another win', async () => {
	const key = crypto.randomUUID();
	const title = 'One letter by hand';
	const form = { key, scope: 'pod', title, metric: 'taps', target: '1', period: 'week' };
	const headers = { origin: winbell.url, accept: 'text/html' };
	await aiko.request.post('/goals/new', { form, headers });
	await goTo(aiko, `/goals/${key}`);
	await wins('Jonas', 'Ostermoor');
	await expect(aiko.locator('.celebration').first()).toBeVisible({ timeout: 20_000 });
	await aiko.getByRole('button', { name: 'Did one' }).click();
	await rang(aiko, 'You reached “One letter by hand”');
	await goTo(aiko, '/moments');
	await later(north, harbour);
});

test('Aiko chooses a picture and a sound of her own: TVs show and play them when she wins', async () => {
	await goTo(aiko, '/me/settings');
	await expectNoFaults(aiko);
	await aiko.setViewportSize({ width: 320, height: 700 });
	expect(await aiko.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await aiko.setViewportSize(PHONE);
	const ownSound = aiko.getByLabel('A sound of your own');
	const wav = (seconds: number) => ({
		name: 'cheer.wav',
		mimeType: 'audio/wav',
		buffer: Buffer.from(aSound(seconds))
	});
	await ownSound.setInputFiles(wav(6));
	await expect(
		aiko.getByText('That sound is over 5 seconds: cut it and send it again.')
	).toBeVisible();
	await ownSound.setInputFiles(wav(1));
	await aiko.getByRole('button', { name: 'Use this sound' }).click();
	await expect(aiko.getByText('Yours from now on.')).toBeVisible();
	await expect(aiko.getByRole('radio', { name: 'My own' })).toBeChecked();
	await aiko.getByLabel('A picture of you').setInputFiles({
		name: 'me.png',
		mimeType: 'image/png',
		buffer: Buffer.from(aPicture())
	});
	await aiko.getByRole('button', { name: 'Use this picture' }).click();
	await expect(aiko.getByText('That is you now.')).toBeVisible();

	const before = await soundsOf(north);
	await wins('Aiko', 'Brightline');
	await expect(takeover(north)).toContainText('Aiko Kimura');
	const picture = takeover(north).locator('.face img');
	await expect(picture).toHaveAttribute('src', /^\/members\/.*\/picture\/[0-9a-f]{64}$/);
	expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
	await expect.poll(() => soundsOf(north)).toEqual({ ...before, own: before.own! + 1 });
	await later(north, harbour);
});

test('Aiko hides from TVs: both let go of her name at once, and nobody else’s', async () => {
	await toBoard(north);
	await expect(board(north).getByText('Aiko Kimura')).toBeVisible();
	await expect(north.getByText(/Aiko won/).first()).toBeVisible();
	await aiko.getByText('Hide me from TVs').click();
	await aiko.getByRole('button', { name: 'Save who sees them' }).click();
	await expect(aiko.getByText('Every screen follows.')).toBeVisible();
	for (const tv of [north, harbour]) await expect(tv.getByText(/Aiko/)).toHaveCount(0);
	expect(await (await north.request.get(north.url())).text()).not.toContain('Aiko');
	await toBoard(north);
	await expect(board(north).getByRole('listitem').first()).toBeVisible();

	await wins('Aiko', 'Hollin');
	await expect(card(lena, 'Hollin')).toBeVisible();
	await wins('Oskar', 'Wendell');
	for (const tv of [north, harbour]) {
		await expect(takeover(tv)).toContainText('Oskar Berg');
		await expect(tv.getByText(/Aiko|Hollin/)).toHaveCount(0);
	}
	await later(north, harbour);

	await aiko.getByText('Hide me from TVs').click();
	await aiko.getByText('Hide me from the feed').click();
	await aiko.getByRole('button', { name: 'Save who sees them' }).click();
	await expect(lena.getByRole('article').filter({ hasText: 'Aiko Kimura won' })).toHaveCount(0);
	await toBoard(north);
	await expect(board(north).getByText('Aiko Kimura')).toBeVisible();
	await aiko.getByText('Hide me from the feed').click();
	await aiko.getByRole('button', { name: 'Save who sees them' }).click();
	await expect(card(lena, 'Hollin')).toBeVisible();
});

test('on a call Lena’s phone is still; back from it the bell shows, clear of every control', async () => {
	await goTo(lena, '/moments');
	await lena.getByRole('button', { name: /On a call/ }).click();
	await expect(lena.getByText(/No bell until/)).toBeVisible();
	await wins('Jonas', 'Ellwood');
	await expect(card(lena, 'Ellwood')).toBeVisible();
	expect(await bursts(lena)).toEqual([]);
	await lena.getByRole('button', { name: 'I am back' }).click();
	await expect(lena.getByRole('button', { name: /On a call/ })).toBeVisible();
	await goTo(lena, '/me/settings');
	await lena.getByLabel('Quiet from').fill('11:00');
	await lena.getByLabel('until', { exact: true }).fill('14:30');
	await lena.getByRole('button', { name: 'Save when it rings' }).click();
	await expect(lena.getByText('Saved.', { exact: true })).toBeVisible();
	await goTo(lena, '/moments');
	await wins('Jonas', 'Farrow');
	await expect(card(lena, 'Farrow')).toBeVisible();
	expect(await bursts(lena)).toEqual([]);
	await goTo(lena, '/me/settings');
	await lena.getByLabel('Quiet from').fill('03:00');
	await lena.getByLabel('until', { exact: true }).fill('04:00');
	await lena.getByRole('button', { name: 'Save when it rings' }).click();
	await expect(lena.getByText('Saved.', { exact: true })).toBeVisible();
	await wins('Jonas', 'Aldercroft');
	await rang(lena, 'Jonas Okafor won Aldercroft');
	expect((await bursts(lena))[0]!.covers).toEqual([]);
});

test('with less motion nothing is animated: a TV and a phone are only lit for a second', async ({
	browser
}) => {
	const still = { reducedMotion: 'reduce' } as const;
	const ines = await phoneOf(browser, 'Ines', '/settings/displays');
	const tv = await pairedTv(browser, ines, 'Northern Lights', still);
	const jonas = await phoneOf(browser, 'Jonas', '/moments', still);
	// A win of seconds ago rings for whoever comes now.
	await jonas.waitForLoadState('networkidle');
	await expect(jonas.locator('.celebration')).toHaveCount(0);
	for (const page of [tv, jonas])
		await page.evaluate(() => {
			const real = window.requestAnimationFrame.bind(window);
			const count = { frames: 0 };
			Object.assign(window, { count });
			window.requestAnimationFrame = (then) => {
				count.frames++;
				return real(then);
			};
		});
	await tv.clock.pauseAt(Date.now() + 1000);
	await wins('Aiko', 'Penhallow');
	await rang(jonas, 'Aiko Kimura won Penhallow');
	expect((await bursts(jonas))[0]!.animations.filter((name) => !/lit$/.test(name))).toEqual([]);
	await expect(takeover(tv)).toHaveClass(/lit/);
	// One of a hundredth of a millisecond is none, and on a busy machine may not be over yet.
	const long = () =>
		document.getAnimations().filter(({ effect }) => Number(effect!.getTiming().duration) > 1);
	expect(await tv.evaluate(`(${long})().length`)).toBe(0);
	await tv.clock.fastForward(1000);
	await expect(takeover(tv)).not.toHaveClass(/lit/);
	await tv.clock.fastForward(8000);
	await expect(takeover(tv)).toHaveCount(0);
	for (const page of [tv, jonas]) {
		await expect(page.locator('canvas')).toHaveCount(0);
		const frames = () =>
			page.evaluate(() => (window as unknown as { count: { frames: number } }).count.frames);
		expect(await frames()).toBeLessThanOrEqual(2);
	}
	for (const page of [tv, jonas, ines]) await page.context().close();
});
