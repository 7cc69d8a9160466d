import { describe, expect, test } from 'vitest';
import { fits, newest, type Follower, type LiveStatus } from './follower.ts';
import type { LineEvents } from './line.ts';
import type { Patch, Snapshot, WatchAnswer } from './protocol.ts';
import { createWire } from './wire.ts';

const BOARD = 'board?metric=points';

function patchTo(version: number, topic = BOARD): Patch<string> {
	return { topic, version, at: '2026-11-20T09:00:00Z', data: `to ${version}` };
}

function snapshotAt(version: number, topic = BOARD): Snapshot<string> {
	return { topic, version, at: '2026-11-20T09:00:00Z', data: `at ${version}` };
}

interface Asked {
	topic: string;
	version: number | null;
	answer(answer: WatchAnswer | undefined): void;
}

/** A wire on a line that a test speaks through. */
function page(options: { broken?: boolean } = {}) {
	const plans: { ms: number; run: () => void }[] = [];
	const calls: string[] = [];
	const asked: Asked[] = [];
	let events!: LineEvents;
	let signedOut = 0;
	const wire = createWire({
		async open(given) {
			if (options.broken) throw new Error('no network');
			events = given;
			return {
				connect: () => void calls.push('connect'),
				disconnect: () => void calls.push('disconnect'),
				watch: (topic, version, answer) => void asked.push({ topic, version, answer }),
				unwatch: (topic) => void calls.push(`unwatch ${topic}`)
			};
		},
		onSignedOut: () => void (signedOut += 1),
		now: () => new Date('2026-11-20T10:00:00Z'),
		after(ms, run) {
			const plan = { ms, run };
			plans.push(plan);
			return () => plans.splice(plans.indexOf(plan), plans.includes(plan) ? 1 : 0);
		},
		random: () => 0.5
	});
	return {
		wire,
		calls,
		asked,
		plans,
		options,
		events: () => events,
		signedOut: () => signedOut,
		/** Runs what waits for this long. */
		pass: (ms: number) =>
			plans.splice(0).forEach((plan) => (plan.ms <= ms ? plan.run() : plans.push(plan)))
	};
}

function follower(version: number | null = 7, topic = BOARD) {
	const me = {
		topic,
		held: version,
		log: [] as string[],
		statuses: [] as LiveStatus[],
		ends: 0,
		version: () => me.held,
		patch(patch: Patch<unknown>) {
			me.held = patch.version;
			me.log.push(String(patch.data));
		},
		replace(snapshot: Snapshot<unknown>) {
			me.held = snapshot.version;
			me.log.push(String(snapshot.data));
		},
		status: (status: LiveStatus) => void me.statuses.push(status),
		ended: () => void (me.ends += 1)
	};
	return me satisfies Follower;
}

async function settle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

async function livePage(version: number | null = 7) {
	const it = page();
	const me = follower(version);
	const leave = it.wire.follow(me);
	await settle();
	it.events().connected();
	await settle();
	it.asked.shift()!.answer({ ok: true, patches: [] });
	return { ...it, me, leave };
}

test.each([
	[7, 8, 'next'],
	[7, 7, 'old'],
	[7, 3, 'old'],
	[7, 9, 'gap'],
	[null, 1, 'gap']
])('holding %s, a patch to %i is %s', (held, version, fit) =>
	expect(fits(held, patchTo(version))).toBe(fit)
);

describe('what a page shows', () => {
	const given = snapshotAt(7);
	const received = { since: given, version: 9, data: 'at 9', at: new Date(0) };

	test('its snapshot until something is received', () => {
		expect(newest(given, undefined)).toMatchObject({ version: 7, data: 'at 7' });
		expect(newest(given, undefined).at).toEqual(new Date(given.at));
	});

	test('what it received, also after loading the same or an older state again', () => {
		expect(newest(given, received)).toBe(received);
		expect(newest(snapshotAt(8), received)).toBe(received);
	});

	test('a newer state or another topic that it was given since', () => {
		expect(newest(snapshotAt(10), received).data).toBe('at 10');
		expect(newest(snapshotAt(3, 'board?metric=revenue'), received).data).toBe('at 3');
	});

	test('what the server says even where its clock was put back', () => {
		const older = { ...received, version: 2 };
		expect(newest(given, older)).toBe(older);
	});
});

