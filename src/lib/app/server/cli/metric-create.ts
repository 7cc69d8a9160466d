import { HORIZONS } from '#lib/metrics/metric.ts';
import { createMetric, findMetric, type NewMetric } from '#lib/metrics/server/index.ts';
import type { Organization } from '#lib/identity/organization.ts';
import { parseDecimal } from '#lib/platform/decimal.ts';
import { scaleOf, UNITS, type Unit } from '#lib/platform/quantity.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { done, oneOf, type Command, type Input, type Output, type Terminal } from './command.ts';
import { countWaiting } from './count-waiting.ts';
import { organizationOf, withInstallation, type Installation } from './installation.ts';

export const metricCreate: Command = {
	name: 'metric create',
	summary: 'Makes a metric, and prints its key.',
	options: [
		{ name: 'org', value: 'SLUG', text: 'the organization', required: true },
		{ name: 'key', value: 'K', text: 'how imports and the API call it', required: true },
		{ name: 'name', value: 'N', text: 'how people call it', required: true },
		{ name: 'unit', value: 'U', text: UNITS.join(', '), required: true },
		{
			name: 'points',
			value: 'P',
			text: 'points for one unit (one demo, one euro, one minute)',
			required: true
		},
		{ name: 'horizon', value: 'H', text: `${HORIZONS.join(' or ')}; pipeline where left out` },
		{ name: 'cap', value: 'C', text: 'only this much a member a day scores' },
		{ name: 'guardrail', value: 'KEY', text: 'the outcome metric it is paired with' }
	],
	notes: `Example:
  npm run -s winbell -- metric create --org halden-co --key opportunities-opened \\
    --name "Opportunities opened" --unit count --points 20`,
	run
};

function run(input: Input, terminal: Terminal): Promise<Result<Output>> {
	return withInstallation(terminal.env, async (installation) => {
		const organization = await organizationOf(installation, input.text('org'));
		if (!organization.ok) return organization;
		const command = await readMetric(installation, organization.value, input);
		if (!command.ok) return command;
		const { context } = installation;
		const made = await createMetric(context, organization.value.id, command.value, null);
		if (!made.ok) return made;
		await countWaiting(installation, organization.value.id, terminal);
		return done(made.value.key);
	});
}

async function readMetric(
	installation: Installation,
	organization: Organization,
	input: Input
): Promise<Result<NewMetric>> {
	const unit = oneOf('unit', input.text('unit'), UNITS);
	if (!unit.ok) return unit;
	const horizon = oneOf('horizon', input.optional('horizon') ?? 'pipeline', HORIZONS);
	if (!horizon.ok) return horizon;
	const dailyCap = readCap(input.optional('cap'), unit.value, organization.currency);
	if (!dailyCap.ok) return dailyCap;
	const guardrailId = await readGuardrail(installation, organization, input.optional('guardrail'));
	if (!guardrailId.ok) return guardrailId;
	return ok({
		key: input.text('key'),
		name: input.text('name'),
		unit: unit.value,
		pointsPerUnit: input.text('points'),
		horizon: horizon.value,
		dailyCap: dailyCap.value,
		guardrailId: guardrailId.value
	});
}

function readCap(text: string | undefined, unit: Unit, currency: string): Result<string | null> {
	if (text === undefined) return ok(null);
	const cap = parseDecimal(text, scaleOf(unit, currency));
	if (typeof cap === 'bigint' && cap > 0n) return ok(cap.toString());
	return refuse('invalid', `--cap is “${text}”: use a number above zero, like 25.`);
}

async function readGuardrail(
	{ context }: Installation,
	{ id, timeZone }: Organization,
	key: string | undefined
): Promise<Result<NewMetric['guardrailId']>> {
	if (key === undefined) return ok(null);
	const metric = await findMetric(context.db, id, key, dayIn(timeZone, context.clock.now()));
	if (metric) return ok(metric.id);
	return refuse('invalid', `--guardrail is “${key}”: there is no metric with this key.`);
}
