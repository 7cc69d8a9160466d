import { describe, expect, it } from 'vitest';
import { parseMap } from './read-map.ts';

const RULE = {
	metric: 'deals-won',
	member: '{who}',
	value: 1,
	occurredAt: '{closed}',
	externalId: 'won-{id}'
};

function faultOf(map: unknown): string {
	const parsed = parseMap(typeof map === 'string' ? map : JSON.stringify(map));
	return parsed.ok ? '' : parsed.problem.detail;
}

describe('a map', () => {
	it('needs no more than a source and one activity', () => {
		expect(parseMap(JSON.stringify({ source: 'crm', activities: [RULE] }))).toEqual({
			ok: true,
			value: {
				source: 'crm',
				delimiter: ',',
				decimal: '.',
				activities: [{ ...RULE, when: {} }]
			}
		});
	});

	it.each([
		['{"source":', /^The map is not JSON: /],
		[{ activities: [RULE] }, /^Map, source: /],
		[{ source: 'crm' }, /^Map, activities: is missing\.$/],
		[{ source: 'crm', activities: [] }, /must hold at least one activity/],
		[
			{ source: 'crm', activities: [{ ...RULE, member: undefined }] },
			/^Map, activity 1, member: is missing\.$/
		],
		[{ source: 'crm', activities: [{ ...RULE, who: 'x' }] }, /activity 1: knows no "who"/],
		[{ source: 'crm', activities: [{ ...RULE, externalId: 'won' }] }, /must name a column/],
		[
			{ source: 'crm', activities: [{ ...RULE, when: { stage: 5 } }] },
			/activity 1, when, stage: must be a text/
		],
		[{ source: 'my crm', activities: [RULE] }, /must be a short name/],
		[{ source: 'crm', delimiter: ';;', activities: [RULE] }, /must be one character/],
		[
			{ source: 'crm', activities: [RULE, { ...RULE, metric: 'revenue' }] },
			/activities 1 and 2: both make the external id "won-\{id\}"/
		]
	])('is refused with a sentence that names the place: %j', (map, sentence) => {
		expect(faultOf(map)).toMatch(sentence);
	});
});
