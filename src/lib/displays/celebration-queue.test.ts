import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MemberId } from '#lib/platform/ids.ts';
import { aCard } from '#lib/moments/card.fixture.ts';
import type { MomentCard, MomentGoal, MomentGroup } from '#lib/moments/moment.ts';
import {
	EMPTY,
	EVERY_MS,
	FRESH_MS,
	names,
	next,
	nextAt,
	stillOn,
	takeIn
} from './celebration-queue.ts';
import { PATIENCE_MS, type Queue } from './celebration-queue.ts';

const NOON = Date.parse('2026-11-18T12:00:00Z');
const NORTH = ['Mara Silva', 'Jonas Okafor', 'Lena Tran', 'Aiko Kimura'];
let serial = 0;

/** A win, `age` milliseconds old at noon. */
function win(name: string, changes: Partial<MomentCard> = {}, age = 0): MomentCard {
	const id = `${String(++serial).padStart(6, '0')}`;
	const team = NORTH.includes(name) ? 'Northern Lights' : 'Harbour Crew';
	const member = { id: name as MemberId, name, colour: 1, team, picture: null };
	return aCard(id, NOON - age, member, { headline: `won deal ${id}`, ...changes });
}

const arrive = (queue: Queue, moments: MomentCard[], now = 0, arrivedAt = NOON) =>
	takeIn(queue, { moments, gone: [] }, arrivedAt, now);
const who = (cards: readonly MomentCard[] = []) => cards.map(({ member }) => member.name);

test('a win takes the screen, once, however often it arrives', () => {
	const aiko = win('Aiko Kimura');
	const first = next(arrive(arrive(EMPTY, [aiko]), [aiko]), 0, null);
	expect(first.takeover).toEqual([aiko]);
	const cheered = { ...aiko, cheers: { ...aiko.cheers, bell: ['Lena' as MemberId] } };
	const again = arrive(first.queue, [cheered], EVERY_MS);
	expect(next(again, EVERY_MS, null).takeover).toBeUndefined();
	expect(nextAt(again)).toBeUndefined();
});

test.each([
	['just now', 0, true],
	['almost too old', FRESH_MS - 1, true],
	['from before the line was lost', FRESH_MS, false],
	['yesterday’s', 86_400_000, false]
])('a win %s', (_, age, rings) => {
	const { takeover } = next(arrive(EMPTY, [win('Aiko Kimura', {}, age)]), 0, null);
	expect(takeover !== undefined).toBe(rings);
});

test('what is not for the TV stays off it', () => {
	expect(arrive(EMPTY, [win('Aiko Kimura', { onTv: false })])).toMatchObject({ waiting: [] });
});

test('the TV’s own team comes first, then the newest', () => {
	const cards = [
		win('Oskar Berg', {}, 10),
		win('Lena Tran', {}, 3000),
		win('Mara Silva', {}, 2000)
	];
	expect(who(next(arrive(EMPTY, cards), 0, 'Northern Lights').takeover)).toEqual(['Mara Silva']);
	expect(who(next(arrive(EMPTY, cards), 0, null).takeover)).toEqual(['Oskar Berg']);
});

test('what people reached together comes before what somebody did since', () => {
	const people = ['Mara Silva', 'Jonas Okafor'].map((name) => ({ id: name, name, colour: 1 }));
	const group = { name: null, people, count: 2 } as unknown as MomentGroup;
	const goal = { id: 'demos', title: '60 demos' } as MomentGoal;
	const together = win('Mara Silva', { kind: 'goal', group, goal }, 5000);
	const cards = [win('Oskar Berg', {}, 10), together];
	expect(next(arrive(EMPTY, cards), 0, null).takeover).toEqual([together]);
	expect(who(next(arrive(EMPTY, cards), 0, 'Harbour Crew').takeover)).toEqual(['Oskar Berg']);
});

test('a person’s newest win is shown, their earlier ones go to the ticker', () => {
	const cards = [win('Aiko Kimura', { headline: 'held a demo' }, 50), win('Aiko Kimura')];
	const { takeover, queue } = next(arrive(EMPTY, cards), 0, null);
	expect(takeover).toEqual([cards[1]]);
	expect(queue).toMatchObject({ waiting: [], passed: [cards[0]] });
});

test('equal wins share the screen', () => {
	const badge = { kind: 'recognition', headline: 'earned Closer', quote: 'Thank you.' } as const;
	const cards = [
		win('Lena Tran', badge, 30),
		win('Jonas Okafor', badge, 20),
		win('Mara Silva', badge, 10),
		win('Oskar Berg', { ...badge, quote: 'Another sentence.' }, 40)
	];
	const { takeover, queue } = next(arrive(EMPTY, cards), 0, null);
	expect(names(takeover!)).toBe('Mara, Jonas and Lena');
	expect(who(queue.waiting.map(({ card }) => card))).toEqual(['Oskar Berg']);
});

