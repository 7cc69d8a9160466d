import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import type { Badge } from '#lib/badges/badge.ts';
import { listBadges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { listValues, recognise, type RecogniseCommand } from '#lib/recognition/server/index.ts';
import type { Value } from '#lib/recognition/recognition.ts';
import { readProfile } from './index.ts';

let database: Database;
let team: SmallTeam;
let values: Value[];
let badges: Badge[];
let sent = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	values = await listValues(database.db, team.orgId);
	badges = await listBadges(database.db, team.orgId);
});

function thanks(changes: Partial<RecogniseCommand> = {}): RecogniseCommand {
	return {
		to: [team.lena.memberId],
		valueId: values[0]!.id,
		sentence: 'You called the Halden account cold after three no’s and got the meeting.',
		inFeed: true,
		onTv: true,
		requestId: `request-${++sent}`,
		...changes
	};
}

async function give(actor: MemberActor, command: RecogniseCommand) {
	const result = await recognise(team.context, actor, command);
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value.id;
}

describe('a member’s page', () => {
	async function profileOf(reader: MemberActor, id = team.aiko.memberId) {
		const read = await readProfile(team.context, reader, id);
		if (!read.ok) throw new Error(read.problem.detail);
		return read.value;
	}

	it('has her twelve weeks, her best week before this one, and her biggest deal that stands', async () => {
		const entry = (metric: string, value: string, occurredAt: string, externalId: string) => ({
			metric,
			member: 'aiko@halden.example',
			value,
			occurredAt,
			source: 'crm',
			externalId,
			note: 'Brightline'
		});
		await team.ledger.record({
			orgId: team.orgId,
			recordedBy: 'test',
			entries: [
				entry('demos-held', '4', '2026-11-17', 'a'),
				entry('demos-held', '9', '2026-10-28', 'b'),
				entry('demos-held', '30', '2026-01-07', 'long ago'),
				entry('revenue', '18400', '2026-11-16', 'c'),
				entry('revenue', '90000', '2026-11-16', 'd')
			]
		});
		const [typo] = await database.db
			.select()
			.from(activities)
			.where(and(eq(activities.orgId, team.orgId), eq(activities.externalId, 'd')));
		await team.ledger.reverse(team.orgId, typo!.id, { by: 'test', note: 'One nought too many.' });
		const profile = await profileOf(team.aiko);
		const shown = (value: string) => showFigure(BigInt(value), 'points', 'EUR');
		expect(profile.weeks.map((week) => [week.start, shown(week.value)])).toEqual([
			...['2026-08-31', '2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28'].map((d) => [
				d,
				'0'
			]),
			...['2026-10-05', '2026-10-12', '2026-10-19'].map((d) => [d, '0']),
			['2026-10-26', '900'],
			['2026-11-02', '0'],
			['2026-11-09', '0'],
			['2026-11-16', '584']
		]);
		expect(profile.bestEarlier).toMatchObject({ start: '2026-01-05' });
		expect(shown(profile.bestEarlier!.value)).toBe('3,000');
		expect(profile.biggestDeal).toEqual({
			value: '1840000',
			day: '2026-11-16',
			account: 'Brightline'
		});
		expect(profile).toMatchObject({ isOwn: true, person: { team: 'Northern Lights' } });
	});

	it('keeps a badge that came with private words between the two', async () => {
		const badgeId = badges[3]!.id;
		const to = [team.aiko.memberId];
		await give(team.ines, thanks({ to, badgeId, inFeed: false, onTv: false }));
		await give(team.ines, thanks({ to, badgeId: badges[0]!.id }));
		const held = async (reader: MemberActor) =>
			(await profileOf(reader)).badges.map(({ badge }) => badge.name).sort();
		expect(await held(team.aiko)).toEqual(['Door Opener', 'Lifter']);
		expect(await held(team.lena)).toEqual(['Door Opener']);
		expect(await held(team.greta)).toEqual(['Door Opener']);
		expect((await profileOf(team.lena)).isOwn).toBe(false);
	});

	it('is nobody’s in another organization', async () => {
		const other = await smallTeam(database, 'Fjord');
		expect(await readProfile(team.context, team.greta, other.aiko.memberId)).toMatchObject({
			problem: { kind: 'missing' }
		});
	});
});
