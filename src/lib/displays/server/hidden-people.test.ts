import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { aSound, aPicture } from '../../../../tests/samples.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import {
	keepPicture,
	preferencesOf,
	savePreferences
} from '#lib/identity/preferences/server/index.ts';
import { feedTopic, keepOwnSound, makeMoment } from '#lib/moments/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { displays, displayTopic } from './index.ts';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	for (const member of [team.aiko, team.lena]) await wins(member);
	team.announced();
});

async function wins({ orgId, memberId }: MemberActor) {
	await makeMoment(database.db, orgId, {
		kind: 'work',
		cause: `test:${memberId}`,
		memberId,
		teamId: team.northernLights,
		headline: 'had a best day',
		inFeed: true,
		onTv: true,
		at: team.context.clock.now()
	});
}

async function feed(me?: MemberActor) {
	const read = await feedTopic(database.db).read(team.orgId, { me: me?.memberId });
	return read!.state.moments.map(({ member, onTv }) => [member.name, onTv]);
}

async function wall() {
	const { orgId, northernLights, context } = team;
	const id = newId<'display'>(context.clock.now());
	const paired = { orgId, id, name: 'Office', teamId: northernLights, tokenHash: id };
	await database.db.insert(displays).values({ ...paired, pairedAt: context.clock.now() });
	const read = (await displayTopic(context).read(orgId, id))!;
	await database.db.delete(displays).where(eq(displays.id, id));
	return read;
}

it('hides from every TV with one change, which feeds and walls both listen to', async () => {
	const { context, orgId, lena } = team;
	expect((await wall()).state.hidden).toEqual([]);
	await savePreferences(context, lena, { hideFromTv: true });
	const { state, facts } = await wall();
	expect(state.hidden).toEqual([{ id: lena.memberId, name: 'Lena Tran' }]);
	expect(state.hours).toEqual({ from: 0, until: 0 });
	expect((await feed()).sort()).toEqual([
		['Aiko Kimura', true],
		['Lena Tran', false]
	]);
	const listened = [facts, (await feedTopic(database.db).read(orgId, {}))!.facts];
	const [announced] = team.announced();
	expect(listened.every((each) => each.includes(announced!))).toBe(true);
	await savePreferences(context, lena, { hideFromTv: false });
	expect((await wall()).state.hidden).toEqual([]);
	expect((await feed()).every(([, onTv]) => onTv)).toBe(true);
});

it('stands in nobody’s feed but their own, and comes back with the same change', async () => {
	const { context, lena, aiko } = team;
	await savePreferences(context, lena, { hideFromFeed: true });
	expect(await feed()).toEqual([['Aiko Kimura', true]]);
	expect(await feed(aiko)).toEqual([['Aiko Kimura', true]]);
	expect(await feed(lena)).toHaveLength(2);
	await savePreferences(context, lena, { hideFromFeed: false });
	expect(await feed()).toHaveLength(2);
});

it('brings their picture and their own sound to every card', async () => {
	const { context, orgId, lena } = team;
	await keepPicture(context, lena, aPicture());
	await keepOwnSound(context, lena, aSound());
	const { moments } = (await feedTopic(database.db).read(orgId, {}))!.state;
	const card = moments.find(({ member }) => member.id === lena.memberId)!;
	const { picture } = (await preferencesOf(database.db, orgId)).get(lena.memberId)!;
	expect(card.member.picture).toBe(picture);
	expect(card.sound).toMatch(new RegExp(`^/members/${lena.memberId}/sound/[0-9a-f]{64}$`));
	expect(moments.find(({ member }) => member.id !== lena.memberId)!.sound).toBe('bell');
});
