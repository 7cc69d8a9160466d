import type { Goal } from '../goal.ts';
import { paceMark, type Frame } from '../goal-words.ts';
import { isFirstDay } from '../pace.ts';

/** A goal's bar: it is full at the last of its steps. Places on it are 0 to 1, and beyond. */
export interface Bar {
	share: number;
	/** Where the calendar says it should be; left out while there is no pace to keep. */
	pace: number | undefined;
	/** The steps before the last. */
	steps: number[];
}

export function barOf(goal: Goal, frame: Frame): Bar {
	const steps = [goal.target, ...goal.further];
	const place = (figure: string) => Number(BigInt(figure) - BigInt(goal.start)) / way;
	const way = Number(BigInt(steps.at(-1)!) - BigInt(goal.start));
	const pace = isFirstDay(goal, frame.today) ? undefined : paceMark(goal, frame);
	return {
		share: place(goal.value),
		pace: pace === undefined ? undefined : pace * place(goal.target),
		steps: steps.slice(0, -1).map(place)
	};
}
