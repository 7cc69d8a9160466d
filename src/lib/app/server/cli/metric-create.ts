import { GUARDRAIL_WINDOWS, HORIZONS, type Guardrail } from '#lib/metrics/metric.ts';
import { createMetric, findMetric, type NewMetric } from '#lib/metrics/server/index.ts';
import type { Organization } from '#lib/identity/organization.ts';
import { scaleOf, UNITS, type Unit } from '#lib/platform/quantity.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { plainNumber, readTyped } from '#lib/platform/typed-number.ts';
import { askWhich } from '#lib/platform/unclear-number.ts';
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
		{ name: 'guardrail', value: 'KEY', text: 'the outcome metric it scores for' },
		{ name: 'allows', value: 'A', text: 'so much of it scores …' },
		{ name: 'per', value: 'B', text: '… for each so much of the outcome; 1 where left out' },
		{
			name: 'window',
			value: 'W',
			text: `weighed by ${GUARDRAIL_WINDOWS.join(', ')}; month where left out`
		}
	],
	notes: `Example:
  npm run -s winbell -- metric create --org halden-co --key opportunities-opened \\
    --name "Opportunities opened" --unit count --points 20
  npm run -s winbell -- metric create --org halden-co --key mails --name "Mails sent" \\
    --unit count --points 2 --guardrail first-meetings --allows 50`,
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
	const { currency } = organization;
	const cap = input.optional('cap');
	const dailyCap = cap === undefined ? ok(null) : above('cap', cap, unit.value, currency);
	if (!dailyCap.ok) return dailyCap;
	const guardrail = await readGuardrail(installation, organization, unit.value, input);
	if (!guardrail.ok) return guardrail;
	return ok({
		key: input.text('key'),
		name: input.text('name'),
		unit: unit.value,
		pointsPerUnit: plainNumber(input.text('points')),
		horizon: horizon.value,
		dailyCap: dailyCap.value,
		guardrail: guardrail.value
	});
}

function above(name: string, text: string, unit: Unit, currency: string): Result<string> {
	const which = askWhich(text, unit, currency);
	if (which) return refuse('invalid', `--${name} is “${text}”: ${which}`);
	const quantity = readTyped(text, scaleOf(unit, currency));
	if (typeof quantity === 'bigint' && quantity > 0n) return ok(quantity.toString());
	return refuse('invalid', `--${name} is “${text}”: use a number above zero, like 25.`);
}

async function readGuardrail(
	{ context }: Installation,
	{ id, timeZone, currency }: Organization,
	unit: Unit,
	input: Input
): Promise<Result<Guardrail | null>> {
	const [key, figure] = [input.optional('guardrail'), input.optional('allows')];
	if (key === undefined) {
		const alone = ['allows', 'per', 'window'].find((name) => input.optional(name) !== undefined);
		if (!alone) return ok(null);
		return refuse(
			'invalid',
			`--${alone} belongs to a guardrail: name its outcome with --guardrail.`
		);
	}
	const outcome = await findMetric(context.db, id, key, dayIn(timeZone, context.clock.now()));
	if (!outcome)
		return refuse('invalid', `--guardrail is “${key}”: there is no metric with this key.`);
	if (figure === undefined)
		return refuse('invalid', `Say with --allows how much scores for each of ${key}, like 25.`);
	const allows = above('allows', figure, unit, currency);
	if (!allows.ok) return allows;
	const per = above('per', input.optional('per') ?? '1', outcome.unit, currency);
	if (!per.ok) return per;
	const window = oneOf('window', input.optional('window') ?? 'month', GUARDRAIL_WINDOWS);
	if (!window.ok) return window;
	return ok({
		outcomeId: outcome.id,
		allows: allows.value,
		per: per.value,
		window: window.value
	});
}
