import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';

const NARROWEST = { width: 320, height: 700 };
/** As long as a title, a name or a TV's name may be, without a place to break. */
const TITLE = 'Kundenzufriedenheitsverbesserungsmassnahmenabschlussberichtsfreigabebesprechung1';
const PERSON = 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaf';
const VALUE = TITLE.slice(0, 40);
const TV = TITLE.slice(0, 60);

const PAGES = [
	'/goals',
	'/goals?of=everyone',
	'/goals/past',
	'/goals/new',
	'/goals/reviews',
	'/standings',
	'/moments',
	'/leagues',
	'/me',
	'/me/settings',
	'/alignment',
	'/expectations',
	'/recognise',
	'/recognition',
	'/checks',
	'/useful',
	'/settings',
	'/settings/alignment',
	'/settings/badges',
	'/settings/changes',
	'/settings/displays',
	'/settings/metrics',
	'/settings/people',
	'/settings/targets',
	'/settings/values'
];

/** Where most stands beside each other. */
const FULLEST = ['/goals', '/standings', '/moments', '/me', '/recognition', '/alignment'];

let winbell: DemoWinbell;
let phone: BrowserContext;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	winbell = await startDemo();
	phone = await signedIn(browser, 'Greta');
});

test.afterAll(async () => {
	await phone?.close();
	await winbell.stop();
});

async function signedIn(browser: Browser, name: string): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport: NARROWEST, baseURL: winbell.url });
	await signIn(context, winbell.url, name);
	return context;
}

async function send(
	path: string,
	form: Record<string, string>,
	{ request } = phone
): Promise<void> {
	const headers = { origin: winbell.url, accept: 'text/html' };
	const answer = await request.post(path, { form, headers, maxRedirects: 0 });
	expect(answer.status(), await answer.text()).toBeLessThan(400);
}

/** How wide a page is, and what stands out of it. */
function tooWide(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const room = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= room) return [];
		return [...document.querySelectorAll('body *')]
			.filter((each) => each.getBoundingClientRect().right > room + 1)
			.slice(-3)
			.map(({ outerHTML }) => outerHTML.slice(0, 120));
	});
}

/** Words of an ordinary length that go on in the next line. */
function brokenWords(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		const broken: string[] = [];
		const range = document.createRange();
		const unseen = 'option, script, details:not([open]) > :not(summary)';
		for (let text = texts.nextNode(); text; text = texts.nextNode()) {
			const { width } = text.parentElement!.getBoundingClientRect();
			// What is only for the ear stands in a box of one pixel.
			if (width <= 1 || text.parentElement!.closest(unseen)) continue;
			for (const { 0: word, index } of text.textContent!.matchAll(/[\p{L}\p{N}.,]{2,14}/gu)) {
				range.setStart(text, index);
				range.setEnd(text, index + word.length);
				const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
				if (lines.size > 1 && !/\p{L}{15}/u.test(text.textContent!)) broken.push(word);
			}
		}
		return broken;
	});
}

test('no word of the demo team is broken on the narrowest phone', async () => {
	const page = await phone.newPage();
	const broken: Record<string, string[]> = {};
	for (const path of FULLEST) {
		await page.goto(path);
		broken[path] = await brokenWords(page);
	}
	expect(broken).toEqual(Object.fromEntries(FULLEST.map((path) => [path, []])));
	await page.close();
});

test('whatever a manager sets targets for is named whole at a desk, with no tab cut off', async ({
	browser
}) => {
	const ines = await signedIn(browser, 'Ines');
	const page = await ines.newPage();
	for (const width of [700, 1024, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await page.goto('/settings/targets');
		const cut = await page
			.getByRole('navigation', { name: 'Metric' })
			.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
		expect(cut, `at ${width}`).toBe(0);
	}
	await ines.close();
});

test('what somebody sets up for themselves keeps away from the heading above it', async () => {
	const page = await phone.newPage();
	await page.goto('/me/settings');
	const close = await page.locator('.heading + :not(.note)').evaluateAll((parts) =>
		parts
			.map((part) => [part.previousElementSibling!, part] as const)
			.map(([heading, part]) => ({
				heading: heading.textContent,
				room: part.getBoundingClientRect().top - heading.getBoundingClientRect().bottom
			}))
			.filter(({ room }) => room < 8)
	);
	expect(close).toEqual([]);
	await page.close();
});

test('a word of eighty letters widens no page', async ({ browser }) => {
	const goal = randomUUID();
	const counted = { metric: 'deals-won', target: '900', period: 'quarter', joining: '1' };
	await send('/goals/new', { ...counted, key: goal, scope: 'organization', title: TITLE });
	await send('/goals/new', {
		...counted,
		key: randomUUID(),
		scope: 'member',
		title: TITLE,
		target: '1'
	});
	// A goal that waits to stand under the long one says so on everybody's page.
	const aiko = await signedIn(browser, 'Aiko');
	const own = { ...counted, key: randomUUID(), scope: 'member', title: 'Two deals', target: '2' };
	await send('/goals/new', own, aiko);
	await send('/goals?/link', { goal: own.key, supports: goal, was: 'none' }, aiko);
	await aiko.close();
	await send('/settings/values?/add', { name: VALUE, meaning: TITLE });
	const page = await phone.newPage();
	await page.goto('/settings/people');
	await page.getByRole('link', { name: /Greta/ }).first().click();
	// The page before has a name to fill in as well.
	await page.waitForURL(/people\/./);
	await page.getByLabel('Name').fill(PERSON);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await expect(page.getByLabel('Name')).toHaveValue(PERSON);
	const tv = await browser.newPage({ baseURL: winbell.url });
	await tv.goto('/tv');
	const code = await tv.getByLabel(/^The code is/).textContent();
	await send('/settings/displays?/pair', { code: code!, name: TV, team: '' });
	await tv.close();
	const wide: Record<string, string[]> = {};
	const paths = [...PAGES, `/goals/${goal}`];
	for (const path of paths) {
		expect((await page.goto(path))!.ok(), path).toBe(true);
		wide[path] = await tooWide(page);
	}
	expect(wide).toEqual(Object.fromEntries(paths.map((path) => [path, []])));
	await page.goto('/goals?of=everyone');
	await expect(page.getByText(`waits for ${PERSON}: under “${TITLE}”`).first()).toBeVisible();
});
