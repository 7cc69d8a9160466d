import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import { diffBoard, type BoardChange, type BoardState } from '../board.ts';
import { boardTopic, parseBoardQuery, type BoardQuery } from '../board-query.ts';
import type { Boards } from './boards.ts';

/** `board?metric=points&period=week`: a board to watch. */
export function boardTopicOf(boards: Boards): Topic<Actor, BoardQuery, BoardState, BoardChange> {
	return {
		name: 'board',
		parse: parseBoardTopic,
		mayWatch: (actor) => may(actor, { may: 'standings.read' }),
		async read(orgId, query) {
			const reading = await boards.read(orgId, query);
			return reading.ok ? { state: reading.value.board, facts: reading.value.facts } : undefined;
		},
		diff: diffBoard
	};
}

/** Only as `boardTopic` spells it: what else the same address may say would be a channel each. */
export function parseBoardTopic(params: URLSearchParams): BoardQuery | undefined {
	const query = parseBoardQuery(params);
	return query && boardTopic(query) === `board?${params}` ? query : undefined;
}
