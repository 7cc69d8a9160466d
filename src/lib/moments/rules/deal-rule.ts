import { showFigure } from '#lib/platform/quantity.ts';
import { dealHeadline, dealPlace } from './deal-words.ts';
import type { MomentRule } from '../win.ts';

/** A deal won rings by itself. */
export const dealRule: MomentRule<Record<string, never>> = {
	key: 'deal',
	name: 'Deal won',
	says: 'Rings for every deal on the day it is won.',
	isOn: true,
	params: {},
	tune: [],
	perDay: 20,
	find({ deal, currency }) {
		if (!deal) return undefined;
		return {
			rule: 'deal',
			weight: 100,
			headline: dealHeadline(deal),
			detail: '',
			aside: dealPlace(deal),
			figure: deal.amount === null ? null : showFigure(deal.amount, 'money', currency)
		};
	}
};