describe('following', () => {
	test('connects, asks with the version held, and is live when answered', async () => {
		const { me, calls } = await livePage();
		expect(calls).toEqual(['connect']);
		expect(me.statuses).toEqual(['connecting', 'live']);
		expect(me.log).toEqual([]);
	});

	test('takes the next patch, once, and leaves out older ones', async () => {
		const { me, events, asked } = await livePage();
		for (const version of [8, 8, 6, 9]) events().patch(patchTo(version));
		events().patch(patchTo(10, 'feed'));
		expect(me.log).toEqual(['to 8', 'to 9']);
		expect(asked).toEqual([]);
	});

	test('asks once about a gap, and takes what it missed in order', async () => {
		const { me, events, asked } = await livePage();
		for (const version of [10, 11]) events().patch(patchTo(version));
		await settle();
		expect(asked).toMatchObject([{ topic: BOARD, version: 7 }]);
		asked[0]!.answer({ ok: true, patches: [8, 9, 10, 11].map((version) => patchTo(version)) });
		events().patch(patchTo(12));
		expect(me.log).toEqual(['to 8', 'to 9', 'to 10', 'to 11', 'to 12']);
	});

	test('a patch on the heels of an answer is not lost', async () => {
		const it = page();
		const me = follower(null);
		it.wire.follow(me);
		await settle();
		it.events().connected();
		await settle();
		it.asked[0]!.answer({ ok: true, snapshot: snapshotAt(20) });
		it.events().patch(patchTo(21));
		expect(me.log).toEqual(['at 20', 'to 21']);
	});

	test('takes a snapshot as it is, even one with a lower version', async () => {
		const { me, events } = await livePage();
		events().snapshot(snapshotAt(3));
		events().patch(patchTo(4));
		expect(me.log).toEqual(['at 3', 'to 4']);
	});

	test('several on a page share the watch, each with what it holds', async () => {
		const { me, wire, events, asked, calls, leave } = await livePage();
		const late = follower(5);
		const leaveToo = wire.follow(late);
		await settle();
		events().patch(patchTo(8));
		asked[0]!.answer({ ok: true, patches: [6, 7, 8].map((version) => patchTo(version)) });
		events().patch(patchTo(9));
		expect(me.log).toEqual(['to 8', 'to 9']);
		expect(late.log).toEqual(['to 6', 'to 7', 'to 8', 'to 9']);
		leave();
		await settle();
		expect(calls).toEqual(['connect']);
		leaveToo();
		await settle();
		expect(calls).toEqual(['connect', `unwatch ${BOARD}`]);
	});

	test('who leaves before the answer unwatches after it', async () => {
		const it = page();
		const leave = it.wire.follow(follower());
		await settle();
		it.events().connected();
		await settle();
		leave();
		await settle();
		expect(it.calls).toEqual(['connect']);
		it.asked[0]!.answer({ ok: true, patches: [] });
		await settle();
		expect(it.calls).toEqual(['connect', `unwatch ${BOARD}`]);
	});

	test('with nobody left it hangs up after a while, and not if somebody comes', async () => {
		const { wire, leave, calls, pass } = await livePage();
		leave();
		const leaveAgain = wire.follow(follower());
		pass(60_000);
		await settle();
		expect(calls).not.toContain('disconnect');
		leaveAgain();
		pass(60_000);
		await settle();
		expect(calls.at(-1)).toBe('disconnect');
	});
});

