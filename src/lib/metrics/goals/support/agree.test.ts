import { expect, test } from 'vitest';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import { answersFor, mayAgree, mayTap, type Governed, type Supported } from './agree.ts';
import { askedWords, bindsWords, outOfBounds } from './bounds.ts';
import type { GoalScope } from '../goal.ts';
import { sample } from '../goals.fixture.ts';

const NORTH = 'north' as TeamId;
const HARBOUR = 'harbour' as TeamId;

function person(
	name: string,
	role: MemberActor['role'],
	team: TeamId | null,
	manages: TeamId[] = []
): MemberActor {
	const ids = { orgId: 'halden' as OrgId, memberId: name as MemberId, session: '' };
	return { kind: 'member', ...ids, role, teamId: team, manages };
}

const PEOPLE = {
	aiko: person('aiko', 'rep', NORTH),
	lena: person('lena', 'rep', NORTH),
	oskar: person('oskar', 'rep', HARBOUR),
	ines: person('ines', 'manager', null, [NORTH]),
	ruben: person('ruben', 'manager', null, [HARBOUR]),
	greta: person('greta', 'admin', null)
};
type Name = keyof typeof PEOPLE;
const ALL = Object.keys(PEOPLE) as Name[];

function goal(scope: GoalScope, owner: Name, team: TeamId | null = null): Supported {
	const teamId = scope === 'team' ? (team ?? NORTH) : null;
	return { scope, teamId, ownerId: owner as MemberId, agreed: true };
}

function those(may: (actor: MemberActor) => boolean): Name[] {
	return ALL.filter((name) => may(PEOPLE[name]));
}

test('who answers for a goal: its owner, and who sets goals there', () => {
	const TABLE: [Governed, Name[]][] = [
		[goal('member', 'aiko'), ['aiko']],
		[goal('pod', 'aiko'), ['aiko']],
		[goal('team', 'ines'), ['ines', 'greta']],
		[goal('team', 'aiko'), ['aiko', 'ines', 'greta']],
		[goal('organization', 'greta'), ['greta']],
		[goal('organization', 'ruben'), ['ruben', 'greta']]
	];
	for (const [aim, who] of TABLE) expect(those((actor) => answersFor(actor, aim))).toEqual(who);
});

test('who agrees to a goal: without a parent who sets goals there, with one who answers for it', () => {
	const TABLE: [Governed, Supported | null, Name[]][] = [
		[goal('member', 'aiko'), null, ['aiko']],
		[goal('pod', 'lena'), null, ['lena']],
		[goal('team', 'aiko'), null, ['ines', 'greta']],
		[goal('organization', 'aiko'), null, ['greta']],
		[goal('member', 'aiko'), goal('team', 'ines'), ['ines', 'greta']],
		[goal('member', 'aiko'), goal('team', 'lena'), ['lena', 'ines', 'greta']],
		[goal('member', 'aiko'), goal('member', 'lena'), ['lena']],
		[goal('member', 'aiko'), goal('pod', 'oskar'), ['oskar']],
		[goal('team', 'ines'), goal('organization', 'greta'), ['greta']],
		[goal('team', 'ines'), goal('team', 'ruben', HARBOUR), ['ruben', 'greta']],
		[goal('organization', 'greta'), goal('organization', 'ruben'), ['ruben', 'greta']]
	];
	for (const [aim, parent, who] of TABLE)
		expect(those((actor) => mayAgree(actor, aim, parent))).toEqual(who);
});

test('a parent that waits itself lends nobody the right to set goals for all', () => {
	const waiting = { ...goal('organization', 'aiko'), agreed: false };
	expect(those((actor) => mayAgree(actor, goal('organization', 'aiko'), waiting))).toEqual([
		'greta'
	]);
	expect(those((actor) => mayAgree(actor, goal('team', 'lena'), waiting))).toEqual(['greta']);
	expect(those((actor) => mayAgree(actor, goal('pod', 'lena'), waiting))).toEqual([
		'aiko',
		'greta'
	]);
});

test('an admin answers for what somebody has left behind', () => {
	const left = { ...goal('pod', 'aiko'), ownerId: null };
	expect(those((actor) => answersFor(actor, left))).toEqual(['greta']);
	expect(those((actor) => mayAgree(actor, left, null))).toEqual(['greta']);
});

test('who taps: oneself, those in it, the team, everybody', () => {
	const own = { ...goal('member', 'aiko'), memberId: 'aiko' as MemberId };
	const shared = (scope: GoalScope, owner: Name) => ({ ...goal(scope, owner), memberId: null });
	const pod = ['aiko', 'oskar'] as MemberId[];
	expect(those((actor) => mayTap(actor, own, []))).toEqual(['aiko']);
	expect(those((actor) => mayTap(actor, shared('pod', 'aiko'), pod))).toEqual(['aiko', 'oskar']);
	expect(those((actor) => mayTap(actor, shared('team', 'ines'), []))).toEqual([
		...['aiko', 'lena', 'ines', 'greta']
	]);
	expect(those((actor) => mayTap(actor, shared('organization', 'greta'), []))).toEqual(ALL);
});

test('a target outside the bounds is refused with the bounds and whom to talk to', () => {
	const parent = { title: '60 demos', metricId: 'demos', commitFrom: 3n, commitTo: 8n };
	const why = (target: bigint, change = {}, metricId = 'demos') =>
		outOfBounds({ metricId, target }, { ...parent, ...change }, 'count', 'EUR', 'Ines Falk');
	expect(why(3n)).toBeUndefined();
	expect(why(8n)).toBeUndefined();
	expect(why(9n)).toBe(
		'“60 demos” asks for 3 to 8 from each goal that counts the same. Choose within that, or talk to Ines Falk.'
	);
	expect(why(2n, { commitTo: null })).toContain('at least 3 from each');
	expect(why(9n, { commitFrom: null })).toContain('at most 8 from each');
	expect(why(99n, {}, 'calls')).toBeUndefined();
	const asks = askedWords({ metricId: 'demos' }, parent, 'count', 'EUR');
	expect(asks).toBe('“60 demos” asks for 3 to 8 from each goal that counts the same.');
	expect(askedWords({ metricId: 'calls' }, parent, 'count', 'EUR')).toBeUndefined();
});

test('a goal says for which of those that support it its bounds hold', () => {
	const metric = { key: 'demos-held', name: 'Demos held' };
	const binds = (from: string | null, to: string | null) =>
		bindsWords(sample({ id: 'demos', metric, commit: { from, to } }), 'EUR');
	expect(binds('3', '8')).toBe(
		'Each goal that supports it with demos held takes on 3 to 8. What counts something else is free.'
	);
	expect(binds(null, '8')).toContain('takes on at most 8.');
	expect(binds(null, null)).toBeUndefined();
});
