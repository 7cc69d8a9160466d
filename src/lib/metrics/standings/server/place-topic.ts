import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { parseBoardQuery, type BoardQuery } from '../board-query.ts';
import { diffPlace, placeTopic, type PlaceChange, type PlaceState } from '../place-window.ts';
import type { Boards } from './boards.ts';

export interface PlaceQuery {
	board: BoardQuery;
	member: MemberId;
}

/**
 * `place?member=…&metric=points&period=week`: somebody's own part of a board too large to be sent
 * whole. It comes from the board in memory, so no viewer costs a query.
 */
export function placeTopicOf(boards: Boards): Topic<Actor, PlaceQuery, PlaceState, PlaceChange> {
	return {
		name: 'place',
		parse(params) {
			const board = parseBoardQuery(params);
			const member = (params.get('member') ?? '') as MemberId;
			if (!board || !isId(member)) return undefined;
			return placeTopic(board, member) === `place?${params}` ? { board, member } : undefined;
		},
		mayWatch: (actor) => may(actor, { may: 'standings.read' }),
		async read(orgId, { board, member }) {
			const reading = await boards.read(orgId, board);
			if (!reading.ok) return undefined;
			return { state: reading.value.place(member), facts: reading.value.facts };
		},
		diff: diffPlace
	};
}
