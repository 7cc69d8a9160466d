import { inSentence } from '#lib/metrics/words.ts';
import type { MomentRule } from '../win.ts';

/** Working days in a row: at the first mark, and whenever that has doubled. */
export const streakRule: MomentRule<{ from: number; outcomesOnly: boolean }> = {
	key: 'streak',
	name: 'Streak',
	says: 'Rings at a number of working days in a row, and each time it doubles. Days off wait, and two missed days a streak are forgiven.',
	isOn: true,
	params: { from: 5, outcomesOnly: false },
	tune: [
		{ key: 'from', label: 'First rings at this many days', kind: 'number', min: 2, max: 60 },
		{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' }
	],
	perDay: 1,
	find(win, { from, outcomesOnly }) {
		const track = win.tracks.find(
			({ streak, metric }) =>
				isMark(streak.after, from) &&
				streak.before < streak.after &&
				(!outcomesOnly || metric.horizon === 'forecast')
		);
		if (!track) return undefined;
		const days = track.streak.after;
		return {
			rule: 'streak',
			weight: 40,
			headline: `is on a streak: ${inSentence(track.metric.name)} ${days} working days in a row`,
			detail: `${days} working days in a row`
		};
	}
};

function isMark(days: number, from: number): boolean {
	for (let mark = from; mark <= days; mark *= 2) if (mark === days) return true;
	return false;
}
