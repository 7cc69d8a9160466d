import type { MemberId } from '#lib/platform/ids.ts';
import type { BoardDefinition } from './define-board.ts';

/** What moves a board; see `Announce`. */
export function factsOf(definition: BoardDefinition): string[] {
	const { metricId, head, groupId, league, before } = definition;
	const { kind, start } = head.period;
	return [
		`totals:${metricId ?? 'points'}:${kind}:${start}`,
		...['people', 'metrics', 'closings', 'day'],
		...(head.rank === 'target' ? ['targets'] : []),
		...(groupId ? ['groups'] : []),
		...(league ? ['leagues'] : []),
		// What is usual, and for whom, may be moved by any day in the past.
		...(before.length ? [`totals:${kind}`] : [])
	];
}

/** What one `Announce` said, read once for all boards. */
export interface Announced {
	facts: string[];
	/** Whose totals have moved; empty where it was not said. */
	members: MemberId[];
}

export function readAnnounced(facts: string[]): Announced {
	const moved = facts.filter((fact) => fact.startsWith(MOVED));
	return {
		facts: withKinds(facts),
		members: moved.map((fact) => fact.slice(MOVED.length) as MemberId)
	};
}

/** What of a board has moved: some members' figures, or whatever it is. */
export type Move = 'whole' | MemberId[];

/** Undefined where a board that listens to these facts stays as it is. */
export function moveOf(listens: ReadonlySet<string>, announced: Announced): Move | undefined {
	const moving = announced.facts.filter((fact) => listens.has(fact) || fact === EVERYTHING);
	if (!moving.length) return undefined;
	const byMembers = moving.every((fact) => fact.startsWith('totals:'));
	return byMembers && announced.members.length ? announced.members : 'whole';
}

const MOVED = 'moved:';
const EVERYTHING = '*';

// A fact beside `totals:points:week:2026-11-16` for who needs every period of a kind: `totals:week`.
function withKinds(facts: string[]): string[] {
	const kinds = facts.flatMap((fact) => {
		const total = readTotals(fact);
		return total ? [`totals:${total.kind}`] : [];
	});
	return [...facts, ...new Set(kinds)];
}

function readTotals(fact: string): { kind: string } | undefined {
	const [word, , kind, start] = fact.split(':');
	return word === 'totals' && kind && start ? { kind } : undefined;
}
