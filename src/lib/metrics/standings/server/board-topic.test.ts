import { expect, test } from 'vitest';
import { contextOver } from '../../../../../tests/demo.ts';
import { boardTopicOf, createBoards } from './index.ts';

const { parse } = boardTopicOf(createBoards(contextOver({ db: undefined as never })));

test.each([
	['metric=points&period=week', { metric: 'points', period: 'week', by: 'member', rank: 'value' }],
	[
		'at=2026-11-10&by=team&metric=demos-held&period=month',
		{ metric: 'demos-held', period: 'month', at: '2026-11-10', by: 'team', rank: 'value' }
	],
	[
		'metric=points&period=day&team=northern-lights',
		{ metric: 'points', period: 'day', team: 'northern-lights', by: 'member', rank: 'value' }
	]
])('%s is a board to watch', (params, query) => {
	expect(parse(new URLSearchParams(params))).toEqual(query);
});

test.each([
	['', 'the metric and the period left out'],
	['metric=points', 'the period left out'],
	['by=member&metric=points&period=week', 'what goes without saying'],
	['period=week&metric=points', 'another order'],
	['metric=points&period=week&team=', 'nothing for a team'],
	['metric=points&period=week&period=day', 'a parameter twice'],
	['metric=points&period=week&x=1', 'a parameter nobody knows']
])('%s is none: %s', (params) => {
	expect(parse(new URLSearchParams(params))).toBeUndefined();
});
