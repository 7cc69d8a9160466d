import type { Badge } from '#lib/badges/badge.ts';
import type { Said } from './credential.ts';

/** An award as its own member sees it. */
export interface OwnAward {
	id: string;
	badge: Badge;
	/** The badge's name with the level it was earned at. */
	title: string;
	/** In the organization's time zone, `YYYY-MM-DD`. */
	awardedOn: string;
	/** The credential that stands for it in public today. */
	credentialId: string | null;
}

/** With what would become public, word for word. */
export interface AwardToShare extends OwnAward {
	said: Said;
}

/** "Closer", or "Closer, Gold" where it is earned in levels. */
export function titleOf(name: string, tier: string | undefined): string {
	return tier ? `${name}, ${tier}` : name;
}
