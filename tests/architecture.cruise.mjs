import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// The house's rules about who may import whom. `npm test` checks them; alone:
// npx depcruise src --config tests/architecture.cruise.mjs

/** Each level imports only from those before it; slices on one level do not know each other. */
const LEVELS = [
	['platform'],
	['realtime'],
	['identity'],
	['identity/preferences'],
	['metrics'],
	['metrics/activity'],
	['metrics/closings'],
	['metrics/targets'],
	['metrics/leagues'],
	['metrics/standings', 'metrics/goals', 'metrics/questions'],
	['contests', 'badges', 'coaching', 'expectations', 'alignment'],
	['recognition', 'moments', 'credentials'],
	['profiles', 'programmes'],
	['displays', 'notifications', 'integrations'],
	['app']
];
// These know no capability and are part of everybody's ground; app is entered only from outside the slices.
const GROUND = ['platform', 'realtime', 'app'];

const all = LEVELS.flat();
const slices = all.filter((name) => !GROUND.includes(name)).sort((a, b) => b.length - a.length);
const withLevel = new Set([...all.map((name) => name.split('/')[0]), 'ui']);
for (const entry of readdirSync(join(import.meta.dirname, '../src/lib'), { withFileTypes: true }))
	if (entry.isDirectory() && !withLevel.has(entry.name))
		throw new Error(`src/lib/${entry.name} has no level: give it one in ${import.meta.filename}.`);

const DATABASE = '(^|/)node_modules/(@types/)?(pg|drizzle-orm|graphile-worker)(/|$)';
const FRAMEWORK = '^\\$(app|env)(/|$)';
const SCHEMA = '^src/lib/.+/server(/|/.+/)schema\\.ts$';
/** Files of a slice; those outside its server folders are pure, and the browser may have them. */
const SLICE_FILE = `^src/lib/(${[...slices, 'platform', 'realtime'].join('|')})/.+\\.ts$`;
const SERVER = '/server/';

const levels = LEVELS.flatMap((level, index) =>
	level.map((name) => ({
		name: `level: ${name} imports only from the levels before it`,
		severity: 'error',
		from: { path: `^src/lib/${name}/`, pathNot: nestedIn(name) },
		to: {
			path: [
				`^src/lib/(${[...level.filter((other) => other !== name), ...LEVELS.slice(index + 1).flat()].join('|') || 'none'})/`,
				'^src/(routes/|hooks|cli|jobs|service-worker)'
			]
		}
	}))
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...levels,
		{
			name: 'no cycles',
			severity: 'error',
			from: { pathNot: '^src/lib/.+\\.svelte$' },
			to: { circular: true }
		},
		{
			// A component that shows itself inside itself imports itself: that is how Svelte recurses.
			name: 'no cycles of components',
			severity: 'error',
			from: { path: '^(src/lib/.+\\.svelte)$' },
			to: { circular: true, pathNot: '^$1$' }
		},
		{
			name: 'ui knows no slice',
			severity: 'error',
			from: { path: '^src/lib/ui/' },
			to: { path: '^src/(lib/(?!ui/|platform/)|routes/)' }
		},
		{
			name: 'the ground knows no interface',
			severity: 'error',
			from: { path: '^src/lib/(platform|realtime)/' },
			to: { path: '^src/lib/ui/' }
		},
		{
			name: 'a slice is entered by server/index.ts or a root file',
			severity: 'error',
			from: {
				path: `^src/lib/(${[...slices, ...GROUND].join('|')})/`,
				pathNot: SCHEMA
			},
			to: {
				path: `^src/lib/(${slices.join('|')})/`,
				pathNot: ['^src/lib/$1/', ...doors()]
			}
		},
		{
			// Foreign keys cross slices, and the migrations are generated from the tables alone.
			name: 'tables know other slices by their tables only',
			severity: 'error',
			from: { path: SCHEMA },
			to: { path: '^src/lib/.+/server/', pathNot: [SCHEMA, '^src/lib/platform/server/'] }
		},
		{
			name: 'a slice is entered from outside by server/index.ts or a root file',
			severity: 'error',
			from: { pathNot: '^src/lib/' },
			to: { path: `^src/lib/(${slices.join('|')})/`, pathNot: doors() }
		},
		{
			name: 'the browser reaches no server folder',
			severity: 'error',
			from: {
				path: [
					'\\.svelte(\\.ts)?$',
					SLICE_FILE,
					'^src/lib/ui/',
					'^src/routes/.*\\+(page|layout)\\.ts$',
					'^src/service-worker\\.ts$'
				],
				pathNot: SERVER
			},
			to: { path: '(/server/|\\.server\\.ts$)', pathNot: 'node_modules', reachable: true }
		},
		{
			name: 'lucia lives in identity/server/sessions.ts',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/lib/identity/server/sessions\\.ts$' },
			to: { path: '(^|/)node_modules/(lucia|@lucia-auth)/' }
		},
		{
			name: 'socket.io lives in realtime',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/lib/realtime/' },
			to: { path: '(^|/)node_modules/(@socket\\.io/|socket\\.io|engine\\.io)' }
		},
		{
			name: 'a route touches no table',
			severity: 'error',
			from: { path: '^src/routes/' },
			to: { path: [DATABASE, '/schema\\.ts$'] }
		},
		{
			name: 'a file outside server is pure: no Node',
			severity: 'error',
			from: { path: SLICE_FILE, pathNot: ['\\.svelte\\.ts$', SERVER] },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'a file outside server is pure: no framework, no database',
			severity: 'error',
			from: { path: SLICE_FILE, pathNot: ['\\.svelte\\.ts$', SERVER] },
			to: { path: [DATABASE, FRAMEWORK] }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '\\.test\\.ts$' },
		// Types count: what knows another's types knows the other.
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'default']
		}
	}
};

/** What others may import of a slice, whichever it is. */
function doors() {
	return [
		`^src/lib/(${slices.join('|')})/[^/]+$`,
		`^src/lib/(${slices.join('|')})/server/index\\.ts$`
	];
}

/** @param {string} name */
function nestedIn(name) {
	return all.filter((other) => other.startsWith(`${name}/`)).map((other) => `^src/lib/${other}/`);
}