describe('a lost connection', () => {
	test('is connecting, then offline once it fails, then live with what was missed', async () => {
		const { me, events, asked, calls } = await livePage();
		events().dropped(false);
		events().failed(undefined, true);
		expect(me.statuses).toEqual(['connecting', 'live', 'connecting', 'offline']);
		events().connected();
		await settle();
		expect(asked).toMatchObject([{ version: 7 }]);
		asked[0]!.answer({ ok: true, patches: [patchTo(8)] });
		expect(me.statuses.at(-1)).toBe('live');
		expect(me.log).toEqual(['to 8']);
		expect(calls).toEqual(['connect']);
	});

	test('that hangs without failing is offline after some seconds, and tries on', async () => {
		const { me, events, pass, calls } = await livePage();
		events().dropped(false);
		pass(3999);
		expect(me.statuses.at(-1)).toBe('connecting');
		pass(4000);
		expect(me.statuses.at(-1)).toBe('offline');
		events().connected();
		await settle();
		pass(4000);
		expect(calls).toEqual(['connect']);
	});

	test('closed by the server, it comes back by itself after a pause', async () => {
		const { events, calls, pass } = await livePage();
		events().dropped(true);
		await settle();
		expect(calls).toEqual(['connect']);
		pass(2000);
		await settle();
		expect(calls).toEqual(['connect', 'connect']);
	});

	test('an answer from before it says nothing', async () => {
		const { me, events, asked } = await livePage();
		events().patch(patchTo(10));
		await settle();
		events().dropped(false);
		events().connected();
		await settle();
		asked[0]!.answer({ ok: true, snapshot: snapshotAt(5) });
		expect(me.log).toEqual([]);
		asked[1]!.answer({ ok: true, snapshot: snapshotAt(11) });
		expect(me.log).toEqual(['at 11']);
	});

	test('an answer that never comes means a new connection', async () => {
		const { wire, asked, calls, me } = await livePage();
		wire.wake();
		await settle();
		asked[0]!.answer(undefined);
		await settle();
		expect(calls).toEqual(['connect', 'disconnect', 'connect']);
		expect(me.statuses.at(-1)).toBe('connecting');
	});

	test('a library that cannot be fetched is fetched again later', async () => {
		const it = page({ broken: true });
		const me = follower();
		it.wire.follow(me);
		await settle();
		expect(me.statuses.at(-1)).toBe('offline');
		it.options.broken = false;
		it.pass(2000);
		await settle();
		expect(it.calls).toEqual(['connect']);
	});
});

describe('refused', () => {
	test('a stranger is told to sign in, once, and left alone until the page asks again', async () => {
		const { wire, events, signedOut, calls, pass, me } = await livePage();
		events().dropped(true);
		pass(2000);
		events().failed({ kind: 'unauthenticated', detail: 'Sign in to go on.' }, false);
		pass(60_000);
		await settle();
		expect(signedOut()).toBe(1);
		expect(me.statuses.at(-1)).toBe('offline');
		expect(calls).toEqual(['connect', 'connect']);
		wire.follow(follower(3, 'feed'));
		await settle();
		expect(calls).toEqual(['connect', 'connect', 'connect']);
	});

	test('a server that cannot tell right now is asked again', async () => {
		const { events, signedOut, calls, pass } = await livePage();
		events().dropped(true);
		pass(2000);
		events().failed({ kind: 'unavailable', detail: 'Trying again soon.' }, false);
		pass(2000);
		await settle();
		expect([signedOut(), calls.length]).toEqual([0, 3]);
	});

	test.each([
		['forbidden', 0],
		['missing', 0],
		['too-many', 1],
		['unavailable', 1]
	])('a topic that is %s is asked for %i times more', async (kind, times) => {
		const { wire, me, asked, pass } = await livePage();
		wire.wake();
		await settle();
		asked.shift()!.answer({ ok: false, kind, detail: '' });
		expect(me.statuses.at(-1)).toBe('offline');
		pass(2000);
		await settle();
		expect(asked).toHaveLength(times);
	});

	test('a topic that ended is asked about', async () => {
		const { events, asked } = await livePage();
		events().ended(BOARD);
		events().ended('feed');
		await settle();
		expect(asked).toMatchObject([{ topic: BOARD }]);
	});

	test.each([
		['missing', 1],
		['forbidden', 0],
		['unavailable', 0]
	])('its page hears of a topic that is %s as ended %i times', async (kind, times) => {
		const { events, me, asked } = await livePage();
		events().ended(BOARD);
		await settle();
		asked.shift()!.answer({ ok: false, kind, detail: '' });
		expect(me.ends).toBe(times);
	});
});

describe('back in sight', () => {
	test('asks at once whether anything was missed', async () => {
		const { wire, asked } = await livePage();
		wire.wake();
		wire.wake();
		await settle();
		expect(asked).toMatchObject([{ version: 7 }]);
	});

	test('does not wait for the next try where the connection is gone', async () => {
		const { wire, events, calls } = await livePage();
		events().dropped(false);
		events().failed(undefined, true);
		wire.wake();
		await settle();
		expect(calls).toEqual(['connect', 'disconnect', 'connect']);
	});

	test('somebody else signed in: connects anew', async () => {
		const { wire, calls } = await livePage();
		wire.reconnect();
		await settle();
		expect(calls).toEqual(['connect', 'disconnect', 'connect']);
	});

	test('nothing to do where nobody follows anything', async () => {
		const it = page();
		it.wire.wake();
		it.wire.reconnect();
		await settle();
		expect(it.calls).toEqual([]);
	});
});
