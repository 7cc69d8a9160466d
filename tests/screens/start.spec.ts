import { expect, startWinbell, test } from './server.ts';

test.describe('npm start', () => {
	test('opens the first run on an empty installation', async ({ page, winbell }) => {
		await page.goto('/');
		await expect(page).toHaveURL(`${winbell.url}/first-run`);
		expect(winbell.firstRunCode).toMatch(/^\S{4,}$/);
	});

	test('refuses a second server on the same data in one sentence', async ({ winbell }) => {
		await expect(startWinbell(winbell.dataFolder)).rejects.toThrow(
			/^Winbell did not start:\n(?:\S.*…\n)?Winbell is already running on this data\. Stop it first.*\n$/
		);
	});

	test('lets the command line work beside it', async ({ winbell }) => {
		expect(await winbell.command(['doctor'])).toContain('A server is running');
	});

	test('answers a program that calls its JSON a form with a problem it can read', async ({
		request
	}) => {
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const answer = await request.post('/api/v1/activities', { data: '{}', headers });
		expect(answer.status()).toBe(401);
		expect(answer.headers()['content-type']).toBe('application/problem+json');
	});

	// Forms work by whatever address people type, and no header of theirs changes what that was.
	test('takes forms of its own pages only', async ({ request, winbell }) => {
		const post = async (origin: string, headers: Record<string, string> = {}) =>
			(
				await request.post('/first-run', { form: { no: 'field' }, headers: { origin, ...headers } })
			).status();
		const own = winbell.url;
		const secure = own.replace('http:', 'https:');
		expect(await post(own)).not.toBe(403);
		expect(await post('http://elsewhere.example')).toBe(403);
		expect(await post(secure, { 'x-winbell-protocol': 'https' })).toBe(403);
		expect(await post(own, { 'x-winbell-protocol': 'https' })).not.toBe(403);
	});
});
