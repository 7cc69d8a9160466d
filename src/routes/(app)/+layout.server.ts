import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import { playsLeagues } from '#lib/metrics/leagues/server/index.ts';
import { may } from '#lib/identity/permissions.ts';
import type { Ask } from '#lib/platform/ask.ts';
import type { Preferences } from '#lib/identity/preferences/preferences.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import type { ChecksState } from '#lib/metrics/questions/question.ts';
import { topicKey } from '#lib/realtime/protocol.ts';
import { dayIn } from '#lib/platform/zone.ts';
import type { LayoutServerLoad } from './$types';

/** What the frame around every screen shows. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const actor = memberOf(locals);
	const { db, clock } = locals.app.context;
	const organization = await readOrganization(db, actor.orgId);
	const today = dayIn(organization.timeZone, clock.now());
	const me = (await readPerson(db, actor.orgId, actor.memberId, today))!;
	const { name, currency, timeZone, isDemo } = organization;
	return {
		today,
		organization: { name, currency, timeZone, isDemo },
		me: {
			id: me.id,
			name: me.name,
			role: me.role,
			colour: me.colour,
			teamName: me.teamName,
			teamKey: me.teamKey
		},
		checks: may(actor, { may: 'checks.see' })
			? await locals.app.snapshot<ChecksState>(actor.orgId, topicKey('checks', { member: me.id }))
			: null,
		asks: await locals.app.snapshot<Ask[]>(actor.orgId, topicKey('asks', { member: me.id })),
		preferences: await locals.app.snapshot<Preferences>(
			actor.orgId,
			topicKey('preferences', { member: me.id })
		),
		playsLeagues: await playsLeagues(db, actor.orgId),
		manages: may(actor, { may: 'displays.manage' }),
		isAdmin: actor.role === 'admin'
	};
};
