import { sql } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { noteChange } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { ruleOf, type RuleKey, type RuleSetting } from '../../rules.ts';
import { settingWords } from '../../rules/setting-words.ts';
import { unparkRule } from './parked-rules.ts';
import { readRules } from './read-rules.ts';
import { momentRules } from './schema.ts';

/**
 * Switches or tunes a rule, from the next win on; what has rung stays as it is. Where the rule is
 * parked, it looks at its wins again, also where nothing has changed.
 */
export async function changeRule(
	context: Context,
	actor: MemberActor,
	setting: RuleSetting
): Promise<Result<{ changed: boolean }>> {
	if (!may(actor, { may: 'moments.tune' }))
		return refuse('forbidden', 'Only an admin can change this. Ask one of yours.');
	const { orgId, memberId } = actor;
	const at = context.clock.now();
	const changed = await context.db.transaction(async (tx) => {
		const before = await holdRule(tx, orgId, setting.rule);
		await unparkRule(tx, orgId, setting.rule, at);
		if (isSame(before, setting)) return false;
		const { rule, ...values } = setting;
		const row = { ...values, changedAt: at, changedBy: memberId };
		await tx
			.insert(momentRules)
			.values({ orgId, rule, ...row })
			.onConflictDoUpdate({ target: [momentRules.orgId, momentRules.rule], set: row });
		await noteChange(tx, {
			orgId,
			at,
			by: `member:${memberId}`,
			kind: 'moment.rule',
			subject: ruleOf(rule).name,
			before: { ...before, words: settingWords(before) },
			after: { ...setting, words: settingWords(setting) },
			effectiveFrom: null
		});
		return true;
	});
	return ok({ changed });
}

/** One change at a time, so that the trail tells each from what it changed. */
async function holdRule(tx: Queryable, orgId: OrgId, rule: RuleKey): Promise<RuleSetting> {
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`moment-rules:${orgId}`}, 0))`
	);
	return (await readRules(tx, orgId)).find((each) => each.rule === rule)!;
}

function isSame(before: RuleSetting, after: RuleSetting): boolean {
	return (
		before.isOn === after.isOn &&
		before.perDay === after.perDay &&
		Object.entries(before.params).every(([key, value]) => after.params[key] === value)
	);
}
