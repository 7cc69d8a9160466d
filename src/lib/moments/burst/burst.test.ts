import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemberId, MomentId } from '#lib/platform/ids.ts';
import {
	BURST_HEIGHT,
	burstTop,
	burstWords,
	nextTurn,
	toCatchUp,
	toCelebrate,
	turnsOf
} from './burst.ts';
import { cheerLabel, withCheer } from '../talk/cheer-words.ts';
import { aCard } from '../card.fixture.ts';
import type { MomentCard, MomentGroup } from '../moment.ts';

const NOW = '2026-11-18T14:00:00.000Z';

const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();
const aiko = { id: 'aiko' as MemberId, name: 'Aiko Kimura', colour: 1, team: null, picture: null };

function win(id: string, secondsAgo: number, changes: Partial<MomentCard> = {}): MomentCard {
	return aCard(id, Date.parse(NOW) - secondsAgo * 1000, aiko, { figure: '€18,400', ...changes });
}

const STEP = { kind: 'goal', headline: 'reached “60 demos”', figure: null } as const;
const lena = { id: 'lena' as MemberId, name: 'Lena Tran' };
const change = (...moments: MomentCard[]) => ({ moments, gone: [], more: false });

describe('what a phone celebrates', () => {
	it.each<[string, MomentCard[], string[], string[]]>([
		['a win of this second', [win('a', 0)], [], ['a']],
		['nothing it has played before', [win('a', 0)], ['a'], []],
		['nothing that rang while nobody looked', [win('a', 31)], [], []],
		['no old win that somebody cheered', [win('a', 4000)], [], []],
		['the newest first', [win('b', 9), win('a', 1)], [], ['a', 'b']],
		['nothing where nothing is new', [], [], []]
	])('%s', (_, moments, played, ids) => {
		const found = toCelebrate(change(...moments), NOW, new Set(played));
		expect(found.map(({ id }) => id)).toEqual(ids);
	});

	it.each<[string, MomentCard[], string, string, string[]]>([
		['what rang while the page was loading', [win('b', 9), win('a', 1)], NOW, NOW, ['a', 'b']],
		['nothing that it came too late for', [win('a', 10)], NOW, NOW, []],
		['nothing old of a feed that has stood still', [win('a', 60)], later(-59), NOW, []],
		['by the server’s clock where the phone’s is slow', [win('a', 60)], NOW, later(-60), []]
	])('%s', (_, moments, readAt, now, ids) => {
		const found = toCatchUp({ moments }, readAt, new Date(now), new Set());
		expect(found.map(({ id }) => id)).toEqual(ids);
		const again = toCatchUp({ moments }, readAt, new Date(now), new Set(ids));
		expect(again).toEqual([]);
	});

	it('gives a reached goal a turn of its own, where another win stands before it', () => {
		const goal = win('goal', 0, { kind: 'goal' });
		const lenas = win('hers', 0, { kind: 'goal', member: { ...aiko, ...lena } });
		expect(turnsOf(win('deal', 0), [lenas, win('b', 0), goal], aiko.id)).toEqual([goal, lenas]);
		expect(turnsOf(goal, [goal, win('b', 0)], aiko.id)).toEqual([]);
		// Lena carried it over, and Aiko is one of the four who fed it.
		const ours = { ...lenas, id: 'ours' as MomentId, group: four() };
		const theirs = { ...goal, id: 'theirs' as MomentId, group: { ...four(), people: [] } };
		const waiting = turnsOf(win('deal', 0), [lenas, theirs, ours, goal], aiko.id);
		expect(waiting).toEqual([ours, goal, lenas, theirs]);
		expect(nextTurn(waiting, aiko.id)).toEqual({ turn: [ours], rest: [goal, lenas, theirs] });
		expect(nextTurn([goal, lenas, theirs], aiko.id).rest).toEqual([]);
		expect(nextTurn([goal, lenas], aiko.id)).toEqual({ turn: [goal, lenas], rest: [] });
		expect(nextTurn([goal, goal, lenas], aiko.id)).toEqual({ turn: [goal], rest: [goal, lenas] });
		expect(nextTurn([], aiko.id)).toEqual({ turn: [], rest: [] });
	});

	it.each<[string, Partial<MomentCard>, string[]]>([
		['a deal heads the badge it brought', {}, ['won', 'badge']],
		['so does a goal that four reached', { kind: 'goal', group: four() }, ['won', 'badge']],
		[
			'a colleague’s deal does not',
			{ member: { ...win('x', 0).member, ...lena } },
			['badge', 'won']
		],
		['nor does somebody’s thanks', { kind: 'recognition' }, ['badge', 'won']]
	])('%s', (_, changes, ids) => {
		const won = win('won', 3, changes);
		const badge = win('badge', 1, { kind: 'badge', headline: 'earned Sprint' });
		const found = toCelebrate(change(badge, won), NOW, new Set());
		expect(found.map(({ id }) => id)).toEqual(ids);
	});

	it('says it in one breath', () => {
		const thanks = win('b', 1, { headline: 'earned Door Opener', figure: null });
		expect(burstWords([], lena.id)).toBe('');
		expect(burstWords([win('a', 0)], lena.id)).toBe('Aiko Kimura won Brightline, €18,400.');
		expect(burstWords([thanks, win('a', 2)], lena.id)).toBe(
			'Aiko Kimura earned Door Opener. And 1 more win.'
		);
		expect(burstWords([win('a', 0), thanks, thanks], lena.id)).toContain('And 2 more wins.');
	});

	it.each<[string, Partial<MomentCard>, string]>([
		['a win', {}, 'You won Brightline, €18,400.'],
		['a thanks', { headline: 'was thanked for courage', figure: null }, 'You were thanked for'],
		['a streak', { headline: 'is on a streak: demos held' }, 'You are on a streak: demos held'],
		['a first that begins alike', { headline: 'issued a note' }, 'You issued a note'],
		['one of four, first', { ...STEP, group: four() }, 'You, Mara, Jonas and Lena reached'],
		['one of six', { ...STEP, group: { ...four(), count: 6 } }, 'You, Mara, Jonas and 3 more'],
		['one of two, the other in hiding', { ...STEP, group: pair(1) }, 'You and 1 more reached'],
		['one of two', { ...STEP, group: pair(2) }, 'You and Tomás reached'],
		[
			'a team keeps its name',
			{ ...STEP, group: { ...four(), name: 'Northern Lights' } },
			'Northern'
		],
		['others keep theirs', { member: { ...aiko, ...lena } }, 'Lena Tran won Brightline']
	])('says “You” to whoever won it: %s', (_, changes, words) => {
		expect(burstWords([win('a', 0, changes)], aiko.id)).toMatch(new RegExp(`^${words}`));
	});

	it.each([
		['an empty screen', [], undefined, 12],
		['a switch at the head', [{ top: 60, bottom: 104 }], undefined, 108],
		['a bar at the foot', [{ top: 780, bottom: 844 }], undefined, 12],
		['controls with room between', [at(12, 500), at(600, 844)], undefined, 500],
		['a form from top to bottom', [at(0, 844)], at(0, 300), 300],
		['a screen of links, the last one in use', [at(0, 844)], at(700, 844), 12]
	])('covers no control, or as little as it can: %s', (_, controls, inUse, top) => {
		expect(burstTop(controls, inUse, 844)).toBe(top);
	});

	it('never covers the control in use where there is room beside it', () => {
		const span = fc.tuple(fc.nat(756), fc.integer({ min: 1, max: 200 }));
		const screen = fc.tuple(fc.array(span, { maxLength: 12 }), span);
		fc.assert(
			fc.property(screen, ([spans, [from, height]]) => {
				const used = at(from, Math.min(844, from + height));
				const controls = spans.map(([top, tall]) => at(top, top + tall));
				const top = burstTop(controls, used, 844);
				expect(top).toBeGreaterThanOrEqual(0);
				expect(top + BURST_HEIGHT).toBeLessThanOrEqual(844);
				expect(top >= used.bottom || top + BURST_HEIGHT <= used.top).toBe(true);
			})
		);
	});
});

