import { shortDay } from '#lib/metrics/goals/dates.ts';
import type { Answer, ShownTally, Verdict } from './programme.ts';

/** What an answer says on its button. */
export const ANSWER_WORDS: Record<Answer, string> = {
	useful: 'Useful',
	'not-for-me': 'Not for me',
	none: 'Rather not say'
};

/** Why something stays or retires, in a sentence. */
export function verdictWords(verdict: Verdict): string {
	switch (verdict) {
		case 'stays':
			return 'It stays.';
		case 'most':
			return 'Most of those who answered no longer find it useful.';
		case 'silence':
			return 'For two quarters nobody said that it is useful.';
	}
}

/** "7 of 12 answered: 2 useful, 5 not for them"; without what they said while it is asked, and below five. */
export function tallyWords({ asked, answered, counts }: ShownTally): string {
	if (!asked) return 'Nobody was in it.';
	const many = `${answered} of ${asked} answered`;
	if (!counts) return many;
	return `${many}: ${counts.useful} useful, ${counts.notForMe} not for them`;
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
