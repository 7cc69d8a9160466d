import { expect, test } from 'vitest';
import type { GoalId, MemberId, TeamId } from '#lib/platform/ids.ts';
import { GOALS, HARBOUR, NORTH, ofMember, ofTeam, sample } from '../goals.fixture.ts';
import {
	askedFor,
	mayMove,
	movedWords,
	placesFor,
	whyNotDrop,
	whyNotMove,
	type Mover
} from './move.ts';

const ines = { id: 'Ines' as MemberId, name: 'Ines Falk', colour: 2 };
const goals = GOALS.map((goal) => (goal.id === 'demos' ? { ...goal, owner: ines } : goal));
const goal = (id: string) => goals.find((each) => each.id === id)!;

const FRAME = { today: '2026-11-18', currency: 'EUR' };

const aiko: Mover = {
	...{ memberId: 'Aiko' as MemberId, role: 'rep' as const },
	...{ teamId: NORTH as TeamId, manages: [] }
};
const manager: Mover = {
	...{ memberId: 'Ines' as MemberId, role: 'manager' as const },
	...{ teamId: null, manages: [NORTH as TeamId] }
};
const admin: Mover = { ...aiko, memberId: 'Greta' as MemberId, role: 'admin', teamId: null };

test('one’s own moves oneself, a team’s its manager, the organization’s an admin', () => {
	const movable = (mover: Mover) =>
		goals.filter((each) => mayMove(each, mover, goals)).map(({ id }) => id);
	expect(movable(aiko)).toEqual(['coach', 'five']);
	expect(movable(manager)).toEqual(['demos']);
	expect(movable(admin)).toEqual(['harbour', 'demos', 'logos']);
});

test('what somebody left behind moves an admin, and who answers for what it supports', () => {
	const left = goals.map((each) =>
		each.id === 'five'
			? { ...each, owner: { ...ines, name: 'Tomás Vega', left: true as const } }
			: each
	);
	const five = left.find(({ id }) => id === 'five')!;
	const movers = [aiko, manager, admin].map((mover) => mayMove(five, mover, left));
	expect(movers).toEqual([false, true, true]);
	expect(whyNotMove(five, null, left, aiko, FRAME)).toBe(
		'Tomás Vega has left. An admin, or who answers for the goal above, moves “five”.'
	);
});

test('what may not be says why: somebody else’s, a circle, a wider goal under a narrow one', () => {
	const why = (id: string, under: string, mover: Mover) =>
		whyNotMove(goal(id), under as GoalId, goals, mover, FRAME);
	expect(why('demos', 'logos', aiko)).toBe(
		'Only who answers for “demos” moves it. Talk to Ines Falk.'
	);
	expect(why('logos', 'demos', admin)).toContain('go in a circle');
	expect(why('five', 'coach', aiko)).toBeUndefined();
	expect(whyNotMove(goal('five'), null, goals, aiko, FRAME)).toBeUndefined();
	const wide = sample({ id: 'wide' });
	const wider = whyNotMove(wide, 'harbour' as GoalId, [...goals, wide], admin, FRAME);
	expect(wider).toContain('organization');
});

test('under a goal that one does not answer for, whoever does is asked', () => {
	expect(askedFor(goal('five'), goal('demos'), aiko)).toBe('Ines Falk');
	expect(askedFor(goal('five'), undefined, aiko)).toBeNull();
	expect(askedFor(goal('five'), { ...goal('demos'), owner: null }, manager)).toBeNull();
	expect(movedWords(goal('five'), goal('demos'), 'Ines Falk')).toBe(
		'Ines is asked whether “five” may support “demos”.'
	);
	expect(movedWords(goal('five'), goal('demos'), null)).toBe('“five” now supports “demos”.');
	expect(movedWords(goal('five'), undefined, null)).toBe('“five” now stands on its own.');
});

test('places to put it: those of the own team first, none that would go in a circle', () => {
	const lone = sample({ id: 'lone', ...ofMember('Aiko') });
	const all = [...goals, lone, sample({ id: 'wish', ...ofTeam(HARBOUR), state: 'proposed' })];
	const few = ['open', 'done'].map((id) => sample({ id, scope: 'pod' }));
	all.push(few[0]!, { ...few[1]!, value: '10' });
	const places = placesFor(lone, all, aiko, '2026-11-18').map(({ id }) => id);
	expect(places.slice(0, 2)).toEqual(['demos', 'logos']);
	expect(places).not.toContain('wish');
	expect(places).toContain('open');
	expect(places).not.toContain('done');
	expect(placesFor(goal('demos'), all, admin, '2026-11-18').map(({ id }) => id)).not.toContain(
		'five'
	);
});

test('what would be refused does not take what is carried over it, and says why', () => {
	const lone = sample({ id: 'lone', target: '12', ...ofMember('Aiko') });
	const others: Parameters<typeof sample>[0][] = [
		{ id: 'runs' },
		{ id: 'won', value: '10' },
		{ id: 'wish', state: 'proposed', owner: ines },
		{ id: 'no', state: 'declined' },
		{ id: 'shut', closedAt: '2026-11-17T09:00:00Z' },
		{ id: 'past', endsOn: '2026-11-17' },
		{ id: 'done', scope: 'pod', value: '10' },
		{ id: 'below', ...ofMember('Aiko'), parent: 'lone' },
		{ id: 'small', commit: { from: '5', to: '8' } }
	];
	const all = [lone, ...others.map(sample)];
	const hints: Record<string, string | undefined> = {
		...{ runs: undefined, won: undefined, wish: 'Waits to be agreed itself', no: 'Not agreed' },
		...{ shut: 'Closed', past: 'Over', done: 'Reached', below: 'Would go in a circle' },
		...{ small: 'Its target is out of bounds there' }
	};
	for (const [id, hint] of Object.entries(hints)) {
		expect([id, whyNotDrop(lone, id as GoalId, all, FRAME)]).toEqual([id, hint]);
		const sentence = whyNotMove(lone, id as GoalId, all, aiko, FRAME);
		expect([id, sentence !== undefined]).toEqual([id, hint !== undefined]);
	}
	expect(whyNotDrop(lone, null, all, FRAME)).toBe('It stands there already');
	expect(whyNotMove(lone, 'small' as GoalId, all, aiko, FRAME)).toContain('asks for 5 to 8');
	const places = placesFor(lone, all, aiko, FRAME.today).map(({ id }) => id);
	expect(places.sort()).toEqual(['runs', 'small', 'won']);
});

test('what waits to stand elsewhere is shown where it stands, and taken back by putting it there', () => {
	const harbour = goal('harbour');
	const wanted = { id: harbour.id, title: harbour.title, asked: 'Ruben' };
	const demos = { ...goal('demos'), wanted };
	const why = (under: string | null) => whyNotDrop(demos, under as GoalId | null, goals, FRAME);
	expect(why('harbour')).toBe('Waits for an answer there');
	expect([why('logos'), why(null)]).toEqual([undefined, undefined]);
	expect(askedFor(demos, goal('logos'), manager)).toBeNull();
	expect(movedWords(demos, goal('logos'), null)).toBe('“demos” stays where it is.');
	expect(placesFor(demos, goals, manager, FRAME.today).map(({ id }) => id)).toContain('harbour');
});
