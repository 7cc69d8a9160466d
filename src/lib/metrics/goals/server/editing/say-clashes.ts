import { and, desc, eq } from 'drizzle-orm';
import { members, readOrganization } from '#lib/identity/server/index.ts';
import type { GoalId, MemberId } from '#lib/platform/ids.ts';
import type { Unit } from '#lib/platform/quantity.ts';
import { refuse } from '#lib/platform/result.ts';
import { clashWords } from '../../form/clash-words.ts';
import type { Faults } from '../../form/goal-input.ts';
import { PARTS, type Part } from '../../form/opened-with.ts';
import type { Changing } from '../change-one.ts';
import { goalChanges } from '../schema.ts';
import { findGoal, type StoredGoal } from '../stored-goals.ts';
import { nameOf } from '../support/prepare-support.ts';
import type { Merged } from './merge-edit.ts';

// Further back nobody left a form open.
const LOOKED_THROUGH = 200;

/** The fields of a form that show a part of a goal; a sentence about it stands at the first. */
const FIELDS: Record<Part, readonly [string, ...string[]]> = {
	...{ title: ['title'], why: ['why'], target: ['target'], steps: ['second', 'third'] },
	...{ commit: ['from', 'to'], endsOn: ['endsOn'], supports: ['supports'] },
	...{ owner: ['owner'], isOpen: ['isOpen'] }
};

/**
 * Refuses with `conflict` what two people changed since the form was opened, and what another's change
 * makes wrong: a sentence each that says who changed what. Sent again it holds, for the refusal hands
 * the form what it is about to overwrite. Undefined where nothing meets.
 */
export async function sayClashes(at: Changing, merged: Merged, faults: Faults, unit: Unit) {
	const parts = clashesOf(merged, faults);
	if (!parts.length) return undefined;
	const { held, was } = merged;
	const said = await Promise.all(
		parts.map(async (part) => [
			FIELDS[part][0],
			await sayClash(at, part, held[part], merged.typed[part], unit)
		])
	);
	const fields: Faults = Object.fromEntries(said);
	const known = Object.fromEntries(parts.map((part) => [part, held[part]]));
	const refused = refuse('conflict', Object.values(fields)[0]!, fields);
	const kept = { was: JSON.stringify({ ...was, ...known }) };
	return { ...refused, problem: { ...refused.problem, kept } };
}

function clashesOf({ mine, theirs, clashes, values }: Merged, faults: Faults): Part[] {
	const isAtFault = (part: Part) => FIELDS[part].some((field) => faults[field]);
	const outran = (part: Part) =>
		part === 'target' && values.secondTarget !== null && values.secondTarget <= values.target;
	return PARTS.filter((part) => {
		if (mine.has(part)) return clashes.includes(part) && !isAtFault(part);
		return theirs.has(part) && (isAtFault(part) || outran(part));
	});
}

/** What of a goal somebody else changed, in a sentence. `held` and `typed` as `Opened` has them. */
export async function sayClash(
	{ tx, actor, goal, now }: Changing,
	part: Part,
	held: string,
	typed: string,
	unit: Unit,
	again?: string
): Promise<string> {
	const { currency, timeZone } = await readOrganization(tx, goal.orgId);
	const found = await tx
		.select({ change: goalChanges, name: members.name })
		.from(goalChanges)
		.leftJoin(members, and(eq(members.orgId, goalChanges.orgId), eq(members.id, goalChanges.by)))
		.where(and(eq(goalChanges.orgId, goal.orgId), eq(goalChanges.goalId, goal.id)))
		.orderBy(desc(goalChanges.at), desc(goalChanges.id))
		.limit(LOOKED_THROUGH);
	const first = found.find(({ change }) => isAbout(change, part));
	const isOwn = first?.change.by === actor.memberId;
	const named = async (text: string) => (await nameIn({ tx, goal }, part, text)) ?? text;
	const clash = {
		part,
		who: isOwn ? 'You' : (first?.name?.split(' ')[0] ?? 'Somebody'),
		at: first?.change.at ?? null,
		...(part === 'supports' && first ? linkOf(goal, first.change) : {}),
		...{ held: await named(held), typed: await named(typed) }
	};
	return clashWords(clash, { unit, currency, now, timeZone }, again);
}

// What was only asked for, declined or taken back has put nothing there.
function linkOf({ wantedId }: StoredGoal, { kind, says }: typeof goalChanges.$inferSelect) {
	if (wantedId) return { link: 'asked' as const };
	return kind === 'declined' || says.stays ? { link: 'left' as const } : {};
}

async function nameIn({ tx, goal }: Pick<Changing, 'tx' | 'goal'>, part: Part, id: string) {
	if (part === 'owner' && id) return nameOf(tx, goal.orgId, id as MemberId);
	if (part !== 'supports' || !id) return undefined;
	return (await findGoal(tx, goal.orgId, id as GoalId))?.title;
}

function isAbout({ kind, says }: typeof goalChanges.$inferSelect, part: Part): boolean {
	switch (part) {
		case 'supports':
			return kind === 'relinked' || 'moves' in says;
		case 'owner':
			return 'owner' in says || (kind === 'offered' && says.answer === 'yes');
		case 'steps':
			return 'steps' in says || 'step' in says;
		case 'commit':
			return kind === 'changed' && 'from' in says;
		case 'endsOn':
			return 'end' in says;
		case 'target':
			return 'wasTarget' in says;
		default:
			return kind !== 'declined' && part in says;
	}
}
