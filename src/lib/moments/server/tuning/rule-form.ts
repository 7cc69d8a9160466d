import { z } from 'zod';
import { MOMENT_RULES, type MomentRule, type RuleSetting, type Tune } from '../../rules.ts';
import { MOST_PER_DAY } from '../../rules/setting-words.ts';

/** What a tick sends: `on`, or nothing. */
const TICK = z
	.enum(['on', 'off'], 'Tick it or leave it.')
	.default('off')
	.transform((word) => word === 'on');

/** One rule as its form sends it: each rule has its own schema, made from what can be tuned. */
export const ruleForm = z.discriminatedUnion(
	'rule',
	MOMENT_RULES.map(schemaOf) as [ReturnType<typeof schemaOf>],
	'This rule is not one of ours. Open the page anew.'
);

/** The setting that a form has sent. */
export function settingOf({ rule, on, perDay, ...params }: z.output<typeof ruleForm>): RuleSetting {
	return { rule, isOn: on, perDay, params };
}

function schemaOf({ key, tune }: MomentRule) {
	const params = Object.fromEntries(tune.map((each) => [each.key, paramOf(each)]));
	const perDay = whole(1, MOST_PER_DAY);
	return z.object({ ...params, rule: z.literal(key), on: TICK, perDay });
}

function paramOf(tune: Tune) {
	return tune.kind === 'switch' ? TICK : whole(tune.min, tune.max);
}

function whole(min: number, max: number) {
	const says = `Choose a whole number from ${min} to ${max}.`;
	return z.coerce.number(says).int(says).min(min, says).max(max, says);
}
