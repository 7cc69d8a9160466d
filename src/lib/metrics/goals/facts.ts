/** What is announced when goals are set, agreed, changed, joined or closed, or when it is not known what moved. */
export const GOALS = 'goals';
/** What is announced when nothing but figures moved. */
export const FIGURES = 'goal-figures';

/** Everything that moves what a topic shows of goals. */
export const GOAL_FACTS: readonly string[] = [GOALS, FIGURES, 'people', 'metrics', 'day'];

/** Whether all that moved are figures. */
export function onlyFigures(moved: ReadonlySet<string>): boolean {
	return [...moved].every((fact) => fact === FIGURES);
}
