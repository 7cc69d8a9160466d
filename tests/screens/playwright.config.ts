import { defineConfig } from '@playwright/test';

/** `npm test` builds first and names the browser; the servers are started by server.ts. */
export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	// Each file has a server of its own; its tests follow one another.
	workers: 2,
	fullyParallel: false,
	forbidOnly: Boolean(process.env.CI),
	timeout: 60_000,
	// On a crowded machine a page may miss its moment; what then passes is named as flaky at the end.
	retries: 1,
	reporter: 'list',
	use: {
		...(process.env.CHROMIUM_PATH
			? { launchOptions: { executablePath: process.env.CHROMIUM_PATH } }
			: {}),
		locale: 'en-GB',
		timezoneId: 'Europe/Berlin',
		trace: 'on-first-retry'
	}
});
