// Many screens on one topic, in a process of their own, told by message what to do (see crowd.ts).
// Each holds the version it was sent last; what it was sent is the same bytes for all, so it is read
// once, compared byte by byte by everybody, and kept once.
import { openWire } from './wire.mjs';

/** @typedef {{ kind: 'winbell' | 'socket.io' | 'ws', url: string, topic: string, cookies: string[], localAddress: string }} Told */
/** @typedef {{ version: number, at: string, data: unknown }} Change */
/**
 * @typedef {object} Screen
 * @property {import('./wire.mjs').Wire | undefined} wire
 * @property {string} cookie
 * @property {number} version
 * @property {boolean} live joined, and has been told what it missed
 * @property {boolean} deaf loses what it is sent, to find a gap afterwards
 * @property {number} gaps
 * @property {[number, number][]} heard versions, and when they arrived
 * @property {number} syncedAt when it last was told what it missed
 * @property {() => void} synced
 */

/** @type {Told} */
let told;
/** @type {Screen[]} */
const screens = [];
/** Patches by version, as everybody was sent them. @type {Map<number, Change>} */
const changes = new Map();
/** @type {{ version: number, data: unknown } | undefined} */
let start;
let bytesBefore = 0;
/** @type {{ text: Buffer, event: [string, Change] }} */
let last = { text: Buffer.alloc(0), event: ['', { version: 0, at: '', data: null }] };

const AT_ONCE = 50;
const WATCH = '0';
// Milliseconds with their fractions; the process is too young for its clock to have drifted.
const now = () => performance.timeOrigin + performance.now();

/** @type {Record<string, (values: any) => Promise<unknown> | unknown>} */
const orders = {
	/** @param {Told} values */
	async gather(values) {
		told = values;
		for (const cookie of told.cookies) screens.push(screenOf(cookie));
		await inTurn(screens, join);
		return { screens: screens.length };
	},
	/** Cut off at once, and back as fast as they can. */
	async drop() {
		const begun = now();
		for (const screen of screens) {
			screen.live = false;
			screen.wire?.destroy();
		}
		await Promise.all(screens.map((screen) => rejoin(screen)));
		return { seconds: Math.max(...screens.map(({ syncedAt }) => syncedAt - begun)) / 1000 };
	},
	/** Everybody misses what comes now. @param {{ deaf: boolean }} values */
	deafen({ deaf }) {
		for (const screen of screens) screen.deaf = deaf;
	},
	/** Some stop reading, or read on. @param {{ screens: number, paused: boolean }} values */
	pause(values) {
		for (const { wire } of screens.slice(0, values.screens))
			if (values.paused) wire?.pause();
			else wire?.resume();
	},
	/** Watches once more from a version, with the first screen; answers what came. @param {{ version: number | null }} values */
	ask({ version }) {
		const [screen] = screens;
		return new Promise((resolve) => {
			asked = resolve;
			screen.wire?.send(`421${JSON.stringify(['watch', told.topic, version])}`);
		});
	},
	versions: () => [...new Set(screens.map(({ live, version }) => (live ? version : -1)))],
	report: () => ({
		start,
		changes: [...changes.values()].sort((a, b) => a.version - b.version),
		heard: screens.map(({ heard }) => heard),
		gaps: screens.reduce((sum, { gaps }) => sum + gaps, 0),
		bytes: screens.reduce((sum, { wire }) => sum + (wire?.bytes ?? 0), 0) - bytesBefore
	}),
	/** What is measured begins. */
	begin() {
		bytesBefore = screens.reduce((sum, { wire }) => sum + (wire?.bytes ?? 0), 0);
		for (const screen of screens) screen.heard = [];
	}
};

/** @type {((answer: unknown) => void) | undefined} */
let asked;

process.on(
	'message',
	async (/** @type {{ order: string, values: unknown }} */ { order, values }) => {
		try {
			process.send?.({ answer: (await orders[order](values)) ?? null });
		} catch (error) {
			process.send?.({ error: String(error instanceof Error ? error.stack : error) });
		}
	}
);

