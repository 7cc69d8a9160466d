import { error, fail } from '@sveltejs/kit';
import { z } from 'zod';
import { memberOf } from '#lib/app/server/identify.ts';
import { may } from '#lib/identity/permissions.ts';
import { recordByHand, takeBack } from '#lib/metrics/activity/server/index.ts';
import { readBoardAddress } from '#lib/metrics/standings/board-address.ts';
import type { BoardState } from '#lib/metrics/standings/board.ts';
import { openStandings } from '#lib/metrics/standings/server/index.ts';
import { isDay } from '#lib/platform/period.ts';
import type { ActivityId, MemberId } from '#lib/platform/ids.ts';
import { STATUS } from '#lib/platform/server/problem.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	depends('winbell:standings');
	const actor = memberOf(locals);
	if (!may(actor, { may: 'standings.read' })) error(403, 'This board is not for you.');
	const asked = readBoardAddress(url.searchParams);
	const opened = await openStandings(locals.app.context, actor, asked);
	const board = await locals.app.snapshot<BoardState>(actor.orgId, opened.topic);
	return { ...opened, board };
};

const ByHand = z.object({
	member: z.uuid(),
	key: z.uuid(),
	openedAt: z.iso.datetime(),
	metric: z.string().min(1, 'Choose what it was.').max(80),
	value: z.string().trim().min(1, 'Say how much it was.').max(40, 'Use a plain number.'),
	day: z.string().refine(isDay, 'Choose the day it happened.'),
	note: z.string().trim().max(300, 'Keep the note under 300 letters.')
});

const TakeBack = z.object({
	id: z.uuid(),
	reason: z
		.string()
		.trim()
		.min(3, 'Say why in a few words; the person will read it.')
		.max(300, 'Keep it under 300 letters.')
});

export const actions: Actions = {
	async record({ locals, request }) {
		const parsed = ByHand.safeParse(Object.fromEntries(await request.formData()));
		if (!parsed.success) return fail(400, { record: refusal(parsed.error) });
		const { member, note, ...rest } = parsed.data;
		const command = { ...rest, memberId: member as MemberId, note: note || undefined };
		const { context, ledger } = locals.app;
		const result = await recordByHand(context, ledger, memberOf(locals), command);
		if (!result.ok) return fail(STATUS[result.problem.kind], { record: result.problem });
		return { recorded: true };
	},

	async reverse({ locals, request }) {
		const form = Object.fromEntries(await request.formData());
		const parsed = TakeBack.safeParse(form);
		const id = String(form.id);
		if (!parsed.success) return fail(400, { reverse: { id, ...refusal(parsed.error) } });
		const command = { id: parsed.data.id as ActivityId, reason: parsed.data.reason };
		const { context, ledger } = locals.app;
		const result = await takeBack(context, ledger, memberOf(locals), command);
		if (!result.ok)
			return fail(STATUS[result.problem.kind], { reverse: { id, ...result.problem } });
		return { reversed: true };
	}
};

function refusal(wrong: z.ZodError): { detail: string; fields: Record<string, string> } {
	const fields = Object.fromEntries(
		wrong.issues.map((issue) => [String(issue.path[0]), issue.message])
	);
	return { detail: wrong.issues[0]!.message, fields };
}
