import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Follower } from '../follower.ts';
import type { LineEvents } from '../line.ts';
import type { Patch, Snapshot } from '../protocol.ts';
import { createWire, type Wire } from '../wire.ts';
import {
	applyPoints,
	HALDEN,
	hub,
	OTHER,
	settle,
	type Hub,
	type Points,
	type PointsChange,
	type Rep
} from './realtime.fixture.ts';
import { leaveAll, receive, type Visitor } from './visitor.ts';

/**
 * Real channels, ticker and wire; between them a network in memory that keeps the order of what it
 * carries, delivers it when told to, and can be cut.
 */
interface Phone {
	wire: Wire;
	held: { version: number | null; points: Points };
	status: string;
	follower: Follower;
	/** Ends it, while it follows. */
	leave: (() => void) | undefined;
	/** On their way, in order, both ways. */
	up: (() => void)[];
	down: { patch: boolean; arrive(): void }[];
	cut(): void;
}

const NORTH = 'points?team=north';

function phone(it: Hub, visitors: Set<Visitor<Rep>>): Phone {
	let events: LineEvents | undefined;
	let visitor: Visitor<Rep> | undefined;
	const me: Phone = {
		wire: createWire({
			open: async (given) => {
				events = given;
				return line;
			},
			onSignedOut: () => {},
			now: () => new Date(it.time.now()),
			after: it.time.after,
			random: () => 0.5
		}),
		held: { version: null, points: {} },
		status: '',
		leave: undefined,
		up: [],
		down: [],
		follower: {
			topic: NORTH,
			version: () => me.held.version,
			patch({ version, data }: Patch<unknown>) {
				me.held = { version, points: applyPoints(me.held.points, data as PointsChange) };
			},
			replace({ version, data }: Snapshot<unknown>) {
				me.held = { version, points: data as Points };
			},
			status: (status) => void (me.status = status)
		},
		cut() {
			if (!visitor) return;
			leaveAll(hall, visitor);
			visitors.delete(visitor);
			visitor = undefined;
			me.up.length = me.down.length = 0;
			events?.dropped(false);
			line.connect();
		}
	};
	const hall = {
		channels: it.channels,
		ticker: it.ticker,
		now: () => new Date(it.time.now()),
		topicsPerSocket: 20
	};
	const line = {
		connect() {
			it.time.after(100, () => {
				if (visitor) return;
				visitor = visitorOf(me, () => events);
				visitors.add(visitor);
				events?.connected();
			});
		},
		disconnect: () => me.cut(),
		watch(topic: string, version: number | null, answered: (answer: never) => void) {
			const at = visitor;
			const answer = (value: never) =>
				at === visitor && me.down.push({ patch: false, arrive: () => answered(value) });
			me.up.push(() => at && void receive(hall, at, 'watch', [topic, version, answer]));
		},
		unwatch(topic: string) {
			const at = visitor;
			me.up.push(() => at && void receive(hall, at, 'unwatch', [topic]));
		}
	};
	return me;
}

interface Standing extends Visitor<Rep> {
	rooms: Set<string>;
	hear(patch: Patch<unknown>): void;
}

function visitorOf(me: Phone, events: () => LineEvents | undefined): Standing {
	const rooms = new Set<string>();
	return {
		viewer: { orgId: HALDEN, name: 'Aiko' },
		watched: new Map(),
		events: { take: () => true },
		rooms,
		join: (room) => void rooms.add(room),
		leave: (room) => void rooms.delete(room),
		hear: (patch) => void me.down.push({ patch: true, arrive: () => events()?.patch(patch) })
	};
}

type Meddling = 'cut' | 'wake' | 'toggle' | 'up' | 'down' | 'lose';

type Step =
	| { do: 'set'; name: string; points: number }
	| { do: 'leave'; name: string }
	| { do: Meddling; who: number }
	| { do: 'pass'; ms: number }
	| { do: 'read' }
	| { do: 'deliver' }
	| { do: 'sweep' };

