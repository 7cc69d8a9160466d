import { NONE, type MemberId } from '#lib/platform/ids.ts';
import { percentScore, type Measure, type Score } from '../board-score.ts';
import type { Rung } from '../ladder.ts';
import type { BoardDefinition } from './define-board.ts';
import type { Figure } from './read-figures.ts';
import type { Named } from './read-names.ts';
import type { TeamDays } from './read-team-days.ts';

/** Who stands on a board in memory: a member, or a team. */
export interface Standee extends Rung {
	colour: number;
	team: string | null;
	teamKey: string | null;
	value: bigint;
	activities: number;
	days: number;
	/** Of a closed period; 0 for nothing. */
	late: bigint;
}

/** A member by what they brought in all their teams; shown with the team where it was most. */
export function memberStandee(
	definition: BoardDefinition,
	id: MemberId,
	{ name, colour }: Named,
	figures: readonly Figure[],
	measure: Measure | null
): Standee {
	const sum = sumOf(figures);
	const [most] = [...figures].sort(byValue);
	const team = definition.teams.get(most?.teamId ?? NONE);
	const scored = (value: bigint): Score => ({
		value: measure ? percentScore(value, measure, definition.head.rank) : value,
		per: 1n
	});
	return {
		...{ id, name, colour, ...sum, days: 1 },
		team: team?.name ?? null,
		teamKey: team?.key ?? null,
		score: scored(sum.value),
		before: earlier(definition, figures, scored)
	};
}

/** A team by what all its people brought for it; undefined for none of the organization's. */
export function teamStandee(
	definition: BoardDefinition,
	id: string,
	{ days, before }: TeamDays,
	figures: readonly Figure[]
): Standee | undefined {
	const team = definition.teams.get(id);
	if (!team) return undefined;
	const sum = sumOf(figures);
	const { name, colour, key } = team;
	return {
		...{ id, name, colour, team: name, teamKey: key, ...sum, days },
		score: { value: sum.value, per: atLeastOne(days) },
		before: earlier(definition, figures, (value) => ({ value, per: atLeastOne(before) }))
	};
}

function sumOf(figures: readonly Figure[]): Pick<Standee, 'value' | 'activities' | 'late'> {
	const sum = { value: 0n, activities: 0, late: 0n };
	for (const figure of figures) {
		sum.value += figure.value;
		sum.activities += figure.activities;
		sum.late += figure.late;
	}
	return sum;
}

// Who had nothing yesterday was not there: their movement would only say that they came.
function earlier(
	{ movesOn }: BoardDefinition,
	figures: readonly Figure[],
	scored: (value: bigint) => Score
): Score | null {
	if (!movesOn) return null;
	const value = figures.reduce((sum, figure) => sum + figure.before, 0n);
	return value > 0n ? scored(value) : null;
}

function atLeastOne(days: number): bigint {
	return BigInt(Math.max(1, days));
}

function byValue(a: Figure, b: Figure): number {
	if (a.value !== b.value) return a.value > b.value ? -1 : 1;
	return a.teamId < b.teamId ? -1 : 1;
}
