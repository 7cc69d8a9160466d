import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { parseCsv } from '../csv.ts';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const POINT_DECIMALS = 9;
/**
 * The twelve stand alone, but before the working hours of a week have begun: then all that the demo team did
 * in it lies close beside them.
 */
const AT_ONCE = isEarlyInTheWeek()
	? /^[1-9]\d calls connected within (a minute|\d+ minutes)/
	: /^12 calls connected within a minute/;

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	await record(await winbell.key('Dialler'), 12);
});

test.afterAll(async () => winbell.stop());

/** Aiko's calls, all of the last minute. */
async function record(key: string, calls: number): Promise<void> {
	const now = Date.now();
	const activities = Array.from({ length: calls }, (_, index) => ({
		metric: 'calls-connected',
		member: 'aiko@halden.example',
		value: '1',
		occurredAt: new Date(now - index * 1000).toISOString(),
		source: 'dialler',
		externalId: `check-${index}`
	}));
	const answer = await fetch(`${winbell.url}/api/v1/activities`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
		body: JSON.stringify({ activities })
	});
	expect(await answer.json()).toMatchObject({ recorded: calls });
}

function isEarlyInTheWeek(): boolean {
	const inBerlin = { timeZone: 'Europe/Berlin', weekday: 'short', hour: '2-digit' } as const;
	const now = new Intl.DateTimeFormat('en-GB', { ...inBerlin, hourCycle: 'h23' }).format();
	return now.startsWith('Mon') && Number(now.slice(-2)) < 9;
}

async function stepInto(
	browser: Browser,
	name: string,
	{ path = '/standings', ...options }: BrowserContextOptions & { path?: string } = {}
): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({ viewport: PHONE, baseURL: winbell.url, ...options });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto(path);
	return { page, context };
}

async function clean(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
}

async function fits(page: Page): Promise<void> {
	const beyond = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(beyond, page.url()).toBe(0);
}

test('a rep questions a call, her manager answers on a phone, and both see it at once', async ({
	browser
}) => {
	const ines = await stepInto(browser, 'Ines Falk', { path: '/checks' });
	await expect(ines.page.getByRole('heading', { level: 1 })).toHaveText('Worth a look');
	await expect(ines.page.getByText(AT_ONCE)).toBeVisible();
	await expect(ines.page.getByRole('link', { name: /^Me 2/ })).toBeVisible();
	await expect(ines.page.getByText(/reached the mailbox/)).toBeVisible();
	await ines.page.getByLabel(/Your answer/).fill('The dialler has them talking.');
	await ines.page.getByRole('button', { name: 'It stays' }).click();
	await expect(ines.page.getByRole('link', { name: /^Me 1/ })).toBeVisible();

	const aiko = await stepInto(browser, 'Aiko Kimura', {
		path: '/standings?metric=calls-connected&period=day&team=*',
		viewport: DESK
	});
	await aiko.page.locator('[data-place] a').click();
	const panel = aiko.page.getByRole('complementary', { name: 'Behind a figure' });
	await expect(panel.getByText(AT_ONCE)).toBeVisible();
	await panel.getByText('Question this').first().click();
	await panel
		.getByLabel(/What is wrong with it/)
		.first()
		.fill('This was a voicemail.');
	await panel.getByRole('button', { name: 'Ask' }).first().click();
	await expect(panel.getByText('“This was a voicemail.”')).toBeVisible();
	await expect(panel.getByText('Not answered yet.')).toBeVisible();

	await expect(ines.page.getByText('“This was a voicemail.”')).toBeVisible();
	await expect(ines.page.getByRole('link', { name: /^Me 2/ })).toBeVisible();
	await clean(ines.page);
	await ines.page.getByLabel(/Your answer/).fill('The line was open for two minutes.');
	await ines.page.getByRole('button', { name: 'It stays' }).click();
	await expect(ines.page.getByRole('link', { name: /^Me 1/ })).toBeVisible();
	await expect(ines.page.getByRole('heading', { name: 'Unusual' })).toBeFocused();
	await expect(panel.getByText('“The line was open for two minutes.”')).toBeVisible();
	await expect(panel.getByText(/^Ines Falk, it stays/)).toBeVisible();

	await ines.page.getByRole('button', { name: /^Looked at/ }).click();
	await expect(ines.page.getByRole('heading', { name: 'Nothing waits for you' })).toBeFocused();
	await expect(panel.getByText(/Ines Falk has looked/)).toBeVisible();
	await clean(aiko.page);
	await ines.context.close();
	await aiko.context.close();
});

test('what is behind a figure is saved as a file that adds up to it', async ({ browser }) => {
	const { page, context } = await stepInto(browser, 'Lena Tran', {
		path: '/standings?by=team&period=month',
		viewport: DESK
	});
	await page
		.getByRole('link', { name: /Northern Lights/ })
		.first()
		.click();
	const sum = await page.locator('[data-sum]').first().getAttribute('data-sum');
	const saving = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Save as CSV' }).click();
	const file = await saving;
	expect(file.suggestedFilename()).toMatch(/^Northern Lights, points, .*\.csv$/);
	const [head, ...rows] = parseCsv(readFileSync(await file.path(), 'utf8').slice(1));
	const points = head!.indexOf('Points');
	const added = rows.reduce((all, row) => all + scaled(row[points]!), 0n);
	expect(rows.length).toBeGreaterThan(50);
	expect(String(added)).toBe(sum);
	await context.close();
});

/** "-12.5" in billionths. */
function scaled(text: string): bigint {
	const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
	const value = BigInt(whole + fraction.padEnd(POINT_DECIMALS, '0'));
	return text.startsWith('-') ? -value : value;
}

test('every week and every best opens, in both themes and on the smallest phone', async ({
	browser
}) => {
	for (const colorScheme of ['light', 'dark'] as const) {
		const { page, context } = await stepInto(browser, 'Ines Falk', {
			colorScheme,
			viewport: { width: 320, height: 640 }
		});
		for (const path of ['/checks', '/settings/changes']) {
			await page.goto(winbell.url + path);
			await clean(page);
			await fits(page);
		}
		await page.goto(`${winbell.url}/standings?team=*&view=whole`);
		await page.getByRole('link', { name: 'Aiko Kimura' }).first().click();
		await expect(page.getByRole('dialog')).toContainText('come from');
		await fits(page);
		await context.close();
	}
	const { page, context } = await stepInto(browser, 'Aiko Kimura', { path: '/me' });
	await page.getByRole('link', { name: /still running/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Where .+ come from$/);
	await clean(page);
	await context.close();
});