const names = fc.constantFrom('Mara', 'Aiko', 'Jonas');
const who = fc.nat({ max: 1 });
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof(
		{
			weight: 4,
			arbitrary: fc.record({
				do: fc.constant('set' as const),
				name: names,
				points: fc.nat({ max: 9 })
			})
		},
		{ weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), name: names }) },
		{
			weight: 6,
			arbitrary: fc.record({
				do: fc.constantFrom(...(['cut', 'wake', 'toggle', 'up', 'down', 'lose', 'lose'] as const)),
				who
			})
		},
		{
			weight: 4,
			arbitrary: fc.record({
				do: fc.constant('pass' as const),
				ms: fc.constantFrom(0, 1, 16, 100, 3000)
			})
		},
		{
			weight: 6,
			arbitrary: fc.record({ do: fc.constantFrom('read' as const, 'deliver' as const) })
		},
		{ weight: 1, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) }
	),
	{ maxLength: 60 }
);

test('whatever happens in between, phones end up with what the server has', async () => {
	await fc.assert(
		fc.asyncProperty(fc.boolean(), steps, async (warm, steps) => {
			const it = hub();
			const visitors = new Set<Visitor<Rep>>();
			const phones = [phone(it, visitors), phone(it, visitors)];
			let reads: (() => void)[] = [];
			it.book.gate = () => new Promise((open) => reads.push(open));
			carry(it, visitors);
			phones.forEach(toggle);
			const read = () => {
				for (const open of reads) open();
				reads = [];
			};
			if (warm) await drain(it, phones, read, 3);
			for (const step of steps) {
				await take(step, it, phones, () => reads.splice(0, 1)[0]?.());
				await settle();
			}
			it.book.gate = undefined;
			for (const me of phones) if (!me.leave) toggle(me);
			// What was lost shows with the next change.
			it.set({ ...it.book.points.get(`${HALDEN} north`), Greta: 1 });
			await drain(it, phones, read, 60);
			const truth = it.book.points.get(`${HALDEN} north`);
			for (const { held, status } of phones) {
				expect(held.points).toEqual(truth);
				expect(status).toBe('live');
			}
			const [channel] = it.channels.all();
			expect(channel?.watchers).toBe(2);
		}),
		{
			numRuns: 500,
			// Gone while the board it asked for is still being read.
			examples: [
				[
					false,
					[
						{ do: 'pass', ms: 100 },
						{ do: 'up', who: 0 },
						{ do: 'cut', who: 0 }
					]
				]
			]
		}
	);
});

/** What the gateway does: a frame goes to everybody in its room. */
function carry(it: Hub, visitors: Set<Visitor<Rep>>): void {
	it.sent.push = (...frames) => {
		for (const { room, patch } of frames)
			for (const visitor of visitors as Set<Standing>)
				if (visitor.rooms.has(room)) visitor.hear(patch);
		return 0;
	};
}

async function take(step: Step, it: Hub, phones: Phone[], read: () => void): Promise<void> {
	const points = it.book.points.get(`${HALDEN} north`) ?? {};
	if (step.do === 'set') return it.set({ ...points, [step.name]: step.points });
	if (step.do === 'leave') return it.set(applyPoints(points, { set: {}, gone: [step.name] }));
	if (step.do === 'pass') return it.time.pass(step.ms);
	if (step.do === 'read') return read();
	if (step.do === 'deliver') return deliver(phones);
	if (step.do === 'sweep') {
		it.ticker.moved(OTHER, ['*']);
		return it.channels.sweep();
	}
	return meddle(step.do, phones[step.who]!);
}

function meddle(what: Meddling, me: Phone): void {
	if (what === 'cut') me.cut();
	else if (what === 'wake') me.wire.wake();
	else if (what === 'up') me.up.shift()?.();
	else if (what === 'down') me.down.shift()?.arrive();
	else if (what === 'toggle') toggle(me);
	// A patch that never arrives although the connection stands: only a gap tells.
	else if (me.down[0]?.patch) me.down.shift();
}

/** Leaves the page, or comes to it with what it held when it left. */
function toggle(me: Phone): void {
	if (!me.leave) me.leave = me.wire.follow(me.follower);
	else me.leave = void me.leave();
}

/** Lets everything happen that is under way. */
async function drain(it: Hub, phones: Phone[], read: () => void, turns: number): Promise<void> {
	for (let turn = 0; turn < turns; turn += 1) {
		read();
		await it.time.pass(200);
		await deliver(phones);
	}
}

async function deliver(phones: Phone[]): Promise<void> {
	for (const { up, down } of phones) {
		for (const arrive of up.splice(0)) arrive();
		await settle();
		for (const { arrive } of down.splice(0)) arrive();
	}
}
