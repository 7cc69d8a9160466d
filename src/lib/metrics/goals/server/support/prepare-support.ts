import type { Actor } from '#lib/identity/actor.ts';
import { members, readOrganization } from '#lib/identity/server/index.ts';
import { and, eq } from 'drizzle-orm';
import type { GoalId, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { mayAgree, type Governed } from '../../support/agree.ts';
import { outOfBounds } from '../../support/bounds.ts';
import { unsettledFault, whyNotSupport } from '../../support/support.ts';
import { governed } from '../may-change.ts';
import { readLineage } from './read-lineage.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';

interface Supporting extends Governed {
	orgId: OrgId;
	id: GoalId;
	metricId: string | null;
	target: bigint;
}

/** How a goal stands to what it wants to support. */
export interface Support {
	/** Whether the actor may agree to it themselves. */
	agreed: boolean;
	parent: StoredGoal | null;
	/** By field: `supports` where the two may not be linked, `target` where it is out of bounds. */
	faults: Record<string, string>;
}

/** Whether the goal may support the parent (none: it stands on its own), and who has to agree. */
export async function prepareSupport(
	tx: Queryable,
	actor: Actor,
	goal: Supporting,
	parentId: GoalId | null,
	unit: Unit
): Promise<Support> {
	if (!parentId) return { agreed: mayAgree(actor, goal, null), parent: null, faults: {} };
	const lineage = await readLineage(tx, goal.orgId, goal.id, parentId);
	const fault = whyNotSupport(goal, parentId, lineage);
	const parent = await findGoal(tx, goal.orgId, parentId);
	if (fault || !parent)
		return { agreed: false, parent: null, faults: { supports: fault ?? 'Choose another goal.' } };
	const bound = await boundFault(tx, goal, parent, unit);
	return {
		agreed: mayAgree(actor, goal, governed(parent)),
		parent,
		faults: bound ? { target: bound } : {}
	};
}

/**
 * The same for a goal that is put there now, not only looked at again: under one that waits to be
 * agreed, or was not, nothing is put. Only whoever answers for a proposal may lay more under it before
 * the answer: what they have in mind hangs together, and waits with it.
 */
export async function prepareLink(...asked: Parameters<typeof prepareSupport>): Promise<Support> {
	const support = await prepareSupport(...asked);
	const [tx, actor, { orgId }] = asked;
	const fault = support.parent && (await whyUnsettled(tx, actor, orgId, support.parent));
	return fault ? { agreed: false, parent: null, faults: { supports: fault } } : support;
}

async function whyUnsettled(tx: Queryable, actor: Actor, orgId: OrgId, parent: StoredGoal) {
	const state = parent.agreedAt ? 'agreed' : parent.declinedAt ? 'declined' : 'proposed';
	const isOwn = actor.kind === 'member' && parent.ownerId === actor.memberId;
	if (state === 'agreed' || (state === 'proposed' && isOwn)) return undefined;
	const owner = await nameOf(tx, orgId, answererOf(parent));
	return unsettledFault({ title: parent.title, state }, owner)?.sentence;
}

/** Why the goal may not take on its target under the parent; undefined where it may. */
async function boundFault(
	tx: Queryable,
	goal: Pick<Supporting, 'orgId' | 'metricId' | 'target'>,
	parent: StoredGoal,
	unit: Unit
): Promise<string | undefined> {
	const { currency } = await readOrganization(tx, goal.orgId);
	const owner = await nameOf(tx, goal.orgId, answererOf(parent));
	return outOfBounds(goal, parent, unit, currency, owner);
}

/** Whom to talk to about a goal; null for nobody that is here. */
export function answererOf(goal: StoredGoal | undefined): MemberId | null {
	return goal && !goal.isLeftBehind ? goal.ownerId : null;
}

/** Somebody's name, for a sentence; undefined for nobody. */
export async function nameOf(
	tx: Queryable,
	orgId: OrgId,
	memberId: MemberId | null
): Promise<string | undefined> {
	if (!memberId) return undefined;
	const [member] = await tx
		.select({ name: members.name })
		.from(members)
		.where(and(eq(members.orgId, orgId), eq(members.id, memberId)));
	return member?.name;
}
