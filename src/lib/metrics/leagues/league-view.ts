import { topicKey, type TopicKey } from '#lib/realtime/protocol.ts';
import type { Day, Period } from '#lib/platform/period.ts';
import type { LeagueFigure, LeagueMove } from './league.ts';

/** Somebody on a league's list. */
export interface LeagueMember {
	id: string;
	name: string;
	/** 1 to 6. */
	colour: number;
	moved: LeagueMove;
}

export interface LeagueView {
	league: number;
	/** How many change places over the line above and the one below. */
	up: number;
	down: number;
	members: LeagueMember[];
}

/**
 * `running` until its last day is over, `deciding` until its figures are final and the next one
 * begins, `over` where leagues are switched off and no other follows.
 */
export type SeasonState = 'running' | 'deciding' | 'over';

export interface SeasonView {
	period: Period;
	today: Day;
	state: SeasonState;
	/** What it is played for; `key` as boards name it. */
	figure: LeagueFigure & { key: string };
	/** How many leagues there are; none where fewer than six people play. */
	leagues: number;
}

/** What the topic of a league holds; every change brings it whole. */
export interface LeagueState {
	/** Whether another season follows. */
	plays: boolean;
	season: SeasonView;
	view: LeagueView;
}

export function leagueTopicKey(league: number): TopicKey {
	return topicKey('league', { number: String(league) });
}

/** How the reader stands to the leagues: in one, out of them by choice, or not in this season yet. */
export type MyLeague =
	| { is: 'in'; league: number; moved: LeagueMove; why: string }
	/** `back` is the league that a tap leads back into at once; null for the next season. */
	| { is: 'out'; back: number | null }
	/** Back again, or new: with the next season. */
	| { is: 'next' };
