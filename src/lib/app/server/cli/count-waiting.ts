import { manyLateWords } from '#lib/metrics/activity/late-words.ts';
import { whyNot } from '#lib/metrics/activity/why-not.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import type { Terminal } from './command.ts';
import type { Installation } from './installation.ts';

/** Activities that waited for a person or a metric count as soon as it is there, or say why not. */
export async function countWaiting(
	{ ledger }: Installation,
	orgId: OrgId,
	terminal: Terminal
): Promise<void> {
	const { counted, rejected, late } = await ledger.recordWaiting(orgId);
	if (counted) terminal.say(`${counted} activities that waited count now.`);
	for (const line of [...manyLateWords(late), ...whyNot(rejected)]) terminal.say(line);
}