test('a goal reached together comes before the badges that it brought and before somebody’s own best', () => {
	const people = NORTH.map((name) => ({ id: name, name }));
	const group = { name: null, people, count: 4 } as MomentGroup;
	const goal = { id: 'meetings' } as unknown as MomentGoal;
	const reached = win('Oskar Berg', { kind: 'goal', group, goal }, 900);
	const [lena, hana] = [0, 2000].map((age, index) =>
		win(['Lena Tran', 'Hana Mori'][index]!, { kind: 'badge' }, age)
	);
	const { takeover, queue } = next(arrive(EMPTY, [reached, lena!, hana!]), 0, 'Northern Lights');
	expect(takeover).toEqual([reached]);
	expect(who(queue.passed)).toEqual(['Lena Tran']);
	expect(who(queue.waiting.map(({ card }) => card))).toEqual(['Hana Mori']);
	const behind = win('Aiko Kimura', { kind: 'badge' });
	const after = next(arrive(queue, [behind], 900), EVERY_MS, 'Northern Lights');
	expect([who(after.takeover), who(after.queue.passed)]).toEqual([
		['Hana Mori'],
		['Aiko Kimura', 'Lena Tran']
	]);
	const best = win('Lena Tran', { kind: 'work', headline: 'had a best week' });
	const both = next(arrive(EMPTY, [best, reached]), 0, 'Northern Lights');
	expect([both.takeover, who(both.queue.waiting.map(({ card }) => card))]).toEqual([
		[reached],
		['Lena Tran']
	]);
	const later = win('Lena Tran', { kind: 'badge' }, -61_000);
	expect(next(arrive(EMPTY, [reached, later]), 0, 'Northern Lights').takeover).toEqual([later]);
});

test('names read as a person says them', () => {
	expect(names([win('Mara Silva')])).toBe('Mara Silva');
	expect(names([win('Mara Silva'), win('Jonas Okafor')])).toBe('Mara and Jonas');
	const crowd = Array.from({ length: 13 }, (_, place) => win(`Colleague${place} Berg`));
	expect(names([win('Mara Silva'), ...crowd])).toBe('Mara, Colleague0, Colleague1 and 11 more');
});

test('the next one waits its twenty seconds, and is asked for then', () => {
	const cards = [win('Aiko Kimura'), win('Oskar Berg', {}, 10)];
	const { queue } = next(arrive(EMPTY, cards, 500), 500, null);
	expect(nextAt(queue)).toBe(500 + EVERY_MS);
	expect(next(queue, 499 + EVERY_MS, null).takeover).toBeUndefined();
	expect(who(next(queue, 500 + EVERY_MS, null).takeover)).toEqual(['Oskar Berg']);
});

test('what waited too long goes to the ticker, what was taken back goes away', () => {
	const [mara, oskar] = [win('Mara Silva'), win('Oskar Berg', {}, 10)];
	const { queue } = next(arrive(EMPTY, [mara, oskar]), 0, null);
	const late = next(queue, PATIENCE_MS, null);
	expect(late.takeover).toBeUndefined();
	expect(late.queue.passed).toEqual([oskar]);
	const reversed = takeIn(late.queue, { moments: [], gone: [oskar.id] }, NOON, PATIENCE_MS);
	expect(reversed.passed).toEqual([]);
	expect(takeIn(queue, { moments: [], gone: [oskar.id] }, NOON, 1).waiting).toEqual([]);
});

test('a deal whose sum comes a moment later shows it', () => {
	const [mara, oskar] = [win('Mara Silva'), win('Oskar Berg', {}, 10)];
	const { queue } = next(arrive(EMPTY, [mara, oskar]), 0, null);
	const summed = arrive(queue, [{ ...oskar, figure: '€18,400' }], 100);
	expect(next(summed, EVERY_MS, null).takeover?.[0].figure).toBe('€18,400');
});

test('through any afternoon: each win at most once, never two within twenty seconds, nothing grows', () => {
	const step = fc.record({
		after: fc.integer({ min: 0, max: 30_000 }),
		people: fc.array(fc.constantFrom(...NORTH, 'Oskar Berg', 'Hana Mori'), { maxLength: 8 })
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			let [queue, now] = [EMPTY, 0];
			const begun: number[] = [];
			const shown: string[] = [];
			for (const { after, people } of steps) {
				now += after;
				queue = arrive(
					queue,
					people.map((name) => win(name)),
					now
				);
				const turn = next(queue, now, 'Northern Lights');
				queue = turn.queue;
				if (!turn.takeover) continue;
				begun.push(now);
				shown.push(...turn.takeover.map(({ id }) => id));
				expect(new Set(who(turn.takeover)).size).toBe(turn.takeover.length);
			}
			expect(new Set(shown).size).toBe(shown.length);
			for (const [index, at] of begun.slice(1).entries())
				expect(at - begun[index]!).toBeGreaterThanOrEqual(EVERY_MS);
			expect(queue.passed.length).toBeLessThanOrEqual(3);
			expect(queue.waiting.length).toBeLessThanOrEqual(50);
			expect(queue.known.length).toBeLessThanOrEqual(200);
		})
	);
});

test('what is taken back or hidden goes at once, waiting or on the screen', () => {
	const [mara, jonas] = [win('Mara Silva'), win('Jonas Okafor')];
	const both = { moments: [mara, jonas], gone: [] };
	const hides = { moments: [{ ...mara, onTv: false }], gone: [] };
	const waiting = takeIn(takeIn(EMPTY, both, NOON, 0), hides, NOON, 100);
	expect(waiting.waiting.map(({ card }) => card.id)).toEqual([jonas.id]);
	expect(stillOn([mara, jonas], hides)).toEqual([jonas]);
	expect(stillOn([mara], hides)).toBeUndefined();
	expect(stillOn([mara], { moments: [], gone: [mara.id] })).toBeUndefined();
	expect(stillOn([mara], { moments: [{ ...mara, figure: '€900' }], gone: [] })).toEqual([
		{ ...mara, figure: '€900' }
	]);
	const passed = { ...EMPTY, passed: [mara, jonas] };
	expect(takeIn(passed, hides, NOON, 100).passed).toEqual([jonas]);
});
