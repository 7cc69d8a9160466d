import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import type { ValueId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import {
	addValue,
	archiveValue,
	changeValue,
	editRecognition,
	listSent,
	moveValue,
	openSetup,
	recognise,
	setRules
} from './index.ts';

let database: Database;
let team: SmallTeam;
const ids: Record<string, ValueId> = {};

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	for (const { id, name } of (await setup()).values) ids[name] = id;
});

const setup = () => openSetup(database.db, team.orgId);
const names = async () => (await setup()).values.map(({ name }) => name);
const STARTING = ['Courage', 'Craft', 'Customer first', 'Lifting others'];

describe('the values of an organization', () => {
	it('are added, said otherwise, put in order', async () => {
		await addValue(team.context, team.greta, { name: 'Calm', meaning: 'Also on the last day.' });
		await changeValue(team.context, team.greta, { id: ids.Craft!, name: 'Care', meaning: '' });
		await moveValue(team.context, team.greta, { id: ids.Courage!, to: 'down' });
		await moveValue(team.context, team.greta, { id: ids.Craft!, to: 'up' });
		await moveValue(team.context, team.greta, { id: ids['Lifting others']!, to: 'down' });
		expect(await names()).toEqual(['Care', 'Courage', 'Customer first', 'Calm', 'Lifting others']);
	});

	it('are archived and come back by their name; the last one stays', async () => {
		for (const name of STARTING.slice(0, 3))
			await archiveValue(team.context, team.greta, ids[name]!);
		expect(await archiveValue(team.context, team.greta, ids['Lifting others']!)).toMatchObject({
			problem: { kind: 'invalid' }
		});
		expect((await setup()).archived.map(({ name }) => name)).toEqual(STARTING.slice(0, 3));
		await addValue(team.context, team.greta, { name: 'courage', meaning: '' });
		const { values } = await setup();
		expect(values).toMatchObject([
			{ name: 'Lifting others' },
			{ id: ids.Courage, name: 'courage', meaning: 'The hard call first, and the honest answer.' }
		]);
	});

	it('stay with what was said for them', async () => {
		const { context, aiko } = team;
		const sent = await recognise(context, aiko, {
			to: [team.lena.memberId],
			valueId: ids.Craft!,
			sentence: 'You wrote down every question.',
			inFeed: true,
			onTv: false,
			requestId: `value-${team.orgId}`
		});
		await archiveValue(context, team.greta, ids.Craft!);
		const { id } = sent.ok ? sent.value : expect.fail();
		const silence = { silence: async () => undefined, reword: async () => undefined };
		const words = { id, valueId: ids.Craft!, sentence: 'You wrote down each question.' };
		expect(await editRecognition(context, aiko, words, silence)).toMatchObject({ ok: true });
		expect(await listSent(database.db, aiko, context.clock.now())).toMatchObject([
			{ value: 'craft', sentence: 'You wrote down each question.' }
		]);
	});

	it.each([
		['a name that is there', { name: 'COURAGE', meaning: '' }],
		['a thirteenth', { name: 'One more', meaning: '' }]
	])('are not added to by %s', async (_, words) => {
		if (words.name === 'One more')
			for (let i = 5; i <= 12; i++)
				await addValue(team.context, team.greta, { name: `Value ${i}`, meaning: '' });
		const before = await names();
		expect(await addValue(team.context, team.greta, words)).toMatchObject({ ok: false });
		expect(await names()).toEqual(before);
	});

	it('are the admins’, and of this organization', async () => {
		const other = await smallTeam(database, 'Fjord');
		const words = { id: ids.Craft!, name: 'Haste', meaning: '' };
		for (const [actor, kind] of [
			[team.aiko, 'forbidden'],
			[team.ines, 'forbidden'],
			[other.greta, 'missing']
		] as const)
			for (const tried of [
				await changeValue(team.context, actor, words),
				await archiveValue(team.context, actor, words.id),
				await moveValue(team.context, actor, { id: words.id, to: 'up' })
			])
				expect(tried).toMatchObject({ problem: { kind } });
		expect(await names()).toEqual(STARTING);
		expect((await setup()).archived).toEqual([]);
	});
});

describe('the weekly badges and the huddle', () => {
	it('are three and none until an admin says otherwise', async () => {
		expect((await setup()).rules).toEqual({ badgesAWeek: 3, huddleDays: [], huddleAt: 540 });
		await setRules(team.context, team.greta, {
			badgesAWeek: 5,
			huddleDays: [4, 1, 4],
			huddleAt: 570
		});
		await setRules(team.context, team.greta, {
			badgesAWeek: 2,
			huddleDays: [4, 1, 4],
			huddleAt: 570
		});
		expect((await setup()).rules).toEqual({ badgesAWeek: 2, huddleDays: [1, 4], huddleAt: 570 });
	});
});
