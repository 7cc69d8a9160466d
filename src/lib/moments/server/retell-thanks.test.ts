import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import { awards, listBadges } from '#lib/badges/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import {
	editRecognition,
	listValues,
	recognise,
	ringNow,
	speak,
	takeBack
} from '#lib/recognition/server/index.ts';
import { findMoments, moments, rewordThanks, silenceThanks } from './index.ts';
import { readCards } from './cards/read-cards.ts';

const echo = { reword: rewordThanks, silence: silenceThanks };

let database: Database;
let team: SmallTeam;
let requests = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
});

/** Ines thanks Lena and Aiko with a badge; nobody hears of it before 9:00:10. */
async function send(): Promise<RecognitionId> {
	const [courage] = await listValues(database.db, team.orgId);
	const [doorOpener] = await listBadges(database.db, team.orgId);
	const sent = await recognise(team.context, team.ines, {
		to: [team.lena.memberId, team.aiko.memberId],
		valueId: courage!.id,
		badgeId: doorOpener!.id,
		sentence: `You called Halden cold, and then ${requests} more.`,
		stillRare: true,
		inFeed: true,
		onTv: true,
		requestId: `echo-${++requests}`
	});
	return sent.ok ? sent.value.id : expect.fail(sent.problem.detail);
}

const runJob = (id: RecognitionId) =>
	findMoments(team.context, { orgId: team.orgId, kind: 'recognition', id }, speak);
const cards = () => readCards(database.db, team.orgId, { limit: 9 });
const rings = () => team.announced().filter((fact) => fact === 'moments').length;

async function standingAwards() {
	const rows = await database.db.select().from(awards).where(eq(awards.orgId, team.orgId));
	return rows.filter(({ withdrawnAt }) => !withdrawnAt).length;
}

describe('what is sent', () => {
	it('rings once when it is due, however often and early its job runs', async () => {
		const id = await send();
		await runJob(id);
		expect([await cards(), await standingAwards(), rings()]).toEqual([[], 0, 0]);
		team.at('2026-11-18T09:00:10Z');
		await Promise.all([runJob(id), runJob(id)]);
		await runJob(id);
		expect((await cards()).map(({ at }) => at)).toEqual(Array(2).fill('2026-11-18T09:00:10.000Z'));
		expect([await standingAwards(), rings()]).toEqual([2, 1]);
	});

	it('rings once when it is rung before its time and its job comes all the same', async () => {
		const id = await send();
		await ringNow(team.context, team.ines, id);
		await runJob(id);
		team.at('2026-11-18T09:00:10Z');
		await runJob(id);
		expect(await cards()).toHaveLength(2);
		expect(rings()).toBe(1);
	});

	it('leaves nothing where it is said and taken back side by side', async () => {
		for (let round = 0; round < 5; round++) {
			const id = await send();
			team.at('2026-11-18T09:00:10Z');
			await Promise.all([runJob(id), takeBack(team.context, team.ines, id, echo), runJob(id)]);
			expect([await cards(), await standingAwards()]).toEqual([[], 0]);
			team.at('2026-11-18T09:00:00Z');
		}
	});
});

describe('what is said', () => {
	it('reads everywhere as it was edited, says so, and rings nothing again', async () => {
		const id = await send();
		await ringNow(team.context, team.ines, id);
		await runJob(id);
		const before = await cards();
		const [, craft] = await listValues(database.db, team.orgId);
		const words = { id, valueId: craft!.id, sentence: 'You called Halden twice.' };
		await editRecognition(team.context, team.ines, words, echo);
		await runJob(id);
		const now = await cards();
		expect(now.map((card) => card.id)).toEqual(before.map((card) => card.id));
		for (const card of now)
			expect(card).toMatchObject({
				headline: 'earned Door Opener',
				detail: 'for craft',
				quote: 'You called Halden twice.',
				edited: true
			});
	});

	it('goes with its moments and badges, and nobody else’s do', async () => {
		const [id, other] = [await send(), await send()];
		team.at('2026-11-18T09:00:10Z');
		for (const each of [id, other]) await runJob(each);
		await takeBack(team.context, team.ines, id, echo);
		await runJob(id);
		const left = await database.db.select().from(moments).where(eq(moments.orgId, team.orgId));
		expect(left.map(({ cause }) => cause.split(':')[1])).toEqual([other, other]);
		expect(await standingAwards()).toBe(2);
	});
});
