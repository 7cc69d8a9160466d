import { listOrganizations } from '#lib/identity/server/index.ts';
import { parkedRules } from '#lib/moments/server/index.ts';
import { isRuleKey, ruleOf } from '#lib/moments/rules.ts';
import type { Installation } from '../installation.ts';
import type { Finding } from './finding.ts';

/** Rules that threw at a win until they were parked. */
export async function checkRules({ database }: Pick<Installation, 'database'>): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const { id, name } of await listOrganizations(database.db))
		for (const { rule, wins, since, error } of await parkedRules(database.db, id))
			findings.push({
				state: 'fix',
				text: `${name}: the rule “${nameOf(rule)}” is parked for ${wins === 1 ? 'one win' : `${wins} wins`} since ${utcMinute(since)}, the last time with “${error.split('\n')[0]}”. Everything else rings. Report this with the server’s log; when it is mended, save the rule at Set up, When the bell rings, and it looks at them again.`
			});
	return findings.length ? findings : [{ state: 'ok', text: 'No rule for moments is parked.' }];
}

function nameOf(rule: string): string {
	return isRuleKey(rule) ? ruleOf(rule).name : rule;
}

function utcMinute(at: Date): string {
	return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