/** @param {string} cookie @returns {Screen} */
function screenOf(cookie) {
	const none = { wire: undefined, version: 0, live: false, deaf: false, gaps: 0 };
	return { ...none, cookie, heard: [], syncedAt: 0, synced: () => {} };
}

/** @param {Screen[]} list @param {(screen: Screen) => Promise<void>} work */
async function inTurn(list, work) {
	const waiting = [...list];
	const next = async () => {
		for (let one = waiting.pop(); one; one = waiting.pop()) await work(one);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/** A server in a storm may turn somebody away: they come again. @param {Screen} screen */
async function rejoin(screen) {
	for (let wait = 50; ; wait = Math.min(1000, wait * 2)) {
		try {
			return await join(screen);
		} catch {
			await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
		}
	}
}

/** @param {Screen} screen @returns {Promise<void>} */
async function join(screen) {
	const ready = new Promise((resolve, reject) => {
		screen.synced = () => resolve(undefined);
		setTimeout(reject, 60_000, new Error('nothing came in a minute')).unref();
	});
	/** @type {import('./wire.mjs').Wire | undefined} */
	let wire;
	const path = told.kind === 'ws' ? '/' : '/socket.io/?EIO=4&transport=websocket';
	wire = await openWire({
		url: told.url,
		path,
		cookie: screen.cookie,
		localAddress: told.localAddress,
		onText: (from, text) => hear(screen, from, text),
		onGone: () => {
			if (screen.wire === wire) screen.live = false;
		}
	});
	screen.wire = wire;
	if (told.kind === 'ws') {
		screen.live = true;
		screen.synced();
	} else wire.send('40');
	await ready;
}

/** @param {Screen} screen @param {import('./wire.mjs').Wire} wire @param {Buffer} text */
function hear(screen, wire, text) {
	// Engine.IO: 0 open, 2 ping, 4 message; Socket.IO after the 4: 0 connected, 2 event, 3 answer.
	if (told.kind === 'ws' || (text[0] === 52 && text[1] === 50)) return receive(screen, wire, text);
	if (text[0] === 50) return wire.send('3');
	const said = text.toString();
	if (said.startsWith('40')) return welcome(screen, wire);
	if (said.startsWith('44')) return wire.destroy();
	if (!said.startsWith('43')) return;
	const [answer] = JSON.parse(said.slice(3));
	if (said[2] !== WATCH) return asked?.(answer);
	if (!answer.ok) throw new Error(answer.detail);
	if (answer.snapshot) {
		start ??= answer.snapshot;
		screen.version = answer.snapshot.version;
	}
	for (const patch of answer.patches ?? []) take(screen, patch);
	screen.live = true;
	screen.syncedAt = now();
	screen.synced();
}

/** @param {Screen} screen @param {import('./wire.mjs').Wire} wire */
function welcome(screen, wire) {
	if (told.kind === 'socket.io') {
		screen.live = true;
		return screen.synced();
	}
	wire.send(`42${WATCH}${JSON.stringify(['watch', told.topic, screen.version || null])}`);
}

/** @param {Screen} screen @param {import('./wire.mjs').Wire} wire @param {Buffer} text */
function receive(screen, wire, text) {
	if (screen.deaf) return;
	const same = last.text.equals(text);
	if (!same) {
		const json = told.kind === 'ws' ? text : text.subarray(2);
		last = { text: Buffer.from(text), event: JSON.parse(json.toString()) };
	}
	const [event, change] = last.event;
	if (event !== 'patch') return;
	screen.heard.push([change.version, now()]);
	if (told.kind !== 'winbell') return void changes.set(change.version, { ...change, data: null });
	if (change.version > screen.version + 1) {
		screen.gaps += 1;
		screen.live = false;
		return wire.send(`42${WATCH}${JSON.stringify(['watch', told.topic, screen.version])}`);
	}
	take(screen, change);
}

/** @param {Screen} screen @param {Change} change */
function take(screen, change) {
	if (change.version !== screen.version + 1) return;
	const known = changes.get(change.version);
	if (!known) changes.set(change.version, change);
	else if (known !== change && JSON.stringify(known) !== JSON.stringify(change))
		throw new Error(`version ${change.version} was told in two ways`);
	screen.version = change.version;
}
