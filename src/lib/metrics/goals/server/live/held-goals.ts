import { nextMidnight } from '#lib/identity/server/index.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { GOAL_FACTS, GOALS, onlyFigures } from '../../facts.ts';
import type { Goal, GoalsState } from '../../goal.ts';
import { readShared, withNewFigures } from '../people/shared-goals.ts';

/**
 * The goals that everybody shares, as this process holds them in memory: phones, desks and TVs are
 * shown different parts of them, and read them once.
 */
export interface HeldGoals {
	/**
	 * With everything that was announced before the call. Goals that did not change are the same objects.
	 * Throws what the database throws; the next call then reads everything.
	 */
	read(orgId: OrgId): Promise<GoalsState>;
	/**
	 * Hears what an `Announce` said, before anybody does who then reads. Answers the facts as the topics of
	 * goals listen to them.
	 */
	heard(orgId: OrgId, facts: string[]): string[];
	/** Announcements may have been missed: everything is read anew. */
	missed(): void;
}

interface Held {
	state: GoalsState | undefined;
	/** Midnight of the organization: the state names its day. */
	until: Date;
	/** What was announced since the last read began. */
	moved: Set<string>;
	reading: Promise<GoalsState> | undefined;
	/** Milliseconds since 1970. */
	usedAt: number;
}

const FORGET_AFTER_MS = 10 * 60_000;
const EVERYTHING = '*';
const HEARD: ReadonlySet<string> = new Set([...GOAL_FACTS, EVERYTHING]);

const DAY_MOVED = /^totals:points:day:(.+)$/;

type Reads = Pick<Context, 'db' | 'clock'>;

/**
 * The goals of one process. Nothing is read before somebody asks, and what nobody asked about for ten
 * minutes is forgotten.
 */
export function createHeldGoals(context: Reads): HeldGoals {
	const all = new Map<OrgId, Held>();
	return {
		read(orgId) {
			const now = context.clock.now().getTime();
			for (const [id, { usedAt, reading }] of all)
				if (!reading && usedAt < now - FORGET_AFTER_MS) all.delete(id);
			const held = all.get(orgId) ?? nothing();
			all.set(orgId, Object.assign(held, { usedAt: now }));
			return fresh(context, orgId, held);
		},
		heard(orgId, facts) {
			const held = all.get(orgId);
			const told = movesThePast(held?.state, facts) ? [...facts, GOALS] : facts;
			for (const fact of told) if (HEARD.has(fact)) held?.moved.add(fact);
			return told;
		},
		missed: () => all.forEach(({ moved }) => moved.add(EVERYTHING))
	};
}

function nothing(): Held {
	const held = { state: undefined, until: new Date(0), usedAt: 0 };
	return { ...held, moved: new Set(), reading: undefined };
}

// Work of a day that is over is in more than the figures: in how the days before went. Where nothing is
// held it is not known which day it is.
function movesThePast(state: GoalsState | undefined, facts: readonly string[]): boolean {
	return facts.some((fact) => {
		const day = DAY_MOVED.exec(fact)?.[1];
		return !!day && (!state || day < state.today);
	});
}

async function fresh(context: Reads, orgId: OrgId, held: Held): Promise<GoalsState> {
	// A read under way may have begun before the last announcement; the next one has not.
	if (held.reading) await held.reading.catch(() => {});
	const isToday = context.clock.now() < held.until;
	if (!held.reading && held.state && isToday && !held.moved.size) return held.state;
	return (held.reading ??= readAgain(context, orgId, held));
}

async function readAgain({ db, clock }: Reads, orgId: OrgId, held: Held): Promise<GoalsState> {
	const { moved, state } = held;
	const now = clock.now();
	held.moved = new Set();
	try {
		if (state && now < held.until && onlyFigures(moved))
			return (held.state = await withNewFigures(db, orgId, state));
		const until = await nextMidnight(db, orgId, now);
		const read = await readShared(db, orgId, now);
		Object.assign(held, { until, state: read });
		return read;
	} catch (error) {
		held.moved.add(EVERYTHING);
		throw error;
	} finally {
		held.reading = undefined;
	}
}

/** Goals as somebody is shown them, with what `held` says of their figures; the same object where that is so. */
export function withFiguresOf(shown: GoalsState, held: GoalsState): GoalsState {
	const values = new Map(held.goals.map(({ id, value }) => [id, value]));
	const now = (goal: Goal) => {
		const value = values.get(goal.id) ?? goal.value;
		return value === goal.value ? goal : { ...goal, value };
	};
	const goals = shown.goals.map(now);
	return goals.every((goal, i) => goal === shown.goals[i]) ? shown : { ...shown, goals };
}
