import type { MemberActor } from '#lib/identity/actor.ts';
import { noteChange } from '#lib/identity/server/index.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { rulesWords, type RecognitionRules } from '../rules.ts';
import { refuseSetup } from './may-set-up.ts';
import { readRules } from './read-rules.ts';
import { recognitionRules } from './schema.ts';

/** Says how the organization thanks. What waits for a huddle already keeps its time. */
export async function setRules(
	{ db, clock }: Context,
	actor: MemberActor,
	rules: RecognitionRules
): Promise<Result<null>> {
	const refused = refuseSetup(actor);
	if (refused) return refused;
	const { orgId } = actor;
	const after = { ...rules, huddleDays: [...new Set(rules.huddleDays)].sort() };
	await db.transaction(async (tx) => {
		const before = await readRules(tx, orgId);
		await tx
			.insert(recognitionRules)
			.values({ orgId, ...after })
			.onConflictDoUpdate({ target: recognitionRules.orgId, set: after });
		const by = `member:${actor.memberId}`;
		const change = { orgId, at: clock.now(), by, kind: 'thanks', subject: 'recognition' };
		await noteChange(tx, {
			...change,
			before: { ...before, words: rulesWords(before) },
			after: { ...after, words: rulesWords(after) },
			effectiveFrom: null
		});
	});
	return ok(null);
}
