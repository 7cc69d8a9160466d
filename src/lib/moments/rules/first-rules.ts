import { inSentence } from '#lib/metrics/words.ts';
import { figureOf } from './rule-words.ts';
import type { MomentRule, Track, WinFacts } from '../win.ts';

/** Somebody's first of its kind, on a board that has counted it for a while. */
export const firstEver: MomentRule<{ afterDays: number; outcomesOnly: boolean }> = {
	key: 'first-ever',
	name: 'First ever',
	says: 'Rings when somebody does something for the first time that others have done before.',
	isOn: true,
	params: { afterDays: 14, outcomesOnly: false },
	tune: [
		{
			key: 'afterDays',
			label: 'Days a metric has to be counted before firsts ring',
			kind: 'number',
			min: 0,
			max: 365
		},
		{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' }
	],
	perDay: 2,
	find(win, { afterDays, outcomesOnly }) {
		const track = win.tracks.find(
			(each) =>
				each.before.ever === 0n &&
				each.value > 0n &&
				each.countedFor >= afterDays &&
				(!outcomesOnly || each.metric.horizon === 'forecast')
		);
		if (!track || (win.deal && track.metric.unit === 'money')) return undefined;
		return {
			rule: 'first-ever',
			weight: 80,
			headline: `had a first in ${inSentence(track.metric.name)}`,
			// A deal says so itself.
			detail: win.deal ? '' : 'first ever',
			figure: figureOf(track, track.value, win)
		};
	}
};

/** Somebody's first with a kind of customer; where it is a first of everything, that says more. */
export const firstKind: MomentRule<{ outcomesOnly: boolean }> = {
	key: 'first-kind',
	name: 'First with a kind of customer',
	says: 'Rings for somebody’s first with a kind of customer: the first hospital, the first enterprise.',
	isOn: true,
	params: { outcomesOnly: false },
	tune: [{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' }],
	perDay: 2,
	find(win, { outcomesOnly }) {
		const track = win.tracks.find(
			(each) =>
				each.firstWith !== null &&
				each.before.ever > 0n &&
				each.value > 0n &&
				(!outcomesOnly || each.metric.horizon === 'forecast')
		);
		if (!track || (win.deal && track.metric.unit === 'money')) return undefined;
		return {
			rule: 'first-kind',
			weight: 75,
			headline: `had a first in ${inSentence(track.metric.name)}: ${track.firstWith}`,
			detail: win.deal ? `first ${track.firstWith} deal` : `first with ${track.firstWith}`,
			figure: figureOf(track, track.value, win)
		};
	}
};

/** The first of the day in the whole organization. */
export const firstToday: MomentRule<{ outcomesOnly: boolean; countedFor: number }> = {
	key: 'first-today',
	name: 'First of the day',
	says: 'Rings for whoever opens the day: the first of its kind from anybody.',
	isOn: false,
	params: { outcomesOnly: true, countedFor: 14 },
	tune: [
		{ key: 'outcomesOnly', label: 'Only results, no activities', kind: 'switch' },
		{
			key: 'countedFor',
			label: 'Days a metric has to be counted before it rings',
			kind: 'number',
			min: 0,
			max: 365
		}
	],
	perDay: 1,
	find(win, { outcomesOnly, countedFor }) {
		const track = win.tracks.find(
			(each) =>
				each.everybody === 0n &&
				each.value > 0n &&
				each.countedFor >= countedFor &&
				(!outcomesOnly || each.metric.horizon === 'forecast')
		);
		return track && opened(win, track);
	}
};

function opened(win: WinFacts, track: Track) {
	return {
		rule: 'first-today' as const,
		weight: 20,
		headline: `opened the day in ${inSentence(track.metric.name)}`,
		detail: 'first of the day',
		figure: figureOf(track, track.value, win)
	};
}
