import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { GoalId } from '#lib/platform/ids.ts';
import type { Result } from '#lib/platform/result.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { outcomeWords, resultWords, reviewFile } from '../../review.ts';
import {
	agreeGoal,
	closeEndedGoals,
	closeGoal,
	goalChanges,
	goalFeeds,
	openReview,
	setGoal,
	type SetGoal
} from '../index.ts';

let database: Database;
let team: SmallTeam;
let company: GoalId;
let north: GoalId;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	const { greta, ines, northernLights } = team;
	company = await goal(greta, { scope: 'organization', title: 'Ten demos', target: 10 });
	north = await goal(ines, {
		...{ scope: 'team', team: northernLights, title: '=Two of ours', target: 2 },
		supports: company
	});
	must(await agreeGoal(team.context, greta, north));
	const entries = ['aiko', 'aiko', 'lena', 'oskar'].map((name, i) => ({
		...{ metric: 'demos-held', member: `${name}@halden.example`, value: 1, source: 'crm' },
		...{ occurredAt: '2026-11-18', externalId: `${team.orgId} ${i}` }
	}));
	await team.ledger.record({ orgId: team.orgId, recordedBy: 'test', entries });
	team.announced();
});

function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}

async function goal(actor: MemberActor, command: Partial<SetGoal>): Promise<GoalId> {
	const quarter = { metric: 'demos-held', startsOn: '2026-10-01', endsOn: '2026-12-31' };
	const made = must(await setGoal(team.context, actor, { ...quarter, ...command } as SetGoal));
	return made.id;
}

it('A goal nobody reviewed closes by itself after two weeks, once, and keeps who fed it', async () => {
	must(await closeGoal(team.context, team.ines, north, 'Hospitals answer before nine.'));
	team.at('2027-01-14T22:30:00Z');
	expect(await closeEndedGoals(team.context)).toBe(0);
	team.announced();
	// Past midnight in Berlin, and the fifteenth day.
	team.at('2027-01-14T23:30:00Z');
	expect(await closeEndedGoals(team.context)).toBe(1);
	expect(await closeEndedGoals(team.context)).toBe(0);
	expect(team.announced().filter((fact) => fact === 'goals')).toHaveLength(1);
	const its = and(eq(goalChanges.goalId, company), eq(goalChanges.kind, 'closed'));
	const said = await database.db.select().from(goalChanges).where(its);
	expect(said).toMatchObject([{ by: null, says: { itself: 'yes', value: '4', target: '10' } }]);
	const open = and(eq(goalFeeds.orgId, team.orgId), eq(goalFeeds.isOpen, true));
	expect(await database.db.select().from(goalFeeds).where(open)).toEqual([]);
});

it('A quarter’s chain stays readable: results, what was learned, and who fed it', async () => {
	// Past midnight in Berlin.
	team.at('2026-12-31T23:30:00Z');
	must(await closeGoal(team.context, team.ines, north, 'Hospitals answer before nine.'));
	team.at('2027-02-01T09:00:00Z');
	await closeEndedGoals(team.context);
	const review = await openReview(team.context, team.aiko);
	expect([review.start, review.end, review.later]).toEqual([
		'2026-10-01',
		'2026-12-31',
		'2027-01-01'
	]);
	expect(
		review.chain.map(({ goal, depth, people, fed }) => ({
			...{ depth, fed, title: goal.title, learned: goal.learned },
			...{ result: resultWords(goal, 'EUR'), outcome: outcomeWords(goal) },
			people: people.map(({ name, share }) => `${name} ${share}`)
		}))
	).toEqual([
		{
			...{ depth: 0, fed: 3, title: 'Ten demos', learned: null },
			...{ result: '4 of 10 demos held', outcome: 'Not reached' },
			people: ['Aiko Kimura 2', 'Lena Tran 1', 'Oskar Berg 1']
		},
		{
			...{ depth: 1, fed: 2, title: '=Two of ours', learned: 'Hospitals answer before nine.' },
			...{ result: '3 of 2 demos held', outcome: 'Reached' },
			people: ['Aiko Kimura 2', 'Lena Tran 1']
		}
	]);
	const [, first, second] = reviewFile(review, 'Halden & Co').split('\r\n');
	expect(first).toContain(
		'Ten demos,1,Ten demos,Halden & Co,,2026-10-01,2026-12-31,Demos held,0,4,10'
	);
	expect(second).toContain("Ten demos,2,'=Two of ours,Northern Lights,Ten demos");
	expect(second).toContain(',2027-01-01,Hospitals answer before nine.');
	expect((await openReview(team.context, team.aiko, '2026-08-01')).chain).toEqual([]);
});
