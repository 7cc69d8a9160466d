import { expect, it } from 'vitest';
import type { MetricId } from '#lib/platform/ids.ts';
import { metricForm } from './metric-forms.ts';

const outcome = { id: '0193f3a0-0000-7000-8000-000000000001' as MetricId, unit: 'money' as const };
const form = { name: 'Revenue', pointsPerUnit: '0.01', horizon: 'forecast', dailyCap: '1500' };
const guardrail = { guardrailId: outcome.id, guardrailPer: '2000', guardrailWindow: 'month' };

it('asks which rate is meant where a figure reads in two ways', () => {
	const unclear = { pointsPerUnit: '1.500' };
	const alone = metricForm('count', 'EUR').safeParse({ ...form, ...unclear });
	expect(alone.error?.issues.map(({ message }) => message)).toEqual([
		'1.5 or 1,500? Write 1.5 or 1500.'
	]);
});

it('asks the same of a cap and a guardrail', () => {
	const unclear = { dailyCap: '1.500', guardrailAllows: '50,000', guardrailPer: '2.000' };
	const read = metricForm('money', 'EUR', [outcome]).safeParse({
		...form,
		...guardrail,
		...unclear
	});
	expect(read.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
		['dailyCap', '€1.50 or €1,500? Write 1.50 or 1500.'],
		['guardrailAllows', '€50 or €50,000? Write 50.00 or 50000.'],
		['guardrailPer', '€2 or €2,000? Write 2.00 or 2000.']
	]);
});

it('takes what reads in one way only', () => {
	expect(metricForm('count', 'EUR').parse({ ...form, pointsPerUnit: '1.1250' })).toMatchObject({
		pointsPerUnit: '1.125'
	});
	const typed = { ...form, ...guardrail, guardrailAllows: '1,250,000' };
	expect(metricForm('money', 'EUR', [outcome]).parse(typed)).toMatchObject({
		dailyCap: '150000',
		guardrail: { allows: '125000000', per: '200000' }
	});
});
