import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { expect, signIn, startDemo, test, type DemoWinbell } from './demo.ts';
import { faultsOf } from './faults.ts';

const PHONE = { width: 390, height: 844 };

let winbell: DemoWinbell;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	winbell = await startDemo();
});

test.afterAll(async () => winbell.stop());

async function stepInto(
	browser: Browser,
	name: string,
	{ path = '/standings', ...options }: BrowserContextOptions & { path?: string } = {}
): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, baseURL: winbell.url, ...options });
	const page = await context.newPage();
	await signIn(context, winbell.url, name);
	await page.goto(path);
	return page;
}

/** Nothing that axe finds, and nothing beyond the edge. */
async function clean(page: Page): Promise<void> {
	expect(await faultsOf(page)).toEqual([]);
	const beyond = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(beyond, page.url()).toBe(0);
}

test('a rep keeps what feeds no goal, raises the rest, and her manager talks about it', async ({
	browser
}) => {
	const aiko = await stepInto(browser, 'Aiko Kimura', { path: '/goals?of=mine' });
	await aiko.getByRole('link', { name: 'Link it, keep it or raise it in your 1:1' }).click();
	await expect(aiko.getByRole('heading', { level: 1 })).toHaveText('What your work adds up to');
	await expect(aiko.getByText(/% of the points feed a goal/)).toBeVisible();
	await expect(
		aiko.getByRole('link', { name: 'Set a goal that counts calls connected' })
	).toHaveAttribute('href', '/goals/new?metric=calls-connected');
	await aiko.getByRole('button', { name: /^Raise in 1:1.*calls connected/ }).click();
	await expect(aiko.getByRole('link', { name: 'On the list for the one-to-one' })).toBeVisible();
	await aiko.getByText('Keep it all the same: revenue').click();
	const why = aiko.getByLabel('Why it is worth doing').filter({ visible: true });
	await why.fill('Deals bring it.');
	await clean(aiko);
	await aiko.getByRole('button', { name: 'Keep it' }).click();
	await expect(aiko.getByText(/^You, until .*: Deals bring it\.$/)).toBeVisible();
	await aiko.getByRole('button', { name: /^Ask about it again/ }).click();
	await expect(aiko.getByText('Keep it all the same: revenue')).toBeVisible();

	const ines = await stepInto(browser, 'Ines Falk', {
		path: '/goals',
		viewport: { width: 1280, height: 900 }
	});
	const asks = ines.getByText('Aiko Kimura has raised something for your next one-to-one.');
	await expect(asks.first()).toBeVisible();
	await ines.goto(aiko.url().replace(/\/alignment.*/, '/standings'));
	await aiko.getByRole('link', { name: 'What to talk about in the next one-to-one' }).click();
	await aiko.waitForURL('**/one-to-one');
	await ines.goto(aiko.url());
	await expect(ines.getByRole('heading', { level: 1 })).toHaveText('One-to-one with Aiko Kimura');
	await ines.getByText(/^We talked about it/).click();
	await ines.getByLabel('What came of it').fill('Fewer calls, better prepared.');
	await clean(ines);
	await ines.getByRole('button', { name: 'Done' }).click();
	await expect(ines.getByText('Fewer calls, better prepared.')).toBeVisible();
	await expect(aiko.getByText('Fewer calls, better prepared.')).toBeVisible();
	await clean(aiko);
});

test('without a script a manager writes down a meeting, and says which goal it serves', async ({
	browser
}) => {
	const ines = await stepInto(browser, 'Ines Falk', { javaScriptEnabled: false });
	await ines.goto(`${winbell.url}/settings/alignment`);
	await ines.getByRole('textbox', { name: 'Meeting' }).fill('Pipeline call');
	await ines.getByLabel('People in it').fill('6');
	await ines.getByLabel('On which day').selectOption('Mondays');
	await ines.getByRole('button', { name: 'Add the meeting' }).click();
	await expect(
		ines.getByText('One serves no goal: 13 hours of people’s time a month.')
	).toBeVisible();
	await ines.getByText(/^Name the goal/).click();
	const row = ines.getByRole('listitem').filter({ hasText: 'Pipeline call' }).first();
	await row.getByLabel('The goal it serves').selectOption({ index: 1 });
	await row.getByRole('button', { name: 'Save' }).click();
	await expect(ines.getByText(/^Serves /)).toBeVisible();
	await expect(ines.getByText(/30 minutes every Monday, 6 people/)).toBeVisible();
	await ines.goto(`${winbell.url}/settings/alignment?search=qualified`);
	await expect(ines.getByLabel('Find the goal a meeting serves')).toHaveValue('qualified');
	await ines.goto(`${winbell.url}/alignment?of=everyone&period=month`);
	await expect(ines.getByRole('heading', { level: 1 })).toHaveText(
		'What everybody’s work adds up to'
	);
});

test('the goal a meeting serves is searched for as one types, and names the meeting on its page', async ({
	browser
}) => {
	const greta = await stepInto(browser, 'Greta Lindqvist');
	await greta.goto(`${winbell.url}/settings/alignment?search=demos`);
	const row = greta.getByRole('listitem').filter({ hasText: 'All hands' }).first();
	await row.getByText(/^Change/).click();
	await row.getByRole('button', { name: 'Leave out Land 40 new logos' }).click();
	await row.getByLabel('Search by goal or team').pressSequentially('harbour');
	await row.getByRole('button', { name: /^60 first meetings/ }).click();
	await clean(greta);
	await row.getByRole('button', { name: 'Save' }).click();
	await row.getByRole('link', { name: '60 first meetings' }).click();
	await expect(greta.getByRole('heading', { name: 'Meetings that serve it' })).toBeVisible();
	await expect(greta.getByText('All hands')).toBeVisible();
	await greta.goBack();
	await greta.getByRole('button', { name: /^Off the list.*All hands/ }).click();
	await expect(greta.getByText('All hands is off the list.')).toBeFocused();
	await clean(greta);
	await greta.reload();
	await greta.getByText('Off the list: 1').click();
	await greta.getByRole('button', { name: /^Put it back.*All hands/ }).click();
	await expect(row.getByRole('link', { name: '60 first meetings' })).toBeVisible();
});

test('a rep says by one tap whether a badge is still useful, and who leads sees no more than may be told', async ({
	browser
}) => {
	const aiko = await stepInto(browser, 'Aiko Kimura');
	await aiko.goto(`${winbell.url}/useful`);
	const asked = aiko.getByRole('region', { name: 'Calls That Count' });
	await asked.getByRole('button', { name: 'Useful' }).click();
	await expect(asked.getByText(/^Noted. You can change it until/)).toBeVisible();
	await expect(asked.getByRole('button', { name: 'Useful' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await clean(aiko);
	const greta = await stepInto(browser, 'Greta Lindqvist');
	await greta.goto(`${winbell.url}/settings/programmes`);
	await expect(greta.getByText('Kept by Greta Lindqvist')).toBeVisible();
	await expect(greta.getByText(/Fewer than half of those who answered/).first()).toBeVisible();
	await clean(greta);
	await aiko.goto(`${winbell.url}/expectations`);
	await expect(aiko.getByRole('heading', { level: 1 })).toHaveText('What is expected of you');
});
