import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { fewChunks } from './src/chunks.mjs';
import { gateway } from './src/dev-gateway.mjs';
import { LongestFirst } from './tests/longest-first.ts';

/** The PWA plugin runs after a failed build too, and its own failure would hide the cause. */
function tellErrors(): Plugin {
	const tell = (error?: Error) => void (error && process.stderr.write(`${error.message}\n`));
	return { name: 'winbell-tell-errors', buildEnd: tell, renderError: tell };
}

/** Their limits by address, doubles and processes must not be another file's. */
const APART = [
	'src/lib/app/server/send-to-work.test.ts',
	'src/lib/credentials/server/**/*.test.ts',
	'src/lib/displays/server/displays.test.ts',
	'src/lib/identity/server/{first-run,sessions,sign-in}.test.ts',
	'src/lib/identity/server/invitations/**/*.test.ts',
	'src/lib/moments/server/wins/wins.test.ts',
	'src/lib/platform/server/{embedded-postgres,process-lock}.test.ts',
	'src/lib/realtime/server/{gateway,listen}.test.ts',
	'tests/{access,faults}/**/*.test.ts',
	'tests/crm/cli.test.ts'
];

const onDatabase = {
	environment: 'node' as const,
	globalSetup: ['tests/database.setup.ts'],
	setupFiles: ['tests/after-file.ts'],
	maxWorkers: 2,
	testTimeout: 60_000,
	hookTimeout: 120_000
};

export default defineConfig({
	plugins: [
		sveltekit(),
		fewChunks(),
		gateway(),
		tellErrors(),
		SvelteKitPWA({
			strategies: 'injectManifest',
			srcDir: 'src',
			filename: 'service-worker.ts',
			registerType: 'prompt',
			injectRegister: false,
			manifest: false,
			injectManifest: { globPatterns: ['client/**/*.{js,css,svg,png,woff2}'] },
			devOptions: { enabled: false }
		})
	],
	test: {
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				extends: true,
				test: {
					name: 'rules',
					environment: 'node',
					// Pure rules leave nothing behind: their files share a worker and what it has loaded.
					isolate: false,
					testTimeout: 30_000,
					include: ['src/**/*.test.ts'],
					exclude: ['src/**/server/**']
				}
			},
			{
				extends: true,
				test: {
					...onDatabase,
					name: 'slices',
					include: ['src/**/server/**/*.test.ts', 'tests/{api,crm}/**/*.test.ts'],
					exclude: APART,
					isolate: false,
					// Projects with workers of their own number run one after the other.
					sequence: { groupOrder: 1 }
				}
			},
			{
				extends: true,
				test: {
					...onDatabase,
					name: 'slices-apart',
					include: APART,
					sequence: { groupOrder: 2 }
				}
			}
		]
	}
});
