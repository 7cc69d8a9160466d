import type { OrgId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { ruleChanges } from './schema.ts';

/** One change of a rule, as the audit trail keeps it. */
export interface RuleChange {
	orgId: OrgId;
	at: Date;
	/** Who: `member:<id>`, `key:<id>`, `cli`, `demo`. */
	by: string;
	/** Such as `metric.rule`, `metric.created`, `target`, `league`, `name`. */
	kind: string;
	/** Whose rule: a metric's id, a member's id; a word where it is the organization's. */
	subject: string;
	/** Plain JSON: quantities as decimal strings of the scaled integer. Null where there was none. */
	before: object | null;
	after: object | null;
	/** First day it holds for; null for what holds from now on. */
	effectiveFrom: Day | null;
}

/** Keeps a change of a rule for the audit trail, in the transaction that makes it. */
export async function noteChange(tx: Queryable, change: RuleChange): Promise<void> {
	await tx.insert(ruleChanges).values({ id: newId<'rule-change'>(change.at), ...change });
}
