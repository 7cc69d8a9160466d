import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// By its digest, and not by a nonce: a page without scripts of its own gets no nonce, and no chosen theme.
const template = readFileSync(new URL('src/app.html', import.meta.url), 'utf8');
const themeScript = /<script>([^]*?)<\/script>/.exec(template)[1];
const themeDigest = createHash('sha256').update(themeScript).digest('base64');

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter(),
		// The service worker is vite-plugin-pwa's; a page registers it itself, so that it can offer a new version.
		serviceWorker: { register: false },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', `sha256-${themeDigest}`],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self', 'ws:', 'wss:'],
				'worker-src': ['self', 'blob:'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		version: { pollInterval: 0 }
	}
};
