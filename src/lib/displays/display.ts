import type { Hours } from './hours.ts';

/** What a paired TV knows of itself; the topic `display`. */
export interface DisplayState {
	id: string;
	name: string;
	team: { id: string; key: string; name: string } | null;
	/** 0 to 100. */
	volume: number;
	hours: Hours;
	organization: { name: string; currency: string; timeZone: string };
}

/** A TV has little to say of itself: a change is the whole of it. */
export type DisplayChange = DisplayState;
