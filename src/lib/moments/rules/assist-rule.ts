import { inSentence } from '#lib/metrics/words.ts';
import type { MomentRule } from '../win.ts';

/** Credit for whose work with an account a teammate's deal stands on. */
export const assistRule: MomentRule<{ days: number; mates: number }> = {
	key: 'assist',
	name: 'Assist',
	says: 'Rings for a teammate whose work with the same account came before a deal.',
	isOn: true,
	params: { days: 60, mates: 1 },
	tune: [
		{ key: 'days', label: 'Days before the deal that count', kind: 'number', min: 1, max: 90 },
		{
			key: 'mates',
			label: 'Only where so few teammates have worked with the account',
			kind: 'number',
			min: 1,
			max: 10
		}
	],
	perDay: 2,
	find({ assist, day }, { days, mates }) {
		// An account that everybody works with is nobody's assist.
		if (!assist || assist.mates > mates || daysBefore(assist.day, day) > days) return undefined;
		return {
			rule: 'assist',
			weight: 55,
			headline: `helped ${assist.winner} win ${assist.account}`,
			detail: `helped win ${assist.account}`,
			aside: `with ${inSentence(assist.metric)}`
		};
	}
};

function daysBefore(earlier: string, day: string): number {
	return (Date.parse(day) - Date.parse(earlier)) / 86_400_000;
}
