import { defineConfig } from '@playwright/test';

// A new context of a full Chromium draws its address bar's menu too, which nobody sees here and which
// takes longer than our page. Chromium heeds the last such list only, so Playwright's own is in it.
const WITHOUT = [
	'WebUIOmniboxPopup',
	'WebUIOmniboxAimPopup',
	'WebUIOmniboxFullPopup',
	'AimEnabled',
	'AvoidCorsURLLoaderRestartOnRedirect',
	'AvoidUnnecessaryBeforeUnloadCheckSync',
	'DestroyProfileOnBrowserClose',
	'HttpsFirstBalancedModeAutoEnable',
	'HttpsUpgrades',
	'LensOverlay',
	'MediaRouter',
	'NetworkTimeServiceQuerying',
	'OptimizationHints',
	'PaintHolding',
	'PreconnectToSearch',
	'ThirdPartyStoragePartitioning'
];

/** `npm test` builds first and names the browser; the servers are started by server.ts. */
export default defineConfig({
	testDir: '.',
	globalSetup: './lay-out-demo.ts',
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
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH || undefined,
			args: [`--disable-features=${WITHOUT.join(',')}`]
		},
		locale: 'en-GB',
		timezoneId: 'Europe/Berlin',
		// It fetches every built file for each new person; where it is looked at, a test lets it in.
		serviceWorkers: 'block',
		trace: 'on-first-retry'
	}
});
