import { shortDay } from '#lib/metrics/goals/dates.ts';
import type { Answer, ShownTally, Verdict } from './programme.ts';

/** What an answer says on its button. */
export const ANSWER_WORDS: Record<Answer, string> = {
	useful: 'Useful',
	'not-for-me': 'Not for me',
	none: 'Rather not say'
};

/** What came of a round and why, in a sentence; empty where there is nothing to tell. */
export function outcomeWords(verdict: Verdict | null, { found }: ShownTally): string {
	if (found === 'half-or-more') return 'Half of those who answered, or more, find it useful.';
	if (found === 'fewer') {
		const said = 'Fewer than half of those who answered find it useful.';
		return verdict === 'stays' ? `${said} Too few answered to decide, so it stays.` : said;
	}
	return verdict === null || verdict === 'stays' ? '' : 'Too few said that it is still useful.';
}

/** "7 of 12 answered"; below five answers not how many. */
export function tallyWords({ asked, answered }: ShownTally): string {
	if (!asked) return 'Nobody was in it.';
	return answered === null
		? `${asked} asked, fewer than five answered`
		: `${answered} of ${asked} answered`;
}

/** What a round stands at: "Asked until 31 Dec", "Retires on 14 Jan", "Kept by Greta". */
export function stateWords(round: {
	endsOn: string;
	verdict: Verdict | null;
	retiresOn: string | null;
	kept: { by: string } | null;
	isRetired: boolean;
}): string {
	if (!round.verdict) return `Asked until ${shortDay(round.endsOn)}`;
	if (round.kept) return `Kept by ${round.kept.by}`;
	if (round.isRetired) return 'Retired';
	return round.retiresOn ? `Retires on ${shortDay(round.retiresOn)}` : 'Stays';
}
