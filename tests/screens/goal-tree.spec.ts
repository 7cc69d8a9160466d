import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 1000 };
/** The whole tree in sight, so that nothing scrolls under what is carried. */
const TALL = { width: 1440, height: 2400 };
const TV = { width: 1920, height: 1080 };
/** A second at which the goals hang. */
const GOALS_HANG = 45;
const FIVE = '5 demos this week';
const COACH = 'Coach Lena through two discovery calls';
const TEAM = '60 qualified demos';

test.describe.configure({ mode: 'serial' });

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

async function as(
	browser: Browser,
	name: string,
	viewport = PHONE,
	how: BrowserContextOptions = {}
): Promise<Page> {
	const context = await browser.newContext({ viewport, baseURL: winbell.url, ...how });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto('/goals?of=everyone');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await expect(page.getByRole('tree', { name: 'Everyone’s goals' })).toBeVisible();
	return page;
}

/** A TV on the slide of goals. */
async function pairedTv(browser: Browser, leader: Page): Promise<Page> {
	const context = await browser.newContext({ viewport: TV, baseURL: winbell.url });
	const tv = await context.newPage();
	await tv.goto('/tv');
	const code = await tv.getByLabel(/^The code is/).textContent();
	await leader.goto(`/settings/displays?code=${code}`);
	await leader.getByRole('button', { name: 'Pair the TV' }).click();
	await expect(leader.getByText('is paired')).toBeVisible();
	await tv.waitForURL(/\/tv\/[0-9a-f-]{36}$/);
	const now = new Date();
	now.setSeconds(GOALS_HANG);
	await tv.clock.setFixedTime(now);
	await tv.reload();
	await expect(tv.locator('main[data-live="live"]')).toBeVisible();
	return tv;
}

function line(page: Page, title: string): Locator {
	return page.getByRole('treeitem', { name: new RegExp(`^${title}\\.`) });
}

function card(page: Page, title: string): Locator {
	return line(page, title).locator('article').first();
}

/** The goal right above one in the tree. */
async function above(page: Page, title: string): Promise<string | null> {
	const parent = line(page, title).locator('xpath=ancestor::li[@role="treeitem"][1]');
	const [first] = await parent.locator('h3').allTextContents();
	return first ?? null;
}

async function expectNoFaults(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

test('whoever opens the goals reads what the company wants, what the team brings, what to do today', async ({
	browser
}) => {
	const page = await as(browser, 'Aiko');
	const hero = page.getByRole('region', { name: 'In short' });
	await expect(hero).toContainText('Halden & Co wants');
	await expect(hero).toContainText('Land 40 new logos');
	await expect(hero).toContainText('Northern Lights brings');
	await expect(hero).toContainText(TEAM);
	await expect(hero).toContainText(/You, today\s*\S+ to go for “/);
	await expectNoFaults(page);
	for (const path of ['/goals', '/goals?of=everyone', '/teams/northern-lights']) {
		await page.setViewportSize({ width: 320, height: 700 });
		await page.goto(path);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(wide, path).toBeLessThanOrEqual(320);
	}
	await expectNoFaults(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectNoFaults(page);
	await page.context().close();
});

test('one demo moves the company’s screens at once: a phone, a desk and a TV', async ({
	browser
}) => {
	const leader = await as(browser, 'Ines', DESK);
	const tv = await pairedTv(browser, leader);
	await leader.goto('/goals');
	const aiko = await as(browser, 'Aiko');
	const figures = [
		card(aiko, FIVE),
		card(aiko, TEAM),
		card(leader, FIVE),
		card(leader, TEAM),
		tv.locator('.team').filter({ hasText: TEAM })
	].map((place) => place.locator('[data-amount]'));
	const logos = [
		card(aiko, 'Land 40 new logos'),
		card(leader, 'Land 40 new logos'),
		tv.locator('.tv-goal')
	].map((place) => place.locator('[data-amount]'));
	const amounts = (places: Locator[]) =>
		Promise.all(places.map(async (place) => Number(await place.getAttribute('data-amount'))));
	const before = [await amounts(figures), await amounts(logos)];
	await record('demos-held', 'deals-won');
	for (const [index, places] of [figures, logos].entries())
		for (const [n, place] of places.entries())
			await expect(place).toHaveAttribute('data-amount', String(before[index]![n]! + 1));
	await expectNoFaults(tv);
	await expectNoFaults(leader);
	for (const page of [aiko, leader, tv]) await page.context().close();
});

async function record(...metrics: string[]): Promise<void> {
	const key = await winbell.key(`CRM ${metrics[0]}`);
	const activities = metrics.map((metric) => ({
		...{ metric, member: 'aiko@halden.example', value: 1, source: 'tree' },
		...{ externalId: metric, occurredAt: new Date().toISOString() }
	}));
	const sent = await fetch(`${winbell.url}/api/v1/activities`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ activities })
	});
	expect(await sent.json()).toMatchObject({ recorded: metrics.length });
}

