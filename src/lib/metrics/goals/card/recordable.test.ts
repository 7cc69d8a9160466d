import { expect, test } from 'vitest';
import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import { sample } from '../goals.fixture.ts';
import { mayRecord, type Recorder } from './recordable.ts';

const north = { id: 'north' as TeamId, name: 'Northern Lights', colour: 1 };
const aiko = { id: 'aiko' as MemberId, name: 'Aiko Kimura', colour: 2 };
const rep: Recorder = { memberId: aiko.id, teamIds: [north.id], records: true };
const lead: Recorder = { memberId: 'ines' as MemberId, teamIds: [north.id], records: false };

test('whoever’s work moves a goal today records one from its page', () => {
	const demos = { metric: { key: 'demos-held', name: 'Demos held' }, closedAt: null };
	const goals = [
		sample({ ...demos, id: 'own', scope: 'member', member: aiko, team: null }),
		sample({ ...demos, id: 'pod', scope: 'pod', member: null, team: null, people: [aiko] }),
		sample({ ...demos, id: 'team', scope: 'team', member: null, team: north }),
		sample({ ...demos, id: 'all', scope: 'organization', member: null, team: null })
	];
	const may = (who: Recorder, today = goals[0]!.endsOn) =>
		goals.filter((goal) => mayRecord(goal, who, today)).map(({ id }) => id);
	expect(may(rep)).toEqual(['own', 'pod', 'team', 'all']);
	expect(may(lead)).toEqual([]);
	expect(may({ ...lead, memberId: aiko.id })).toEqual(['own', 'pod']);
	expect(may({ ...rep, memberId: lead.memberId, teamIds: [] })).toEqual(['all']);
	expect(may(rep, '2100-01-01')).toEqual([]);
	expect(mayRecord({ ...goals[0]!, metric: null }, rep, goals[0]!.endsOn)).toBe(false);
});
