import { fail, type RequestEvent } from '@sveltejs/kit';
import { memberOf } from '#lib/app/server/identify.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import {
	callForm,
	daysOffForm,
	daysOffOf,
	dropPicture,
	fileForm,
	goOnCall,
	keepPicture,
	ringForm,
	savePreferences,
	seenForm,
	takeBackDaysForm,
	takeBackDaysOff,
	takeDaysOff
} from '#lib/identity/preferences/server/index.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { dropOwnSound, keepOwnSound, ownSoundOf, soundForm } from '#lib/moments/server/index.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';

const FAR = '9999-12-31';

export const load: PageServerLoad = async ({ locals, parent }) => {
	const { orgId, memberId } = memberOf(locals);
	const { db } = locals.app.context;
	const { today } = await parent();
	const off = await daysOffOf(db, orgId, [memberId], today, FAR);
	return {
		daysOff: off.get(memberId) ?? [],
		ownSound: (await ownSoundOf(db, orgId, memberId)) ?? null
	};
};

export const actions: Actions = {
	seen: saving('seen', seenForm, savePreferences),
	ring: saving('ring', ringForm, savePreferences),
	sound: saving('sound', soundForm, savePreferences),
	call: saving('call', callForm, (context, actor, { minutes }) =>
		goOnCall(context, actor, Number(minutes))
	),
	picture: saving('picture', fileForm, async (context, actor, { file }) =>
		keepPicture(context, actor, await bytesOf(file))
	),
	noPicture: saving('noPicture', undefined, dropPicture),
	ownSound: saving('ownSound', fileForm, async (context, actor, { file }) =>
		keepOwnSound(context, actor, await bytesOf(file))
	),
	noSound: saving('noSound', undefined, dropOwnSound),
	off: saving('off', daysOffForm, takeDaysOff),
	back: saving('back', takeBackDaysForm, async (context, actor, { startsOn }) => {
		const { timeZone } = await readOrganization(context.db, actor.orgId);
		return takeBackDaysOff(context, actor, startsOn, dayIn(timeZone, context.clock.now()));
	})
};

async function bytesOf(file: File): Promise<Uint8Array> {
	return new Uint8Array(await file.arrayBuffer());
}

/** Reads the form, does what it asks for, and says which one it was: the page has many. */
function saving<Schema extends z.ZodType>(
	name: string,
	schema: Schema | undefined,
	save: (context: Context, actor: MemberActor, form: z.output<Schema>) => Promise<Result<null>>
) {
	return async ({ request, locals }: RequestEvent) => {
		const actor = memberOf(locals);
		const form = schema ? await readForm(request, schema) : ok(undefined as z.output<Schema>);
		const saved = form.ok ? await save(locals.app.context, actor, form.value) : form;
		if (saved.ok) return { saved: name };
		const { status, data } = refusal(saved.problem);
		return fail(status, { ...data, refused: name });
	};
}
