import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import { award, listBadges } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { coachingLines, comments, makeMoment } from '#lib/moments/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { recognitions } from '#lib/recognition/server/index.ts';
import { readKeepsakes, saveKeepsakes } from './index.ts';
import { say } from './said.fixture.ts';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
});

const kept = async (reader: MemberActor) =>
	(await readKeepsakes(team.context, reader)).keepsakes.map(({ kind, from, words }) => [
		...[kind, from, words]
	]);

/** Lena won something; Aiko wrote below it, and Ines to Lena alone. */
async function aMoment() {
	const { orgId, lena, aiko, ines } = team;
	const at = new Date('2026-11-17T10:00:00Z');
	const momentId = await makeMoment(database.db, orgId, {
		...{ kind: 'deal', cause: `activity:${newId()}`, memberId: lena.memberId },
		...{ teamId: team.northernLights, headline: 'won Brightline' },
		...{ inFeed: true, onTv: false, at }
	});
	const row = (from: MemberActor, words: string) => ({
		...{ orgId, momentId: momentId!, memberId: from.memberId, fromId: from.memberId },
		...{ words, requestId: newId(), at }
	});
	await database.db.insert(comments).values([
		{ ...row(aiko, 'What a walk!'), id: newId<'comment'>() },
		{ ...row(aiko, 'Taken back.'), id: newId<'comment'>(), withdrawnAt: at },
		{ ...row(lena, 'Thank you all.'), id: newId<'comment'>() }
	]);
	await database.db
		.insert(coachingLines)
		.values({ ...row(ines, 'Ask for the next step sooner.'), id: newId<'coaching-line'>() });
}

it('keeps everything that was said to her, in private too, and nothing that was not', async () => {
	const [opener, steady] = await listBadges(database.db, team.orgId);
	const to = [team.lena.memberId];
	team.at('2025-12-30T09:00:00Z');
	await say(team, team.aiko, { sentence: 'Last year’s word.' });
	team.at('2026-11-16T09:00:00Z');
	await say(team, team.ines, { badgeId: opener!.id, sentence: 'With a badge.', inFeed: false });
	const back = await say(team, team.ines, { sentence: 'Taken back.' });
	await database.db
		.update(recognitions)
		.set({ withdrawnAt: new Date() })
		.where(eq(recognitions.id, back));
	await aMoment();
	const reason = 'rule:1';
	const at = new Date('2026-11-18T08:00:00Z');
	await award(database.db, team.orgId, { badgeId: steady!.id, to, by: null, reason, at });
	team.at('2026-11-18T09:00:00Z');
	expect((await kept(team.lena)).sort()).toEqual([
		['award', null, steady!.criteria],
		['comment', 'Aiko Kimura', 'What a walk!'],
		['line', 'Ines Falk', 'Ask for the next step sooner.'],
		['words', 'Aiko Kimura', 'Last year’s word.'],
		['words', 'Ines Falk', 'With a badge.']
	]);
	const { keepsakes } = await readKeepsakes(team.context, team.lena);
	expect(keepsakes[0]).toMatchObject({ kind: 'award', day: '2026-11-18', isPrivate: false });
	expect(keepsakes.at(-2)).toMatchObject({ badge: { name: opener!.name }, isPrivate: true });
	expect(keepsakes.at(-1)).toMatchObject({ day: '2025-12-30', about: 'courage', badge: null });
});

it('is each person’s own', async () => {
	await say(team, team.ines, { sentence: 'Only for Lena.', inFeed: false });
	await aMoment();
	for (const reader of [team.aiko, team.ines, team.greta]) expect(await kept(reader)).toEqual([]);
});

it('is saved as a file under her name', async () => {
	await say(team, team.ines, { sentence: '<b>Bold</b> of you.' });
	const page = await saveKeepsakes(team.context, team.lena, 'html');
	expect(page.name).toBe('lena-tran-keepsake-2026-11-18.html');
	expect(page.body).toContain('&lt;b&gt;Bold&lt;/b&gt; of you.');
	const data = await saveKeepsakes(team.context, team.lena, 'json');
	expect(JSON.parse(data.body)).toMatchObject({ said: [{ words: '<b>Bold</b> of you.' }] });
});
