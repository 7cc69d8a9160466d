import { showFigure, type Unit } from '#lib/platform/quantity.ts';

/** What a goal asks of each that supports it and counts the same metric. */
export interface Bounds {
	title: string;
	metricId: string | null;
	commitFrom: bigint | null;
	commitTo: bigint | null;
}

/**
 * Why a goal may not take on this target under its parent, as a sentence that names the bounds and
 * whom to talk to; undefined where it may. A goal that counts something else is not bound.
 */
export function outOfBounds(
	goal: { metricId: string | null; target: bigint },
	parent: Bounds,
	unit: Unit,
	currency: string,
	owner: string | undefined
): string | undefined {
	const { commitFrom: from, commitTo: to } = parent;
	if (!goal.metricId || goal.metricId !== parent.metricId) return undefined;
	if ((from === null || goal.target >= from) && (to === null || goal.target <= to))
		return undefined;
	const show = (figure: bigint) => showFigure(figure, unit, currency);
	const bounds =
		from !== null && to !== null
			? `${show(from)} to ${show(to)}`
			: from !== null
				? `at least ${show(from)}`
				: `at most ${show(to!)}`;
	const talk = owner ? `talk to ${owner}` : 'talk to an admin';
	return `“${parent.title}” asks for ${bounds} from each. Choose within that, or ${talk}.`;
}
