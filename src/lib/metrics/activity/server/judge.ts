import type { ScoringRule } from '../../score.ts';
import type { Entry, RejectedReason, UnresolvedReason } from '../entry.ts';
import { checkDay, checkPoints, readValue, scoringRule } from '../prepare.ts';
import type { Resolved } from './resolve.ts';

export type Judged =
	| { value: bigint; rule: ScoringRule }
	| { unresolved: UnresolvedReason }
	| { rejected: RejectedReason; detail: string };

/** Whether an entry can count, by what the database knows about it, and as what. */
export function judge(entry: Entry, found: Resolved): Judged {
	if (!found.day)
		return {
			rejected: 'not-a-date',
			detail: `"${entry.occurredAt.slice(0, 40)}" is neither a date like 2017-03-01 nor an RFC 3339 time.`
		};
	if (!found.metricId || !found.unit) return { unresolved: 'unknown-metric' };
	const badDay = checkDay(found.day, found.today);
	if (badDay) return { rejected: badDay.reason, detail: badDay.detail };
	const read = readValue(entry.value, found.unit, found.currency);
	if ('reason' in read) return { rejected: read.reason, detail: read.detail };
	const rule = scoringRule(found.pointsPerUnit!, found.dailyCap, found.unit, found.currency);
	const tooMuch = checkPoints(read.value, rule);
	if (tooMuch) return { rejected: tooMuch.reason, detail: tooMuch.detail };
	// Last: what waits for its person alone is known to count once they are there.
	if (!found.memberId) return { unresolved: 'unknown-member' };
	return { value: read.value, rule };
}
