import type { Browser, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const DAY_MS = 86_400_000;
const DESK = { width: 1280, height: 800 };
const QUAY = 'Fourteen first meetings along the quay';
const COACH = 'Coach Lena through two discovery calls';

test.describe.configure({ mode: 'serial' });

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

/** A browser of somebody's own, on the goals page. */
async function as(browser: Browser, name: string, viewport = PHONE): Promise<Page> {
	const context = await browser.newContext({ viewport, baseURL: winbell.url });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto('/goals');
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	return page;
}

function card(page: Page, title: string) {
	return page
		.getByRole('region', { name: 'Your chain' })
		.getByRole('article')
		.filter({ has: page.getByRole('link', { name: title, exact: true }) });
}

function figure(page: Page, title: string) {
	return card(page, title).locator('[data-amount]');
}

async function expectNoFaults(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

test('Aiko sees what the company wants, what her team does for it and what she can do', async ({
	browser
}) => {
	const page = await as(browser, 'Aiko');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('What your week adds up to');
	await expect(page.getByText(/^\d+% of your work feeds a goal\.$/)).toBeVisible();
	const chain = page.getByRole('region', { name: 'Your chain' });
	await expect(chain.getByRole('heading', { level: 3 }).first()).toHaveText('Land 40 new logos');
	await expect(card(page, '60 qualified demos')).toContainText('Northern Lights');
	await expect(card(page, '5 demos this week')).toContainText('You · this week');
	await expect(card(page, COACH)).toContainText('social');
	await expect(
		card(page, 'Land 40 new logos').getByRole('progressbar', { name: 'Land 40 new logos' })
	).toHaveAttribute('aria-valuetext', /of 40/);
	await expect(chain.getByRole('article').getByText(/first meetings/)).toHaveCount(0);
	await expectNoFaults(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectNoFaults(page);
	await page.getByRole('link', { name: 'Everyone’s' }).click();
	await expect(page.getByRole('link', { name: '60 first meetings' })).toBeVisible();
	await page.context().close();
});

test('a tap counts at once, on her manager’s screen too, and can be taken back', async ({
	browser
}) => {
	const aiko = await as(browser, 'Aiko');
	const ines = await as(browser, 'Ines', DESK);
	const theirs = ines
		.getByRole('region', { name: 'Everyone’s goals' })
		.getByRole('article')
		.filter({ has: ines.getByRole('link', { name: COACH }) });
	await expect(theirs).toContainText('Aiko Kimura');
	await expect(theirs.locator('[data-amount]')).toHaveAttribute('data-amount', '1');
	await expectNoFaults(ines);
	await card(aiko, COACH)
		.getByRole('button', { name: /Did one/ })
		.dblclick();
	await expect(figure(aiko, COACH)).toHaveAttribute('data-amount', '2');
	const said = aiko.getByRole('region', { name: 'In short' }).getByText(`You reached “${COACH}”.`);
	await expect(said).toBeVisible();
	await expect(theirs.locator('[data-amount]')).toHaveAttribute('data-amount', '2');
	await expect(theirs).toContainText('reached');
	await expect(aiko.getByText('Saving…')).toHaveCount(0);
	await aiko.reload();
	await expect(figure(aiko, COACH)).toHaveAttribute('data-amount', '2');
	await expect(said).toHaveCount(0);
	await card(aiko, COACH)
		.getByRole('button', { name: /Take one back/ })
		.click();
	await expect(theirs.locator('[data-amount]')).toHaveAttribute('data-amount', '1');
	await expect(figure(aiko, COACH)).toHaveAttribute('data-amount', '1');
	for (const page of [aiko, ines]) await page.context().close();
});

test('a tap without a connection says that it was not saved, and is not shown', async ({
	browser
}) => {
	const page = await as(browser, 'Aiko');
	await page.context().setOffline(true);
	await card(page, COACH)
		.getByRole('button', { name: /Did one/ })
		.click();
	await expect(page.getByText(/^Not saved: there is no connection/)).toBeVisible();
	await expect(figure(page, COACH)).toHaveAttribute('data-amount', '1');
	await page.context().close();
});

test('a demo that is recorded moves her week and the team’s month before her eyes', async ({
	browser
}) => {
	const page = await as(browser, 'Aiko');
	const week = Number(await figure(page, '5 demos this week').getAttribute('data-amount'));
	const month = Number(await figure(page, '60 qualified demos').getAttribute('data-amount'));
	const key = await winbell.key('Calendar');
	const demo = {
		...{ metric: 'demos-held', member: 'aiko@halden.example', value: 1 },
		...{ source: 'calendar', externalId: 'one', occurredAt: new Date().toISOString() }
	};
	const sent = await page.request.post('/api/v1/activities', {
		headers: { authorization: `Bearer ${key}` },
		data: { activities: [demo] }
	});
	expect(await sent.json()).toMatchObject({ recorded: 1 });
	await expect(figure(page, '5 demos this week')).toHaveAttribute('data-amount', String(week + 1));
	await expect(figure(page, '60 qualified demos')).toHaveAttribute(
		'data-amount',
		String(month + 1)
	);
	await page.context().close();
});

test('who records one by hand is back on the goals, one further, and hears that it counts', async ({
	browser
}) => {
	const page = await as(browser, 'Oskar');
	const before = Number(await figure(page, QUAY).getAttribute('data-amount'));
	await page.getByRole('link', { name: 'Record one' }).click();
	await page.getByRole('button', { name: 'Add it' }).click();
	await page.waitForURL(/\/goals$/);
	await expect(page.getByText('Added. It counts from now on.')).toBeVisible();
	await expect(figure(page, QUAY)).toHaveAttribute('data-amount', String(before + 1));
	await page.context().close();
});

test('work that feeds nothing becomes a goal of hers, which can be changed and closed, and keeps its result', async ({
	browser
}) => {
	const page = await as(browser, 'Aiko');
	await page.getByRole('link', { name: 'Set a goal that counts calls connected' }).click();
	await expect(page.getByLabel('What counts')).toHaveValue('calls-connected');
	const support = page.getByLabel('Which goal does it support?');
	await expect(support.locator('option:checked')).toHaveText('60 qualified demos');
	await support.selectOption('');
	await page.getByLabel('What do you want to reach?').fill('30 good calls');
	await page.getByLabel('How much', { exact: true }).fill('lots');
	await page.getByRole('button', { name: 'Set this goal' }).click();
	await expect(page.getByText('Enter a plain number, like 40.').first()).toBeVisible();
	await expect(page.getByLabel('What do you want to reach?')).toHaveValue('30 good calls');
	await page.getByLabel('How much', { exact: true }).fill('30');
	await page.getByRole('button', { name: 'Set this goal' }).click();
	await page.waitForURL(/\/goals$/);
	await expect(figure(page, '30 good calls')).toHaveAttribute('data-amount', '16');
	await expect(
		page.getByRole('list', { name: 'Work that feeds no goal' }).getByText(/leads nowhere: link it/)
	).toBeVisible();

	await card(page, '30 good calls').getByRole('link').click();
	await page.getByRole('link', { name: 'Change this goal' }).click();
	await expectNoFaults(page);
	await page.getByLabel('How much', { exact: true }).fill('25');
	await page.getByRole('button', { name: 'Keep these changes' }).click();
	await expect(page.getByRole('progressbar', { name: '30 good calls' })).toHaveAttribute(
		'aria-valuetext',
		/^16 of 25/
	);
	await page.getByText('Close this goal').click();
	await page.getByLabel('What did you learn?').fill('Ten prepared beat thirty.');
	await page.getByRole('button', { name: 'Close it with 16' }).click();
	await expect(page.getByRole('heading', { name: 'What was learned' })).toBeVisible();
	await page.goto('/goals/past');
	await expect(page.getByRole('link', { name: '30 good calls' })).toBeVisible();
	await expectNoFaults(page);
	await page.context().close();
});

test('the team’s goal opens to who feeds it, and is the manager’s to change', async ({
	browser
}) => {
	const page = await as(browser, 'Aiko');
	await card(page, '60 qualified demos').getByRole('link').click();
	await expect(page.getByRole('heading', { name: 'Who feeds it' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Jonas Okafor', exact: true })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Change this goal' })).toHaveCount(0);
	await expectNoFaults(page);
	await page.context().close();
});

test('Oskar leaves: Emil carries on with his goal from where it stands', async ({ browser }) => {
	// His goal is that of the month, and on its last day nobody could carry on with it.
	const oskar = await as(browser, 'Oskar');
	await card(oskar, QUAY).getByRole('link', { name: QUAY }).click();
	await oskar.getByRole('link', { name: 'Change this goal' }).click();
	await oskar
		.getByLabel('Until')
		.fill(new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 10));
	await oskar.getByRole('button', { name: 'Keep these changes' }).click();
	await expect(oskar.getByRole('heading', { level: 1 })).toHaveText(QUAY);
	const greta = await as(browser, 'Greta', DESK);
	await greta.goto('/settings/people');
	await greta.getByRole('link', { name: /Oskar Berg/ }).click();
	await greta.getByText('Leaves…', { exact: true }).click();
	await expect(greta.getByText('What Oskar Berg answers for')).toBeVisible();
	await greta.getByRole('button', { name: 'Yes, Oskar Berg leaves today' }).click();
	await expect(greta.getByRole('heading', { name: 'No longer here' })).toBeVisible();
	const ruben = await as(browser, 'Ruben');
	await ruben.getByRole('link', { name: new RegExp(`“${QUAY}” is not reached`) }).click();
	const how = ruben.getByText(/^Whoever carries on starts at \d+ of 14/);
	await expect(how).toContainText('with a goal of their own from tomorrow on.');
	await ruben.getByLabel('Who carries on?').selectOption({ label: 'Emil Vogt' });
	await ruben.getByRole('button', { name: 'Hand it over' }).click();
	await expect(ruben.getByText('Emil Vogt is asked to carry on.')).toBeVisible();
	await expectNoFaults(ruben);
	const emil = await as(browser, 'Emil');
	await emil.getByRole('link', { name: new RegExp(`carry on with “${QUAY}”`) }).click();
	await emil.waitForURL(/\/goals\/./);
	const old = emil.url();
	await emil.getByRole('button', { name: 'Yes, I carry on' }).click();
	await expect(emil.getByText(/^Emil Vogt carries on for Oskar Berg, who has left/)).toBeVisible();
	await emil.getByRole('link', { name: '60 first meetings' }).click();
	const below = emil.getByRole('listitem').filter({ hasText: QUAY });
	await expect(below.filter({ hasText: 'Emil Vogt' })).toHaveCount(1);
	await expect(below.filter({ hasText: 'Oskar Berg · closed' })).toHaveCount(1);
	await expectNoFaults(emil);
	await emil.goto(old);
	await expect(emil.getByText(/^Emil Vogt carries on from \d+ of 14\./)).toBeVisible();
	for (const page of [oskar, greta, ruben, emil]) await page.context().close();
});

test('goals hold from the narrowest phone to a wide desk', async ({ browser }) => {
	const page = await as(browser, 'Greta');
	for (const width of [320, 768, 1024, 1920]) {
		await page.setViewportSize({ width, height: 800 });
		for (const path of ['/goals', '/goals?of=everyone', '/goals/new', '/goals/past']) {
			await page.goto(path);
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect(wide, `${path} at ${width}`).toBeLessThanOrEqual(width);
		}
	}
	await page.context().close();
});

test('what is reached is said where it was tapped, and whoever tapped it goes on from there', async ({
	browser
}) => {
	const page = await as(browser, 'Lena');
	await page.goto('/goals/new');
	await page.getByLabel('What do you want to reach?').fill('Call Ana back');
	await page.getByLabel('What counts').selectOption('taps');
	await page.getByLabel('How much', { exact: true }).fill('1');
	await page.getByLabel('Which goal does it support?').selectOption('');
	await page.getByRole('button', { name: 'Set this goal' }).click();
	await page.waitForURL(/\/goals$/);
	const inShort = page.getByRole('region', { name: 'In short' });
	await inShort.getByRole('button', { name: /Did one/ }).click();
	await expect(inShort.getByText('You reached “Call Ana back”.')).toBeFocused();
	await expect(inShort).toContainText('waits for Ines.');
	await page.context().close();
});
