import type { RequestEvent } from '@sveltejs/kit';
import type { MemberActor } from '#lib/identity/actor.ts';
import { readCards, rewordThanks, silenceThanks } from '#lib/moments/server/index.ts';
import { isId, type ActivityId, type MomentId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { readForm, refusal } from '#lib/platform/server/form.ts';
import type { About, Sent } from '#lib/recognition/recognition.ts';
import {
	aboutActivity,
	openForm,
	ownWordsForm,
	readSent,
	recognise,
	recogniseForm,
	ringNow,
	takeBack,
	type SentRecognition
} from '#lib/recognition/server/index.ts';
import { memberOf } from './identify.ts';

/** Where said words stand besides: recognitions do not know the moments. */
export const echo = { silence: silenceThanks, reword: rewordThanks };

/** What can be done with words: send them, ring now, take them back. */
export const recognitionActions = {
	give: async ({ locals, request }: RequestEvent) => {
		const form = await readForm(request, recogniseForm);
		if (!form.ok) return refusal(form.problem);
		const { context } = locals.app;
		const actor = memberOf(locals);
		const { momentId } = form.value;
		if (momentId && !(await aboutMoment(context, actor, momentId)))
			return refusal(refuse('missing', 'This moment is no longer there. Leave it out.').problem);
		const given = await recognise(context, actor, form.value);
		return given.ok ? sentWords(context, actor, given.value) : refusal(given.problem);
	},
	ring: (event: RequestEvent) =>
		withOwn(event, async (context, actor, own) => {
			const rung = await ringNow(context, actor, own.id);
			return rung.ok ? sentWords(context, actor, rung.value) : refusal(rung.problem);
		}),
	back: (event: RequestEvent) =>
		withOwn(event, async (context, actor, own) => {
			const taken = await takeBack(context, actor, own.id, echo);
			return taken.ok ? { takenBack: own, ...taken.value } : refusal(taken.problem);
		})
};

/** What the page to recognise on shows, from the address that led there. */
export async function openRecognise(context: Context, actor: MemberActor, address: URL) {
	const { searchParams } = address;
	const about = await aboutOf(context, actor, searchParams);
	const ids = (name: string) => searchParams.getAll(name).filter(isId);
	const form = await openForm(context, actor);
	const known = new Set<string>(form.people.map(({ id }) => id));
	const to = [...new Set([...ids('to'), ...(about ? [about.of] : [])])];
	return {
		...form,
		about: about ?? null,
		to: to.filter((id) => known.has(id)) as (typeof form.people)[number]['id'][],
		goal: ids('goal')[0] ?? about?.goalId ?? ''
	};
}

async function aboutOf(
	context: Context,
	actor: MemberActor,
	params: URLSearchParams
): Promise<About | undefined> {
	const [moment, activity] = [params.get('moment') ?? '', params.get('activity') ?? ''];
	if (isId(moment)) return aboutMoment(context, actor, moment as MomentId);
	return isId(activity)
		? aboutActivity(context.db, actor.orgId, activity as ActivityId)
		: undefined;
}

async function aboutMoment(
	{ db }: Context,
	{ orgId, memberId }: MemberActor,
	id: MomentId
): Promise<About | undefined> {
	const [card] = await readCards(db, orgId, { id, viewer: memberId, limit: 1 });
	if (!card) return undefined;
	const { member, headline, figure, goal } = card;
	const words = `${member.name} ${headline}${figure ? `, ${figure}` : ''}`;
	return { momentId: id, activityId: null, words, of: member.id, goalId: goal?.id ?? null };
}

async function withOwn<Answer>(
	{ locals, request }: RequestEvent,
	act: (context: Context, actor: MemberActor, own: Sent) => Promise<Answer>
) {
	const form = await readForm(request, ownWordsForm);
	if (!form.ok) return refusal(form.problem);
	const { context } = locals.app;
	const actor = memberOf(locals);
	const own = await readOwn(context, actor, form.value.id);
	return own.ok ? act(context, actor, own.value) : refusal(own.problem);
}

async function readOwn(
	context: Context,
	actor: MemberActor,
	id: Sent['id']
): Promise<Result<Sent>> {
	const own = await readSent(context.db, actor, id, context.clock.now());
	return own ? ok(own) : refuse('missing', 'You have taken this back already.');
}

async function sentWords(context: Context, actor: MemberActor, { id, saidAt }: SentRecognition) {
	const now = context.clock.now();
	const own = await readSent(context.db, actor, id, now);
	return own
		? { sent: own, waitsMs: Math.max(0, saidAt.getTime() - now.getTime()) }
		: refusal(refuse('missing', 'You have taken this back already.').problem);
}
