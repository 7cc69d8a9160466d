import type { Id, MemberId } from '#lib/platform/ids.ts';
import type { MomentCard } from './moment.ts';

export type CommentId = Id<'comment'>;

/** Of a long talk the newest stand on the page. */
export const TALK_LENGTH = 200;

export interface CommentLine {
	id: CommentId;
	member: { id: MemberId; name: string; colour: number; picture: string | null };
	words: string;
	/** RFC 3339. */
	at: string;
}

/** A moment's own page as everybody who may open it sees it, live. */
export interface TalkState {
	card: MomentCard;
	/** Who cheered, each once, with their names. */
	cheered: { id: MemberId; name: string }[];
	/** The oldest first. */
	comments: CommentLine[];
}

export interface TalkChange {
	/** Null where it has not changed. */
	card: MomentCard | null;
	cheered: TalkState['cheered'] | null;
	/** New or changed ones, whole. */
	comments: CommentLine[];
	/** Ids of those that were taken back. */
	gone: CommentId[];
}

/** What turns `before` into `after`; undefined where nothing has changed. */
export function diffTalk(before: TalkState, after: TalkState): TalkChange | undefined {
	const old = new Map(before.comments.map((line) => [line.id, JSON.stringify(line)]));
	const kept = new Set(after.comments.map(({ id }) => id));
	const change: TalkChange = {
		card: differ(before.card, after.card) ? after.card : null,
		cheered: differ(before.cheered, after.cheered) ? after.cheered : null,
		comments: after.comments.filter((line) => old.get(line.id) !== JSON.stringify(line)),
		gone: before.comments.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
	};
	const nothing = !change.card && !change.cheered && !change.comments.length && !change.gone.length;
	return nothing ? undefined : change;
}

/** What a patch makes of it; applied twice it changes nothing more. */
export function applyTalk(talk: TalkState, change: TalkChange): TalkState {
	const byId = new Map(talk.comments.map((line) => [line.id, line]));
	for (const id of change.gone) byId.delete(id);
	for (const line of change.comments) byId.set(line.id, line);
	return {
		card: change.card ?? talk.card,
		cheered: change.cheered ?? talk.cheered,
		comments: [...byId.values()].sort(oldestFirst)
	};
}

/** Comments of one instant stand in the order of their ids. */
export function oldestFirst(a: CommentLine, b: CommentLine): number {
	if (a.at !== b.at) return a.at < b.at ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function differ(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) !== JSON.stringify(b);
}
