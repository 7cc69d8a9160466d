import { describe, expect, it } from 'vitest';
import type { DisplayId, Id, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Actor, MemberActor, Scope } from './actor.ts';
import { may, type Ask } from './permissions.ts';

const orgId = 'halden' as OrgId;
const lights = 'northern-lights' as TeamId;
const crew = 'harbour-crew' as TeamId;
const aiko = 'aiko' as MemberId;
const tv = 'tv' as DisplayId;

function member(memberId: string, role: MemberActor['role'], manages: TeamId[] = []): MemberActor {
	return {
		kind: 'member',
		orgId,
		memberId: memberId as MemberId,
		role,
		teamId: role === 'rep' ? lights : null,
		manages,
		session: 's'
	};
}

function key(...scopes: Scope[]): Actor {
	return { kind: 'key', orgId, keyId: 'k' as Id<'key'>, scopes };
}

const ACTORS = {
	stranger: null,
	aiko: member('aiko', 'rep'),
	lena: member('lena', 'rep'),
	ines: member('ines', 'manager', [lights]),
	ruben: member('ruben', 'manager', [crew]),
	greta: member('greta', 'admin'),
	tv: { kind: 'display', orgId, displayId: tv, teamId: null },
	writer: key('activities:write'),
	reader: key('boards:read')
} satisfies Record<string, Actor | null>;

type Name = keyof typeof ACTORS;

const PEOPLE: Name[] = ['aiko', 'lena', 'ines', 'ruben', 'greta'];

/** Aiko is in Northern Lights, which Ines manages; Ruben manages Harbour Crew; Greta is the admin. */
const TABLE: [Ask, Name[]][] = [
	[{ may: 'standings.read' }, PEOPLE],
	[{ may: 'moments.read' }, PEOPLE],
	[{ may: 'moments.cheer' }, PEOPLE],
	[{ may: 'goals.read' }, PEOPLE],
	[{ may: 'goals.own', of: aiko }, ['aiko']],
	[{ may: 'goals.propose' }, PEOPLE],
	[{ may: 'goals.set', team: lights }, ['ines', 'greta']],
	[{ may: 'goals.set', team: null }, ['greta']],
	[{ may: 'alignment.see', of: aiko, team: lights }, ['aiko', 'ines', 'greta']],
	[{ may: 'work.keep', of: aiko }, ['aiko']],
	[{ may: 'work.keepForAll', team: lights }, ['ines', 'greta']],
	[{ may: 'work.keepForAll', team: null }, ['greta']],
	[{ may: 'alignment.tend' }, ['ines', 'ruben', 'greta']],
	[{ may: 'meetings.keep', team: lights }, ['ines', 'greta']],
	[{ may: 'meetings.keep', team: null }, ['greta']],
	[{ may: 'talks.share', of: aiko, team: lights }, ['aiko', 'ines', 'greta']],
	[{ may: 'recognition.give' }, PEOPLE],
	[{ may: 'recognition.oversee' }, ['ines', 'ruben', 'greta']],
	[{ may: 'badges.give', teams: [lights] }, ['ines', 'greta']],
	[{ may: 'badges.give', teams: [lights, crew] }, ['greta']],
	[{ may: 'badges.give', teams: [null] }, ['greta']],
	[{ may: 'badges.give', teams: [] }, ['greta']],
	[{ may: 'activities.record', of: aiko, team: lights }, ['aiko', 'ines', 'greta']],
	[{ may: 'activities.reverse', team: lights }, ['ines', 'greta']],
	[{ may: 'activities.reverse', team: null }, ['greta']],
	[{ may: 'activities.takeBack', of: aiko }, ['aiko']],
	[{ may: 'questions.ask', of: aiko }, ['aiko']],
	[{ may: 'questions.answer', team: lights }, ['ines', 'greta']],
	[{ may: 'questions.answer', team: null }, ['greta']],
	[{ may: 'checks.see' }, ['ines', 'ruben', 'greta']],
	[{ may: 'activities.send' }, ['writer']],
	[{ may: 'boards.fetch' }, ['reader']],
	[{ may: 'displays.manage' }, ['ines', 'ruben', 'greta']],
	[{ may: 'display.show', display: tv }, ['tv']],
	[{ may: 'display.show', display: 'another' }, []],
	[{ may: 'walls.watch' }, ['tv']],
	[{ may: 'daysOff.give', team: lights }, ['ines', 'greta']],
	[{ may: 'daysOff.give', team: null }, ['greta']],
	[{ may: 'people.see' }, ['ines', 'ruben', 'greta']],
	[{ may: 'people.invite', team: lights, role: 'rep' }, ['ines', 'greta']],
	[{ may: 'people.invite', team: lights, role: 'manager' }, ['greta']],
	[{ may: 'people.invite', team: null, role: 'rep' }, ['greta']],
	[{ may: 'people.manage' }, ['greta']],
	[{ may: 'metrics.edit' }, ['greta']],
	[{ may: 'targets.see' }, ['ines', 'ruben', 'greta']],
	[{ may: 'targets.set', team: lights }, ['ines', 'greta']],
	[{ may: 'targets.set', team: null }, ['greta']],
	[{ may: 'targets.read', of: aiko, team: lights }, ['aiko', 'ines', 'greta']],
	[{ may: 'expectations.see' }, ['ines', 'ruben', 'greta']],
	[{ may: 'expectations.write', team: lights }, ['ines', 'greta']],
	[{ may: 'expectations.read', of: aiko, team: lights }, ['aiko', 'ines', 'greta']],
	[{ may: 'expectations.answer', of: aiko }, ['aiko']],
	[{ may: 'preferences.set', of: aiko }, ['aiko']],
	[{ may: 'groups.manage' }, ['ines', 'ruben', 'greta']],
	[{ may: 'keys.manage' }, ['greta']],
	[{ may: 'organization.edit' }, ['greta']]
];

describe('who may what', () => {
	it.each(TABLE)('%j', (ask, allowed) => {
		const answered = (Object.keys(ACTORS) as Name[]).filter((name) => may(ACTORS[name], ask));
		expect(answered.sort()).toEqual([...allowed].sort());
	});

	it('gives a rep nothing for teams they once managed', () => {
		const demoted = member('ines', 'rep', [lights]);
		expect(may(demoted, { may: 'activities.reverse', team: lights })).toBe(false);
	});
});
