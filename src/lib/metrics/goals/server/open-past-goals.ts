import type { MemberActor } from '#lib/identity/actor.ts';
import { calendarOf } from '#lib/identity/organization.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { readPastGoals } from './read-goals.ts';

const SHOWN = 100;

/** The latest goals that are closed or long over, for everybody in the organization. */
export async function openPastGoals({ db, clock }: Context, actor: MemberActor) {
	const organization = await readOrganization(db, actor.orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const past = await readPastGoals(db, actor.orgId, today);
	return {
		past: past.slice(0, SHOWN),
		frame: { today, currency: organization.currency, calendar: calendarOf(organization) }
	};
}
