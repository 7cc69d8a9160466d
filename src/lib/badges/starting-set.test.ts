import { describe, expect, it } from 'vitest';
import { EMBLEM_GLYPHS } from '#lib/ui/emblem.ts';
import { STARTING_BADGES } from './starting-set.ts';

describe('the starting set', () => {
	it('has twenty badges, each with a name and a look of its own', () => {
		expect(STARTING_BADGES).toHaveLength(20);
		const names = new Set(STARTING_BADGES.map(({ name }) => name));
		const looks = new Set(
			STARTING_BADGES.map(({ shape, glyph, colour }) => `${shape} ${glyph} ${colour}`)
		);
		const glyphs = new Set(STARTING_BADGES.map(({ glyph }) => glyph));
		expect([names.size, looks.size, glyphs.size]).toEqual([20, 20, 20]);
	});

	it.each(STARTING_BADGES.map((badge) => [badge.name, badge] as const))(
		'%s can be drawn and, where work earns it, reached step by step',
		(_, { glyph, colour, criteria, rule }) => {
			expect(EMBLEM_GLYPHS).toContain(glyph);
			expect(colour).toBeGreaterThanOrEqual(0);
			expect(colour).toBeLessThanOrEqual(6);
			expect(criteria.length).toBeLessThanOrEqual(140);
			const at = rule?.tiers.map((tier) => Number(tier.at)) ?? [1];
			expect(at).toEqual([...new Set(at)].sort((a, b) => a - b));
		}
	);
});
