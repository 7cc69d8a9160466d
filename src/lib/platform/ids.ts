declare const brand: unique symbol;
/** A UUID that names one kind of thing, so that two kinds cannot be mixed up. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type OrgId = Id<'organization'>;
export type TeamId = Id<'team'>;
export type GroupId = Id<'group'>;
export type MemberId = Id<'member'>;
export type MetricId = Id<'metric'>;
export type ActivityId = Id<'activity'>;
export type GoalId = Id<'goal'>;
export type BadgeId = Id<'badge'>;
export type ValueId = Id<'value'>;
export type RecognitionId = Id<'recognition'>;
export type MomentId = Id<'moment'>;
export type DisplayId = Id<'display'>;

/** Stands where a total belongs to no team, or to points rather than to one metric. */
export const NONE = '00000000-0000-0000-0000-000000000000';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
	return UUID.test(text);
}

/** Lower-case ASCII words joined by hyphens: a team's key, an organization's slug. */
export function slug(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60);
}
