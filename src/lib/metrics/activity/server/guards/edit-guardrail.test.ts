import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../../tests/small-team.ts';
import { ruleChanges } from '#lib/identity/server/index.ts';
import type { Guardrail, Metric } from '#lib/metrics/metric.ts';
import { archiveMetric, createMetric, listMetrics, metricForm } from '#lib/metrics/server/index.ts';
import type { MetricId } from '#lib/platform/ids.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { editMetric } from '../index.ts';

let database: Database;
let halden: SmallTeam;
let metrics: Metric[];

beforeAll(async () => {
	database = await freshDatabase();
	halden = await smallTeam(database);
	metrics = await listMetrics(database.db, halden.orgId, '2026-11-18');
});

const of = (key: string) => metrics.find((metric) => metric.key === key)!;

/** The form of demos held, as an admin sends it. */
function sent(change: Record<string, string>) {
	const { name, pointsPerUnit, horizon } = of('demos-held');
	const form = { name, pointsPerUnit, horizon, ...change };
	return metricForm('count', 'EUR', metrics).safeParse(form);
}

const whole = () => ({
	guardrailId: of('revenue').id,
	guardrailAllows: '3',
	guardrailPer: '5000.50',
	guardrailWindow: 'quarter'
});

describe('the form of a rule', () => {
	it('reads a guardrail, each figure in the unit of its own metric', () => {
		expect(sent(whole()).data?.guardrail).toEqual({
			outcomeId: of('revenue').id,
			allows: '3',
			per: '500050',
			window: 'quarter'
		});
		expect(sent({}).data?.guardrail).toBeNull();
		expect(sent({ guardrailWindow: 'month' }).data?.guardrail).toBeNull();
	});

	it.each<[string, Record<string, string | undefined>, string[]]>([
		[
			'an outcome alone',
			{ guardrailAllows: undefined, guardrailPer: undefined },
			['Allows', 'Per']
		],
		['no outcome', { guardrailId: undefined }, ['Id']],
		['an outcome of somebody else', { guardrailId: crypto.randomUUID() }, ['Id']],
		['no time', { guardrailWindow: undefined }, ['Window']],
		['a time nobody knows', { guardrailWindow: 'year' }, ['Window']],
		['nothing that scores', { guardrailAllows: '0' }, ['Allows']],
		['half a demo', { guardrailAllows: '0.5' }, ['Allows']],
		['less than nothing', { guardrailPer: '-1' }, ['Per']],
		['a figure that is none', { guardrailPer: 'many' }, ['Per']]
	])('refuses %s at its field', (_, change, fields) => {
		const filled = Object.entries({ ...whole(), ...change }).filter(
			(pair) => pair[1] !== undefined
		);
		const read = sent(Object.fromEntries(filled) as Record<string, string>);
		expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual(
			fields.map((field) => `guardrail${field}`)
		);
	});
});

const create = (name: string, guardrail: Guardrail | null) =>
	createMetric(
		halden.context,
		halden.orgId,
		{ name, unit: 'count', pointsPerUnit: '2', horizon: 'pipeline', dailyCap: null, guardrail },
		halden.greta.memberId
	);
const fifty = () =>
	({ outcomeId: of('first-meetings').id, allows: '50', per: '1', window: 'month' }) as const;

describe('a rule is refused', () => {
	it.each<[string, Partial<Guardrail>, string]>([
		['with nothing that scores', { allows: '0' }, 'guardrailAllows'],
		['with less than nothing', { per: '-1' }, 'guardrailPer'],
		['with a figure that is none', { allows: '1e3' }, 'guardrailAllows'],
		['with a time nobody knows', { window: 'year' as never }, 'guardrailWindow'],
		['with an outcome nobody knows', { outcomeId: crypto.randomUUID() as MetricId }, 'guardrailId']
	])('%s', async (_, change, field) => {
		const made = await create('Mails sent', { ...fifty(), ...change });
		expect(made).toMatchObject({ ok: false, problem: { kind: 'invalid' } });
		expect(!made.ok && Object.keys(made.problem.fields!)).toEqual([field]);
	});

	it('where a metric is its own outcome', async () => {
		const demos = of('demos-held');
		const guardrail = { ...fifty(), outcomeId: demos.id };
		const { orgId, greta, context } = halden;
		const edited = await editMetric(
			context,
			orgId,
			demos.key,
			{ ...demos, guardrail },
			greta.memberId
		);
		expect(edited).toMatchObject({
			problem: {
				detail: 'A metric cannot be its own guardrail.',
				fields: { guardrailId: expect.anything() }
			}
		});
	});
});

it('the trail says who made, changed, renamed and put away a metric, and what was before', async () => {
	const { context, orgId, greta } = halden;
	await database.db.delete(ruleChanges);
	const made = await create('Mails sent', fifty());
	if (!made.ok) throw new Error(made.problem.detail);
	const { id, key, guardrail } = made.value;
	expect(guardrail).toEqual(fifty());
	const rule = { ...made.value, guardrail: { ...fifty(), allows: '60' } };
	halden.at('2026-11-18T10:00:00Z');
	await editMetric(context, orgId, key, { ...rule, name: 'Mails sent' }, greta.memberId);
	halden.at('2026-11-18T11:00:00Z');
	await editMetric(context, orgId, key, { ...rule, name: 'Mails answered' }, greta.memberId);
	halden.at('2026-11-18T12:00:00Z');
	await archiveMetric(context, orgId, id, greta.memberId);
	expect(await archiveMetric(context, orgId, id, greta.memberId)).toBe(false);
	const trail = await database.db.select().from(ruleChanges).orderBy(ruleChanges.id);
	expect(trail.map(({ kind, subject, by }) => [kind, subject, by])).toEqual(
		['created', 'rule', 'renamed', 'archived'].map((what) => [
			`metric.${what}`,
			id,
			`member:${greta.memberId}`
		])
	);
	expect(
		trail.map(({ before, after, effectiveFrom }) => [before, after, effectiveFrom])
	).toMatchObject([
		[null, { key: 'mails-sent', name: 'Mails sent', unit: 'count', guardrail: fifty() }, null],
		[{ guardrail: fifty() }, { guardrail: { ...fifty(), allows: '60' } }, '2026-11-18'],
		[{ name: 'Mails sent' }, { name: 'Mails answered' }, null],
		[{ name: 'Mails answered' }, null, null]
	]);
});
