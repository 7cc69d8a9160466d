import { describe, expect, it } from 'vitest';
import { moneyOf } from './same-deal.ts';

const money = (externalId: string, note: string | null = null) => ({ externalId, note });

describe('the money of a deal', () => {
	it.each<[string, string, string | null, ReturnType<typeof money>[], string | undefined]>([
		[
			'the same id behind a label',
			'won-1C1I7A6R',
			null,
			[money('revenue-1C1I7A6R')],
			'revenue-1C1I7A6R'
		],
		[
			'the label behind the id',
			'1C1I7A6R:won',
			null,
			[money('1C1I7A6R:revenue')],
			'1C1I7A6R:revenue'
		],
		[
			'labels inside a longer id',
			'replay:7:won-9',
			null,
			[money('replay:7:revenue-9')],
			'replay:7:revenue-9'
		],
		['one id for both', 'deal-88', null, [money('88-value')], '88-value'],
		['another deal', 'won-1', null, [money('revenue-2')], undefined],
		[
			'another run of the same replay',
			'replay:7:won-9',
			null,
			[money('replay:8:revenue-9')],
			undefined
		],
		['the note, where ids say nothing', 'a1', 'Brightline', [money('b7', 'Brightline')], 'b7'],
		[
			'the id before the note',
			'won-1',
			'Brightline',
			[money('x', 'Brightline'), money('revenue-1')],
			'revenue-1'
		],
		[
			'two of one note',
			'a1',
			'Brightline',
			[money('b', 'Brightline'), money('c', 'Brightline')],
			undefined
		],
		['two of one id', 'won-1', null, [money('revenue-1'), money('value-1')], undefined],
		['no note and no shared id', 'a1', null, [money('b7')], undefined],
		['ids of labels only', 'won', null, [money('revenue')], undefined],
		['nothing', 'won-1', 'Brightline', [], undefined]
	])('%s', (_, externalId, note, candidates, found) => {
		expect(moneyOf({ externalId, note }, candidates)?.externalId).toBe(found);
	});
});
