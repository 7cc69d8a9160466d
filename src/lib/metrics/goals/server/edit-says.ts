import type { Queryable } from '#lib/platform/server/database.ts';
import { nameOf } from './support/prepare-support.ts';
import type { StoredGoal } from './stored-goals.ts';

type Says = Record<string, string>;

/** What an edit changed, as a history says it: `was…` beside the new where both are worth saying. */
export async function saysOf(
	tx: Queryable,
	goal: StoredGoal,
	after: Partial<StoredGoal>
): Promise<Says> {
	const now = { ...goal, ...after };
	const owner =
		now.ownerId === goal.ownerId ? undefined : await nameOf(tx, goal.orgId, now.ownerId);
	return {
		...wordsSaid(goal, now),
		...figuresSaid(goal, now),
		...(now.endsOn === goal.endsOn ? {} : { wasEnd: goal.endsOn, end: now.endsOn }),
		...(owner ? { owner } : {}),
		...(now.isOpen === goal.isOpen ? {} : { isOpen: now.isOpen ? 'yes' : 'no' }),
		...(goal.declinedAt ? { again: 'yes' } : {})
	};
}

function wordsSaid(was: StoredGoal, now: StoredGoal): Says {
	return {
		...(now.title === was.title ? {} : { wasTitle: was.title, title: now.title }),
		...(now.why === was.why ? {} : { why: now.why })
	};
}

function figuresSaid(was: StoredGoal, now: StoredGoal): Says {
	const steps = (goal: StoredGoal) => text([goal.secondTarget, goal.thirdTarget]);
	const bounds = (goal: StoredGoal) => ({
		from: text([goal.commitFrom]),
		to: text([goal.commitTo])
	});
	const bounded = JSON.stringify(bounds(was)) !== JSON.stringify(bounds(now));
	return {
		...(now.target === was.target
			? {}
			: { wasTarget: String(was.target), target: String(now.target) }),
		...(steps(now) === steps(was) ? {} : { wasSteps: steps(was), steps: steps(now) }),
		...(bounded ? bounds(now) : {})
	};
}

function text(figures: (bigint | null)[]): string {
	return figures.filter((figure) => figure !== null).join(' ');
}
