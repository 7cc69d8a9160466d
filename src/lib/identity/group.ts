import type { GroupId, MemberId } from '#lib/platform/ids.ts';
import type { Day } from '#lib/platform/period.ts';

/** People side by side who are no team. */
export interface Group {
	id: GroupId;
	/** The name it was made with, as a slug: how addresses and the API call the group. */
	key: string;
	name: string;
	/** Who is in it and goes on being in it, by name. */
	members: GroupMember[];
}

export interface GroupMember {
	id: MemberId;
	name: string;
	colour: number;
	/** First day in the group. */
	since: Day;
}
