import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { members } from '#lib/identity/server/index.ts';
import { isId, type MemberId, type MomentId, type OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import type { MomentCard } from '../../moment.ts';
import { diffTalk, type TalkChange, type TalkState } from '../../talk.ts';
import { FEED_FACTS } from '../cards/feed-topic.ts';
import { readCards } from '../cards/read-cards.ts';
import { readComments } from './read-comments.ts';

export interface CommentsParams {
	moment: MomentId;
	/** The one whose win it is, who finds it also where they hide from everybody else's feed. */
	me?: MemberId;
}

/** `comments?moment=…`: a moment's page, live: its card, who cheered and what was said about it. */
export function commentsTopic(db: Queryable): Topic<Actor, CommentsParams, TalkState, TalkChange> {
	return {
		name: 'comments',
		parse(params) {
			const [moment, me] = [params.get('moment') ?? '', params.get('me') ?? undefined];
			const known = [...params.keys()].every((key) => key === 'moment' || key === 'me');
			if (!known || !isId(moment) || (me !== undefined && !isId(me))) return undefined;
			return { moment: moment as MomentId, me: me as MemberId | undefined };
		},
		mayWatch: (viewer, { me }) =>
			may(viewer, { may: 'moments.comment' }) &&
			(me === undefined || (viewer.kind === 'member' && viewer.memberId === me)),
		async read(orgId, { moment, me }) {
			const [card] = await readCards(db, orgId, { id: moment, viewer: me, limit: 1 });
			if (!card) return undefined;
			const comments = await readComments(db, orgId, moment);
			const cheered = await namesOf(db, orgId, card);
			return { state: { card, cheered, comments }, facts: FEED_FACTS };
		},
		diff: diffTalk
	};
}

async function namesOf(db: Queryable, orgId: OrgId, { cheers }: MomentCard) {
	const ids = Object.values(cheers).flat();
	if (!ids.length) return [];
	return db
		.select({ id: members.id, name: members.name })
		.from(members)
		.where(and(eq(members.orgId, orgId), inArray(members.id, ids)))
		.orderBy(asc(members.name), asc(members.id));
}
