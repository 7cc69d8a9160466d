import { error } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { listPeople } from '#lib/identity/server/index.ts';
import {
	listMappings,
	listUnresolved,
	mapName,
	mapNameForm,
	unmapName,
	unmapNameForm
} from '#lib/metrics/activity/server/index.ts';
import { manyLateWords } from '#lib/metrics/activity/late-words.ts';
import type { WaitingCounted } from '#lib/metrics/activity/entry.ts';
import { whyNot } from '#lib/metrics/activity/why-not.ts';
import { listMetrics } from '#lib/metrics/server/index.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { orgId } = admin(locals);
	const { db } = locals.app.context;
	const { today } = await parent();
	const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
	return {
		waiting: await listUnresolved(db, orgId),
		mapped: await listMappings(db, orgId),
		people: (await listPeople(db, orgId, today)).map(choice),
		metrics: (await listMetrics(db, orgId, today)).map(choice)
	};
};

export const actions: Actions = {
	count: async ({ locals }) => {
		const { orgId } = admin(locals);
		return told(await locals.app.ledger.recordWaiting(orgId));
	},
	map: async ({ locals, request }) => {
		const actor = admin(locals);
		const { context, ledger } = locals.app;
		const form = await readForm(request, mapNameForm);
		const done = form.ok ? await mapName(context, ledger, actor, form.value) : form;
		return done.ok ? told(done.value) : refusal(done.problem);
	},
	unmap: async ({ locals, request }) => {
		const actor = admin(locals);
		const form = await readForm(request, unmapNameForm);
		if (!form.ok) return refusal(form.problem);
		await unmapName(locals.app.context, actor, form.value);
		return { unmapped: form.value.name };
	}
};

function told({ counted, rejected, late }: WaitingCounted) {
	return { counted, late: manyLateWords(late), whyNot: whyNot(rejected) };
}

function admin(locals: App.Locals) {
	const actor = memberOf(locals);
	if (!may(actor, { may: 'people.manage' }))
		error(403, 'Admins look after what is waiting. Ask one of yours.');
	return actor;
}
