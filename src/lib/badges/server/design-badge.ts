import { and, eq, max } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { noteChange, readOrganization } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import { slug, type BadgeId, type MetricId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { isUniqueViolation, type Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { addJob } from '#lib/platform/server/jobs.ts';
import type { BadgeRule } from '../badge-rule.ts';
import { ruleWords } from '../rule-words.ts';
import type { Introduced } from './award-past.ts';
import type { BadgeDesign } from './badge-form.ts';
import { badges } from './schema.ts';

const ADMINS_ONLY = 'Badges are designed by admins. Ask one of yours.';
const GONE = 'There is no such badge any more. Look at the list of badges.';
/** Its page would be where new badges are made. */
const KEPT_FREE = 'new';
const BY_PEOPLE = 'given by people';

/** A new badge. Where work earns it, past work is counted into it once this is committed. */
export async function createBadge(
	context: Context,
	actor: MemberActor,
	design: BadgeDesign
): Promise<Result<{ key: string }>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'badges.design' })) return refuse('forbidden', ADMINS_ONLY);
	const key = slug(design.name);
	if (!key) return nameTaken('Give it a name with letters or digits.');
	if (key === KEPT_FREE) return nameTaken('Give it a name of more than that one word.');
	try {
		await context.db.transaction(async (tx) => {
			const at = context.clock.now();
			const id = newId<'badge'>(at);
			const [last] = await tx
				.select({ position: max(badges.position) })
				.from(badges)
				.where(eq(badges.orgId, orgId));
			const position = (last?.position ?? -1) + 1;
			const made = { createdBy: memberId, changedAt: at };
			await tx.insert(badges).values({ ...design, orgId, id, key, position, ...made });
			await follow(tx, actor, { id, name: design.name, at }, null, design);
		});
	} catch (error) {
		if (!isUniqueViolation(error, 'badges_key')) throw error;
		return nameTaken(
			'There is a badge of this name already, perhaps put away. Choose another name.'
		);
	}
	context.announce(orgId, ['badges']);
	return ok({ key });
}

/** Changes a badge wherever it is shown. A new rule holds from now on: what was earned stays. */
export async function editBadge(
	context: Context,
	actor: MemberActor,
	key: string,
	design: BadgeDesign
): Promise<Result<{ isNewRule: boolean }>> {
	const { orgId } = actor;
	if (!may(actor, { may: 'badges.design' })) return refuse('forbidden', ADMINS_ONLY);
	const which = and(eq(badges.orgId, orgId), eq(badges.key, key));
	const isNewRule = await context.db.transaction(async (tx) => {
		const [before] = await tx.select().from(badges).where(which).for('update');
		if (!before) return undefined;
		const isNew = !sameRule(before.rule, design.rule);
		const at = context.clock.now();
		await tx
			.update(badges)
			.set(isNew ? { ...design, changedAt: at } : design)
			.where(which);
		const changed = { id: before.id, name: design.name, at };
		if (isNew) await follow(tx, actor, changed, before, design);
		return isNew;
	});
	if (isNewRule === undefined) return refuse('missing', GONE);
	context.announce(orgId, ['badges']);
	return ok({ isNewRule });
}

/** Puts a badge away, or brings it back. Who holds it keeps it either way. */
export async function archiveBadge(
	context: Context,
	actor: MemberActor,
	key: string,
	isArchived: boolean
): Promise<Result<null>> {
	const { orgId, memberId } = actor;
	if (!may(actor, { may: 'badges.design' })) return refuse('forbidden', ADMINS_ONLY);
	const at = context.clock.now();
	const found = await context.db.transaction(async (tx) => {
		const [badge] = await tx
			.update(badges)
			.set({ archivedAt: isArchived ? at : null })
			.where(and(eq(badges.orgId, orgId), eq(badges.key, key)))
			.returning();
		if (!badge) return false;
		await note(tx, actor, badge.name, at, null, isArchived ? 'put away' : 'brought back');
		const back: Introduced = { orgId, badgeId: badge.id, by: memberId };
		if (!isArchived && badge.rule) await addJob(tx, 'award-past', back);
		return true;
	});
	if (!found) return refuse('missing', GONE);
	context.announce(orgId, ['badges']);
	return ok(null);
}

// Beside what was written: the trail, and the past that counts.
async function follow(
	tx: Queryable,
	actor: MemberActor,
	{ id, name, at }: { id: BadgeId; name: string; at: Date },
	before: { rule: BadgeRule | null } | null,
	after: { rule: BadgeRule | null }
): Promise<void> {
	const { orgId, memberId } = actor;
	const was = before && (await wordsOf(tx, actor, before.rule));
	await note(tx, actor, name, at, was, await wordsOf(tx, actor, after.rule));
	const introduced: Introduced = { orgId, badgeId: id, by: memberId };
	if (after.rule) await addJob(tx, 'award-past', introduced);
}

function note(
	tx: Queryable,
	{ orgId, memberId }: MemberActor,
	subject: string,
	at: Date,
	before: string | null,
	after: string
): Promise<void> {
	return noteChange(tx, {
		orgId,
		at,
		by: `member:${memberId}`,
		kind: 'badge',
		subject,
		before: before ? { name: before } : null,
		after: { name: after },
		effectiveFrom: null
	});
}

async function wordsOf(
	tx: Queryable,
	{ orgId }: MemberActor,
	rule: BadgeRule | null
): Promise<string> {
	if (!rule) return BY_PEOPLE;
	const { currency } = await readOrganization(tx, orgId);
	const [metric] = rule.metricId
		? await tx
				.select({ name: metrics.name, unit: metrics.unit })
				.from(metrics)
				.where(and(eq(metrics.orgId, orgId), eq(metrics.id, rule.metricId as MetricId)))
		: [];
	return ruleWords(rule, metric ?? null, currency);
}

// A tier's name may change without anybody having to be counted anew.
function sameRule(a: BadgeRule | null, b: BadgeRule | null): boolean {
	const asks = (rule: BadgeRule | null) =>
		rule && [rule.kind, rule.metricId, ...rule.tiers.map(({ at }) => at)].join(' ');
	return asks(a) === asks(b);
}

function nameTaken(detail: string): Result<never> {
	return refuse('invalid', detail, { name: detail });
}
