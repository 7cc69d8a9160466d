// Into how few files the browser's code is cut. Left alone, the bundler makes one for every set of pages
// that share a module: some fifty on a first load, of which each pays for its own imports and its own
// compression, together 10 KB of what a phone waits for.

const FRAME =
	/node_modules[\\/](svelte[\\/]|@sveltejs[\\/]kit[\\/]src[\\/](?!runtime[\\/]app[\\/]forms)|devalue[\\/]|esm-env[\\/]|clsx[\\/])|vite[\\/]preload-helper|rolldown[\\/]runtime/;
const OURS = /[\\/]src[\\/](lib|routes)[\\/]/;
const LAYOUTS = ['+layout.svelte', '(app)/+layout.svelte'];
const LANDING = '(app)/standings/+page.svelte';
const TV = 'tv/[display]/+page.svelte';
const SHARED_BY = 5;

/**
 * @typedef {{ getModuleInfo(id: string): { importers: readonly string[] } | null }} Modules
 * @typedef {'app' | 'everywhere'} Place
 */

/**
 * The browser's build in few files: the framework; what the page that people land on shares with others;
 * and, apart from that, what of it a TV needs too.
 * @returns {import('vite').Plugin}
 */
export function fewChunks() {
	return {
		name: 'winbell-few-chunks',
		apply: 'build',
		config: ({ build }) => (build?.ssr ? undefined : { build: { rolldownOptions: cut() } })
	};
}

function cut() {
	/** @type {Map<string, Place | null>} */
	const places = new Map();
	/** @param {string} id @param {Modules} modules */
	const placeOf = (id, modules) => {
		if (!OURS.test(id)) return null;
		const known = places.get(id);
		const place = known === undefined ? placeAmong(routesOf(id, modules)) : known;
		places.set(id, place);
		return place;
	};
	/** @param {Place} place @param {number} priority */
	const group = (place, priority) => ({
		/** @param {string} id @param {Modules} modules */
		name: (id, modules) => (placeOf(id, modules) === place ? place : null),
		minShareCount: 2,
		priority
	});
	const frame = { name: 'frame', test: FRAME, minShareCount: 2, priority: 3 };
	return {
		output: { codeSplitting: { groups: [frame, group('everywhere', 2), group('app', 1)] } }
	};
}

/** @param {Set<string>} routes @returns {Place | null} */
function placeAmong(routes) {
	const isInShell = LAYOUTS.some((layout) => routes.has(layout));
	const pages = [...routes].filter((route) => route.endsWith('+page.svelte'));
	const isWanted = isInShell || (routes.has(LANDING) && pages.length >= SHARED_BY);
	if (!isWanted || routes.size < 2) return null;
	return routes.has(TV) ? 'everywhere' : 'app';
}

/**
 * The pages and layouts that a module comes with.
 * @param {string} id @param {Modules} modules
 */
function routesOf(id, modules) {
	/** @type {Set<string>} */
	const routes = new Set();
	const seen = new Set([id]);
	for (const one of seen) {
		const [, route] = /[\\/]src[\\/]routes[\\/](.+\.svelte)$/.exec(one) ?? [];
		if (route) routes.add(route.replaceAll('\\', '/'));
		for (const importer of modules.getModuleInfo(one)?.importers ?? []) seen.add(importer);
	}
	return routes;
}
