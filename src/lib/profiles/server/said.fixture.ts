import type { SmallTeam } from '../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import {
	listValues,
	recognise,
	speak,
	type RecogniseCommand
} from '#lib/recognition/server/index.ts';

export const SPECIFIC = 'You called the Halden account cold after three no’s and got the meeting.';

let sent = 0;

/** Somebody thanks Lena, or whom the words say, at the clock's time, and it is said at once. */
export async function say(
	{ context, orgId, lena }: SmallTeam,
	from: MemberActor,
	words: Partial<RecogniseCommand> = {}
): Promise<RecognitionId> {
	const [value] = await listValues(context.db, orgId);
	const result = await recognise(context, from, {
		to: [lena.memberId],
		valueId: value!.id,
		sentence: SPECIFIC,
		inFeed: true,
		onTv: false,
		requestId: `said-${++sent}`,
		when: 'told',
		...words
	});
	if (!result.ok) throw new Error(result.problem.detail);
	await speak(context.db, orgId, result.value.id, context.clock.now());
	return result.value.id;
}
