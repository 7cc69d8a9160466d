import { beforeAll, beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../tests/database.ts';
import { smallTeam, takeJobs, type SmallTeam } from '../../../../../tests/small-team.ts';
import { openChanges } from '#lib/metrics/questions/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import type { RuleKey, RuleSetting } from '../../rules.ts';
import { MOMENT_RULES } from '../../rules.ts';
import { changeRule, momentFailures, parkedRules, readRules } from '../index.ts';
import { ruleForm, settingOf } from './rule-form.ts';

let database: Database;
let team: SmallTeam;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
	await takeJobs(database);
});

async function settingNow(rule: RuleKey): Promise<RuleSetting> {
	return (await readRules(database.db, team.orgId)).find((each) => each.rule === rule)!;
}

async function trail() {
	const { lines } = await openChanges(team.context, team.lena, null);
	return lines.map(({ what, before, after, by }) => ({ what, before, after, by }));
}

it('every rule runs as it comes until an admin changes it', async () => {
	const rules = await readRules(database.db, team.orgId);
	expect(rules.map(({ rule }) => rule)).toEqual(MOMENT_RULES.map(({ key }) => key));
	expect(rules.map(({ params }) => params)).toEqual(MOMENT_RULES.map(({ params }) => params));
});

it('an admin tunes a rule, and everybody reads who it was, from what and to what', async () => {
	const before = await settingNow('streak');
	const after = { ...before, params: { ...before.params, from: 10 }, perDay: 2 };
	expect(await changeRule(team.context, team.greta, after)).toMatchObject({
		ok: true,
		value: { changed: true }
	});
	expect(await settingNow('streak')).toEqual(after);
	team.at('2026-11-18T09:01:00Z');
	const off = { ...after, isOn: false };
	await changeRule(team.context, team.greta, off);
	expect(await changeRule(team.context, team.greta, off)).toMatchObject({
		value: { changed: false }
	});
	expect(await trail()).toMatchObject([
		{ what: 'When the bell rings: Streak', after: 'off', by: 'Greta Lindqvist' },
		{
			before: expect.stringMatching(/^on, at most one a day and person, first rings at .*: 5/),
			after: expect.stringMatching(/^on, at most 2 a day and person, first rings at .*: 10/)
		}
	]);
});

it('nobody else changes one', async () => {
	const setting = { ...(await settingNow('deal')), isOn: false };
	for (const actor of [team.ines, team.aiko])
		expect(await changeRule(team.context, actor, setting)).toMatchObject({
			ok: false,
			problem: { kind: 'forbidden' }
		});
	expect((await settingNow('deal')).isOn).toBe(true);
	expect(await trail()).toEqual([]);
});

it('saving a parked rule has it look at its wins again', async () => {
	const { orgId } = team;
	const lastAt = team.context.clock.now();
	const failed = { orgId, rule: 'streak', cause: 'activity:1', tries: 5, error: 'No', lastAt };
	await database.db.insert(momentFailures).values(failed);
	await changeRule(team.context, team.greta, await settingNow('streak'));
	expect(await parkedRules(database.db, orgId)).toEqual([]);
	expect(await takeJobs(database)).toEqual([
		{ orgId, rule: 'streak', cause: 'activity:1', ids: [] }
	]);
});

it.each(MOMENT_RULES)('$name: its form says what it came with', (rule) => {
	const params = Object.entries(rule.params).map(([key, value]) => [
		key,
		typeof value === 'boolean' ? (value ? 'on' : undefined) : String(value)
	]);
	const form = { rule: rule.key, perDay: String(rule.perDay), ...Object.fromEntries(params) };
	expect(settingOf(ruleForm.parse(form))).toEqual({
		rule: rule.key,
		isOn: false,
		perDay: rule.perDay,
		params: rule.params
	});
});

it.each([
	[{ rule: 'streak', perDay: '0', from: '5' }, 'perDay', 'Choose a whole number from 1 to 50.'],
	[{ rule: 'streak', perDay: '1', from: '1' }, 'from', 'Choose a whole number from 2 to 60.'],
	[{ rule: 'streak', perDay: '1', from: 'ten' }, 'from', 'Choose a whole number from 2 to 60.'],
	[{ rule: 'streak', perDay: '1.5', from: '5' }, 'perDay', 'Choose a whole number from 1 to 50.']
])('%o says what to do', (form, field, says) => {
	const [issue] = ruleForm.safeParse(form).error!.issues;
	expect(issue).toMatchObject({ path: [field], message: says });
});
