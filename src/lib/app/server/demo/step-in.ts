import { openSession, readPerson, type OpenSession } from '#lib/identity/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import { isId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { limit } from '#lib/platform/server/limits.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { findDemo } from './find-demo.ts';

const steps = limit(60, 10 * 60_000);

/**
 * Signs whoever asks in as somebody of the demo team, without a password. Nobody of another
 * organization can be reached this way, and without a demo team nobody at all.
 */
export async function stepIn(
	context: Context,
	memberId: string,
	address: string
): Promise<Result<OpenSession>> {
	const demo = await findDemo(context.db);
	if (!demo) return refuse('missing', 'There is no demo team here to step into.');
	const now = context.clock.now();
	if (!steps.take(address, now.getTime()))
		return refuse('too-many', 'That was a lot of people in a short time. Wait a few minutes.');
	const person = isId(memberId)
		? await readPerson(context.db, demo.id, memberId as MemberId, dayIn(demo.timeZone, now))
		: undefined;
	if (!person) return refuse('missing', 'Nobody like that is in the demo team. Choose again.');
	return ok(await openSession(context, demo.id, person.id));
}
