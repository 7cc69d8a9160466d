import type { DisplayId, Id, MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';

export const ROLES = ['admin', 'manager', 'rep'] as const;
export type Role = (typeof ROLES)[number];

export const SCOPES = ['activities:write', 'boards:read'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who is asking. Every read and write starts from one. */
export type Actor = MemberActor | DisplayActor | KeyActor;

export interface MemberActor {
	kind: 'member';
	orgId: OrgId;
	memberId: MemberId;
	role: Role;
	/** The team they are in today. */
	teamId: TeamId | null;
	/** Teams they manage; an admin manages all without being listed. */
	manages: TeamId[];
	/** SHA-256 of the session's token: names the session without being it. */
	session: string;
}

export interface DisplayActor {
	kind: 'display';
	orgId: OrgId;
	displayId: DisplayId;
	teamId: TeamId | null;
}

export interface KeyActor {
	kind: 'key';
	orgId: OrgId;
	keyId: Id<'key'>;
	scopes: Scope[];
}
