/** Time is an argument: a test, a replay and the demo each bring their own. */
export interface Clock {
	now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
