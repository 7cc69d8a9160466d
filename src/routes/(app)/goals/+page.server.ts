import { error } from '@sveltejs/kit';
import { readAlignment } from '#lib/alignment/server/index.ts';
import { goalTreeActions } from '#lib/app/server/goal-tree-actions.ts';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import type { GoalsState } from '#lib/metrics/goals/goal.ts';
import { openGoals, readFed } from '#lib/metrics/goals/server/index.ts';
import { topicKey } from '#lib/realtime/protocol.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends, url }) => {
	depends('winbell:goals');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'goals.read' })) error(403, 'These goals are not for you.');
	const { context, snapshot } = locals.app;
	const goals = await snapshot<GoalsState>(actor.orgId, 'goals');
	const apart = goals.data.apart !== undefined;
	const chain = topicKey('chain', { member: actor.memberId });
	return {
		...(await openGoals(context, actor)),
		alignment: await readAlignment(context.db, actor.orgId, actor.memberId, context.clock.now()),
		goals,
		// Where the goals are too many to be shared, a person's own come by themselves, and no faces.
		chain: apart ? await snapshot<GoalsState>(actor.orgId, chain) : null,
		fed: apart ? {} : await readFed(context.db, actor.orgId, goals.data.goals, context.clock.now()),
		of: url.searchParams.get('of'),
		moving: url.searchParams.get('move')
	};
};

export const actions: Actions = { ...goalTreeActions };