test('the tree is walked, folded and re-linked with the keyboard', async ({ browser }) => {
	const page = await as(browser, 'Aiko');
	const first = line(page, 'Land 40 new logos');
	await first.focus();
	await page.keyboard.press('ArrowLeft');
	await expect(first).toHaveAttribute('aria-expanded', 'false');
	await expect(line(page, TEAM)).toHaveCount(0);
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await expect(first.getByRole('treeitem').first()).toBeFocused();
	await line(page, COACH).focus();
	await page.keyboard.press('ArrowLeft');
	await expect(line(page, TEAM)).toBeFocused();
	// The way by Tab stands on every line that may be moved, also on those that nobody walked to.
	await card(page, FIVE).getByRole('link', { name: /^Move/ }).focus();
	await expect(line(page, FIVE)).toHaveAttribute('tabindex', '0');
	await expect(card(page, COACH).getByRole('link', { name: /^Move/ })).not.toHaveAttribute(
		'tabindex',
		'-1'
	);
	await line(page, COACH).focus();
	await expect(card(page, COACH).getByText('Shift M')).toBeVisible();
	await page.keyboard.press('Shift+M');
	const sheet = page.getByRole('dialog', { name: 'Move under …' });
	await expect(sheet).toContainText(COACH);
	await sheet
		.getByLabel('Which goal does it support?')
		.selectOption({ label: 'Nothing, it stands on its own' });
	await sheet.getByRole('button', { name: 'Move it there' }).click();
	await expect(page.getByText(`“${COACH}” now stands on its own.`)).toBeVisible();
	await expect.poll(() => above(page, COACH)).toBeNull();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByText(`“${COACH}” is back where it was.`)).toBeVisible();
	await expect.poll(() => above(page, COACH)).toBe(TEAM);
	await expect(card(page, COACH)).not.toContainText('waits for');
	await expect(line(page, COACH)).toBeFocused();
	await page.context().close();
});

test('a goal that was put elsewhere while it was carried, or its menu open, is not moved unseen', async ({
	browser
}) => {
	const page = await as(browser, 'Aiko', TALL);
	const goal = (await line(page, COACH).getAttribute('data-goal'))!;
	const team = (await line(page, TEAM).getAttribute('data-goal'))!;
	const onItsOwn = async () => {
		const headers = { origin: winbell.url, accept: 'text/html' };
		await page.request.post('/goals?/link', { form: { goal }, headers });
		await expect.poll(() => above(page, COACH)).toBeNull();
	};
	const first = `You put it on its own just now. Move it again to put it under “${FIVE}”.`;
	await carry(page, COACH, FIVE, () => onItsOwn());
	await expect(card(page, FIVE)).toContainText(first);
	await expect(page.getByRole('status').filter({ hasText: first })).toBeVisible();
	await expect.poll(() => above(page, COACH)).toBeNull();
	await carry(page, COACH, FIVE);
	await expect.poll(() => above(page, COACH)).toBe(FIVE);

	await card(page, COACH).getByRole('link', { name: /^Move/ }).click();
	const sheet = page.getByRole('dialog', { name: 'Move under …' });
	await sheet.getByLabel('Which goal does it support?').selectOption(team);
	await onItsOwn();
	await sheet.getByRole('button', { name: 'Move it there' }).click();
	const second = `You put it on its own just now. Move it again to put it under “${TEAM}”.`;
	await expect(card(page, TEAM)).toContainText(second);
	await expect.poll(() => above(page, COACH)).toBeNull();
	await page.context().close();
});