function four(): MomentGroup {
	const names = ['Mara Silva', 'Jonas Okafor', 'Aiko Kimura', 'Lena Tran'];
	const people = names.map((name) => ({
		...{ id: name.split(' ')[0]!.toLowerCase() as MemberId, name, colour: 1 },
		...{ picture: null, share: '3' }
	}));
	return { name: null, people, count: 4 };
}

/** Aiko after Tomás, who brought more; where only one is shown, he hides from feeds. */
function pair(shown: number): MomentGroup {
	const tomás = { ...aiko, id: 'tomás' as MemberId, name: 'Tomás Rey', share: '2' };
	const people = [tomás, { ...aiko, share: '1' }].slice(-shown);
	return { name: null, people, count: 2 };
}

function at(top: number, bottom: number) {
	return { top, bottom };
}

describe('a cheer', () => {
	const lena = 'lena' as MemberId;

	it('is set once and taken back', () => {
		const rung = withCheer(withCheer(win('a', 0), 'bell', lena, true), 'bell', lena, true);
		expect(rung.cheers).toEqual({ bell: [lena], nice: [], how: [] });
		expect(withCheer(rung, 'bell', lena, false)).toEqual(win('a', 0));
	});

	it('says for whom it is and how many there are', () => {
		expect(cheerLabel('bell', 'Aiko Kimura', 0)).toBe('Ring the bell for Aiko Kimura');
		expect(cheerLabel('nice', 'Aiko Kimura', 3)).toBe('Say “nice one” to Aiko Kimura, 3 so far');
	});
});
