import { fail, type RequestEvent } from '@sveltejs/kit';
import { sentDraft } from '#lib/badges/draft.ts';
import { badgeForm, openBadges, type BadgeDesign } from '#lib/badges/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readForm } from '#lib/platform/server/form.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import { refuse, type Result } from '#lib/platform/result.ts';
import { memberOf } from './identify.ts';

/** Shows what was typed as a badge, where no script does so. */
export async function previewBadge({ locals, request }: RequestEvent) {
	const allowed = mayDesign(memberOf(locals));
	const draft = sentDraft(await request.formData());
	return allowed.ok ? { draft } : refused(allowed, draft);
}

/** Reads a badge's form and keeps it; what is refused comes back as it was typed. */
export async function sendBadge<T>(
	{ locals, request }: RequestEvent,
	keep: (actor: MemberActor, design: BadgeDesign) => Promise<Result<T>>
) {
	const actor = memberOf(locals);
	const draft = sentDraft(await request.clone().formData());
	const allowed = mayDesign(actor);
	if (!allowed.ok) return { ok: false as const, failure: refused(allowed, draft) };
	const { metrics, currency } = await openBadges(locals.app.context.db, actor.orgId);
	const form = await readForm(request, badgeForm(metrics, currency));
	const kept = form.ok ? await keep(actor, form.value) : form;
	if (kept.ok) return { ok: true as const, value: kept.value };
	return { ok: false as const, failure: refused(kept, draft) };
}

function mayDesign(actor: MemberActor): Result<null> {
	if (may(actor, { may: 'badges.design' })) return { ok: true, value: null };
	return refuse('forbidden', 'Badges are designed by admins. Ask one of yours.');
}

function refused(
	{ problem }: Extract<Result<never>, { ok: false }>,
	draft: ReturnType<typeof sentDraft>
) {
	const { kind, detail, fields = {} } = problem;
	return fail(STATUS[kind], { detail, fields, draft });
}
