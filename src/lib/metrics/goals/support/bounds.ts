import { showFigure, type Unit } from '#lib/platform/quantity.ts';
import type { Goal } from '../goal.ts';
import { inside } from '../goal-words.ts';

/** What a goal asks of each that supports it and counts the same metric. */
export interface Bounds {
	title: string;
	metricId: string | null;
	commitFrom: bigint | null;
	commitTo: bigint | null;
}

/** Says for which goals bounds hold, where they are set. */
export const FOR_THE_SAME =
	'For goals that count the same. Within it everybody moves their own target without asking; other goals are free.';

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
	const asked = askedWords(goal, parent, unit, currency);
	if (!asked || ((from === null || goal.target >= from) && (to === null || goal.target <= to)))
		return undefined;
	return `${asked} Choose within that, or ${owner ? `talk to ${owner}` : 'talk to an admin'}.`;
}

/** "“60 demos” asks for 3 to 8 from each goal that counts the same."; undefined where the goal is free. */
export function askedWords(
	goal: { metricId: string | null },
	{ title, metricId, commitFrom, commitTo }: Bounds,
	unit: Unit,
	currency: string
): string | undefined {
	const bounds = boundsWords(commitFrom, commitTo, unit, currency);
	if (!bounds || !goal.metricId || goal.metricId !== metricId) return undefined;
	return `“${title}” asks for ${bounds} from each goal that counts the same.`;
}

/** What a goal's own page says: "Each goal that supports it with demos held takes on 3 to 8. …" */
export function bindsWords({ commit, metric, unit }: Goal, currency: string): string | undefined {
	const [from, to] = [commit.from, commit.to].map((figure) => figure && BigInt(figure));
	const bounds = boundsWords(from || null, to || null, unit, currency);
	if (!bounds || !metric) return undefined;
	return `Each goal that supports it with ${inside(metric.name)} takes on ${bounds}. What counts something else is free.`;
}

function boundsWords(
	from: bigint | null,
	to: bigint | null,
	unit: Unit,
	currency: string
): string | undefined {
	const show = (figure: bigint) => showFigure(figure, unit, currency);
	if (from !== null && to !== null) return `${show(from)} to ${show(to)}`;
	if (from !== null) return `at least ${show(from)}`;
	return to === null ? undefined : `at most ${show(to)}`;
}