test('a goal is carried onto another, where somebody is asked; what may not be goes back and says why', async ({
	browser
}) => {
	const page = await as(browser, 'Aiko', TALL);
	await carry(page, COACH, FIVE);
	await expect.poll(() => above(page, COACH)).toBe(FIVE);
	await expect(page.getByText(`“${COACH}” now supports “${FIVE}”.`)).toBeVisible();
	await carry(page, FIVE, COACH, async () => {
		const ghost = page.locator('.goal-ghost');
		await expect(ghost).toHaveAttribute('data-why', 'Would go in a circle');
		await expect(line(page, COACH)).not.toHaveClass(/target/);
	});
	await expect(card(page, COACH)).toContainText('go in a circle');
	expect(await above(page, FIVE)).toBe(TEAM);
	await carry(page, COACH, '60 first meetings');
	await expect(page.getByText(/^Ruben is asked whether/)).toBeVisible();
	await expect(card(page, COACH)).toContainText('waits for Ruben: under “60 first meetings”');
	expect(await above(page, COACH)).toBe(FIVE);
	await page.context().close();
});

async function carry(
	page: Page,
	title: string,
	onto: string,
	before: () => Promise<void> = () => expect(line(page, onto)).toHaveClass(/target/)
): Promise<void> {
	await card(page, title).locator('.who').scrollIntoViewIfNeeded();
	const from = (await card(page, title).locator('.who').boundingBox())!;
	// Lifting one moves none of the others: what was aimed at is still there.
	const to = (await card(page, onto).locator('.who').boundingBox())!;
	await page.mouse.move(from.x + 8, from.y + 8);
	await page.mouse.down();
	await page.mouse.move(from.x + 30, from.y + 20, { steps: 4 });
	await expect(page.getByText('Here it stands on its own.')).toBeVisible();
	await page.mouse.move(to.x + 12, to.y + 8, { steps: 6 });
	await before();
	await page.mouse.up();
}

test('on a phone a finger scrolls the tree, and carries a goal after a long press', async ({
	browser
}) => {
	const page = await as(browser, 'Oskar', PHONE, { hasTouch: true, isMobile: true });
	const own = 'Fourteen first meetings along the quay';
	const place = card(page, own).locator('.who');
	await place.evaluate((element) => element.scrollIntoView({ block: 'center' }));
	const finger = await fingerOf(page);
	const { x, y } = (await place.boundingBox())!;
	const before = await page.evaluate(() => scrollY);
	await finger('touchStart', x + 8, y + 8);
	for (const step of [30, 60, 90, 120]) await finger('touchMove', x + 8, y + 8 - step);
	await finger('touchEnd');
	await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50);
	await expect(page.locator('.goal-ghost')).toHaveCount(0);

	await untilStill(page);
	await place.evaluate((element) => element.scrollIntoView({ block: 'center' }));
	const at = (await place.boundingBox())!;
	await finger('touchStart', at.x + 8, at.y + 8);
	await expect(page.locator('.goal-ghost')).toHaveText(own);
	const still = await page.evaluate(() => scrollY);
	await finger('touchMove', at.x + 40, at.y - 40);
	expect(await page.evaluate(() => scrollY)).toBe(still);
	const alone = (await page.getByText('Here it stands on its own.').boundingBox())!;
	for (const share of [0.4, 0.8, 1])
		await finger(
			'touchMove',
			at.x + 8 + (alone.x + 40 - at.x) * share,
			at.y + (alone.y + 16 - at.y) * share
		);
	await finger('touchEnd');
	await expect(page.getByText(`“${own}” now stands on its own.`)).toBeVisible();
	await expect(page).toHaveURL(/\/goals/);
	await page.context().close();
});

/** Until a page that a finger has flung has come to rest. */
async function untilStill(page: Page): Promise<void> {
	let last = -1;
	await expect
		.poll(async () => {
			const before = last;
			last = await page.evaluate(() => scrollY);
			return last === before;
		})
		.toBe(true);
}

/** What a finger does to the screen, as the browser itself hears it. */
async function fingerOf(page: Page) {
	const browser = await page.context().newCDPSession(page);
	return async (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) => {
		const touchPoints = type === 'touchEnd' ? [] : [{ x, y }];
		await browser.send('Input.dispatchTouchEvent', { type, touchPoints });
	};
}

test('a team’s page shows what is open to join, and one tap is enough', async ({ browser }) => {
	const page = await as(browser, 'Lena');
	await page
		.getByRole('region', { name: 'In short' })
		.getByRole('link', { name: /brings/ })
		.click();
	await page.waitForURL(/\/teams\/northern-lights$/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northern Lights');
	await page
		.getByRole('button', { name: 'Join Four of us: twelve meetings with hospitals' })
		.click();
	await expect(page.getByText(/^You are in: “Four of us/)).toBeVisible();
	await expect(page.getByRole('article').filter({ hasText: 'Four of us' })).toContainText(
		'2 more in it'
	);
	await expectNoFaults(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectNoFaults(page);
	await page.context().close();
});
