import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { members, noteChange } from '#lib/identity/server/index.ts';
import { metrics } from '#lib/metrics/server/index.ts';
import type { MemberId, MetricId, OrgId } from '#lib/platform/ids.ts';
import { isId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { WaitingCounted } from '../../entry.ts';
import type { Ledger } from '../ledger.ts';
import { nameMappings } from '../schema.ts';

const name = {
	kind: z.enum(['member', 'metric'], 'Reload the page.'),
	name: z.string('Reload the page.').min(1, 'Reload the page.').max(320, 'Reload the page.')
};

export const mapNameForm = z.object({
	...name,
	means: z.string('Choose who or what is meant.').refine(isId, 'Choose who or what is meant.')
});

export const unmapNameForm = z.object(name);

/** A name as entries say it, in any case. */
export type Name = z.output<typeof unmapNameForm>;

/**
 * Says what a name means in imports and API calls, for those that wait and all that follow; answers
 * what counts now. What has counted under another meaning stays where it is.
 */
export async function mapName(
	context: Context,
	ledger: Ledger,
	by: { orgId: OrgId; memberId: MemberId },
	{ means, ...called }: z.output<typeof mapNameForm>
): Promise<Result<WaitingCounted>> {
	const at = context.clock.now();
	const known = await context.db.transaction(async (tx) => {
		if (!(await isThere(tx, by.orgId, called, means))) return false;
		const before = await take(tx, by.orgId, called);
		await tx.insert(nameMappings).values({
			orgId: by.orgId,
			kind: called.kind,
			name: sql`lower(${called.name})`,
			memberId: called.kind === 'member' ? (means as MemberId) : null,
			metricId: called.kind === 'metric' ? (means as MetricId) : null,
			mappedBy: by.memberId,
			mappedAt: at
		});
		await note(tx, by, at, called, before, means);
		return true;
	});
	const gone = 'That is not here any more. Choose again.';
	if (!known) return refuse('invalid', gone, { means: gone });
	return ok(await ledger.recordWaiting(by.orgId));
}

/** From now on the name is unknown again; what has counted stays. False where it was. */
export async function unmapName(
	context: Context,
	by: { orgId: OrgId; memberId: MemberId },
	called: Name
): Promise<boolean> {
	return context.db.transaction(async (tx) => {
		const before = await take(tx, by.orgId, called);
		if (before) await note(tx, by, context.clock.now(), called, before, null);
		return before !== null;
	});
}

async function isThere(
	tx: Queryable,
	orgId: OrgId,
	{ kind }: Name,
	means: string
): Promise<boolean> {
	const found =
		kind === 'member'
			? await tx
					.select({ id: members.id })
					.from(members)
					.where(and(eq(members.orgId, orgId), eq(members.id, means as MemberId)))
			: await tx
					.select({ id: metrics.id })
					.from(metrics)
					.where(and(eq(metrics.orgId, orgId), eq(metrics.id, means as MetricId)));
	return found.length > 0;
}

/** Takes the name's mapping away; answers what it meant, or null. */
async function take(tx: Queryable, orgId: OrgId, { kind, name }: Name): Promise<string | null> {
	// Of two admins at once the second waits here, and then finds what the first has said.
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${orgId} || ${kind} || lower(${name}), 7))`
	);
	const [gone] = await tx
		.delete(nameMappings)
		.where(
			and(
				eq(nameMappings.orgId, orgId),
				eq(nameMappings.kind, kind),
				sql`${nameMappings.name} = lower(${name})`
			)
		)
		.returning();
	return gone?.memberId ?? gone?.metricId ?? null;
}

function note(
	tx: Queryable,
	{ orgId, memberId }: { orgId: OrgId; memberId: MemberId },
	at: Date,
	{ kind, name }: Name,
	before: string | null,
	after: string | null
): Promise<void> {
	const meaning = (id: string | null) => id && { name, [kind]: id };
	return noteChange(tx, {
		orgId,
		at,
		by: `member:${memberId}`,
		kind: 'name',
		subject: after ?? before!,
		before: meaning(before) || null,
		after: meaning(after) || null,
		effectiveFrom: null
	});
}
