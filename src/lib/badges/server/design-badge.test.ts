import { and, desc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { ruleChanges } from '#lib/identity/server/index.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, takeJobs } from '../../../../tests/small-team.ts';
import {
	archiveBadge,
	badgeForm,
	createBadge,
	editBadge,
	listBadges,
	openBadges,
	type BadgeDesign
} from './index.ts';

const database = await freshDatabase();
const team = await smallTeam(database);
const { context, greta, orgId } = team;
const { metrics, currency } = await openBadges(database.db, orgId);
const meetings = metrics.find(({ name }) => name === 'First meetings')!.id;

const typed = {
	name: 'Trail Blazer',
	criteria: 'Went where nobody had called before.',
	shape: 'hexagon',
	glyph: 'compass',
	colour: '0',
	how: 'work',
	kind: 'count',
	metricId: meetings,
	tierAt1: '25',
	tierAt2: '100'
};

function design(more: Record<string, string> = {}): BadgeDesign {
	return badgeForm(metrics, currency).parse({ ...typed, ...more });
}

async function lastNoted(): Promise<unknown[]> {
	const [last] = await database.db
		.select()
		.from(ruleChanges)
		.where(and(eq(ruleChanges.orgId, orgId), eq(ruleChanges.kind, 'badge')))
		.orderBy(desc(ruleChanges.at), desc(ruleChanges.id))
		.limit(1);
	return [last?.subject, last?.before, last?.after];
}

test.each(['New', '…'])('a badge is not called %s, where it would have no page', async (name) => {
	expect(await createBadge(context, greta, design({ name }))).toMatchObject({
		problem: { kind: 'invalid', fields: { name: expect.stringContaining('name') } }
	});
	expect((await openBadges(database.db, orgId)).badges.map((badge) => badge.name)).not.toContain(
		name
	);
});

test('a badge is made, changed and put away; every new rule is noted and counts the past', async () => {
	expect(await createBadge(context, team.ines, design())).toMatchObject({
		problem: { kind: 'forbidden' }
	});
	expect(await createBadge(context, greta, design())).toEqual({
		ok: true,
		value: { key: 'trail-blazer' }
	});
	const words = 'Bronze at 25, Silver at 100 first meetings';
	expect(await lastNoted()).toEqual(['Trail Blazer', null, { name: words }]);
	expect(await takeJobs(database)).toMatchObject([{ orgId, by: greta.memberId }]);
	expect(await createBadge(context, greta, design())).toMatchObject({
		problem: { kind: 'invalid', fields: { name: expect.stringContaining('already') } }
	});
	const made = (await openBadges(database.db, orgId)).badges.at(-1)!;
	expect(made).toMatchObject({ name: 'Trail Blazer', holders: 0, isArchived: false });
	expect((await listBadges(database.db, orgId)).map(({ key }) => key)).not.toContain(made.key);

	team.at('2026-11-18T09:01:00Z');
	const renamed = design({ name: 'Path Finder', tierName1: 'First' });
	expect(await editBadge(context, greta, made.key, renamed)).toMatchObject({
		value: { isNewRule: false }
	});
	expect(await takeJobs(database)).toEqual([]);
	const harder = design({ name: 'Path Finder', tierAt2: '150' });
	expect(await editBadge(context, greta, made.key, harder)).toMatchObject({
		value: { isNewRule: true }
	});
	expect(await takeJobs(database)).toHaveLength(1);
	expect((await lastNoted())[2]).toEqual({
		name: 'Bronze at 25, Silver at 150 first meetings'
	});

	team.at('2026-11-18T09:02:00Z');
	expect((await archiveBadge(context, greta, made.key, true)).ok).toBe(true);
	expect(await lastNoted()).toEqual(['Path Finder', null, { name: 'put away' }]);
	expect((await archiveBadge(context, greta, made.key, false)).ok).toBe(true);
	expect(await takeJobs(database)).toHaveLength(1);
	expect(await archiveBadge(context, greta, 'nothing', true)).toMatchObject({
		problem: { kind: 'missing' }
	});
});

test.each<[string, Record<string, string>, string]>([
	['no name', { name: ' ' }, 'name'],
	['a sign that is not drawn', { glyph: 'dragon' }, 'glyph'],
	['a colour beyond the palette', { colour: '7' }, 'colour'],
	['no tier', { tierAt1: '', tierAt2: '' }, 'tierAt1'],
	['a tier below the one before', { tierAt2: '25' }, 'tierAt2'],
	['a tier that is no figure', { tierAt1: 'many' }, 'tierAt1'],
	['half a day', { kind: 'streak', tierAt1: '2.5' }, 'tierAt1'],
	['a best week of nothing', { kind: 'record', metricId: '' }, 'metricId'],
	['a guardrail where there is none', { kind: 'guardrail' }, 'metricId']
])('a badge with %s is refused at its field', (_, wrong, field) => {
	const read = badgeForm(metrics, currency).safeParse({ ...typed, ...wrong });
	expect(read.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test('a tier that reads in two ways is asked about, and days are no euros', () => {
	const refused = (more: Record<string, string>) =>
		badgeForm(metrics, currency)
			.safeParse({ ...typed, tierAt2: '', ...more })
			.error?.issues.map(({ message }) => message);
	const revenue = metrics.find(({ unit }) => unit === 'money')!.id;
	expect(refused({ metricId: revenue, tierAt1: '1.500' })).toEqual([
		'€1.50 or €1,500? Write 1.50 or 1500.'
	]);
	expect(refused({ kind: 'streak', metricId: revenue, tierAt1: '1,000' })).toEqual([
		'1 or 1,000? Write 1 or 1000.'
	]);
});

test('money is typed in euros and kept in cents', () => {
	const revenue = metrics.find(({ unit }) => unit === 'money')!.id;
	const { rule } = design({ metricId: revenue, tierAt1: '50000', tierAt2: '' });
	expect(rule).toEqual({
		kind: 'count',
		metricId: revenue,
		tiers: [{ name: 'Bronze', at: '5000000' }]
	});
});
