import type { MemberId, TeamId } from '#lib/platform/ids.ts';
import type { Role } from './actor.ts';

/** A member as others in the organization see them, with the team of one day. */
export interface Person {
	id: MemberId;
	/** What the organization's other systems call them. */
	reference: string;
	name: string;
	email: string | null;
	role: Role;
	/** 1 to 6, a team colour of the interface. */
	colour: number;
	teamId: TeamId | null;
	teamKey: string | null;
	teamName: string | null;
	/** False for people who are on the list and have not claimed their place yet. */
	hasSignIn: boolean;
}

export interface Team {
	id: TeamId;
	/** The name as a slug: how the API and imports call the team. */
	key: string;
	name: string;
	colour: number;
	managerIds: MemberId[];
}
