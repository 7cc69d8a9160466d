import { describe, expect, it } from 'vitest';
import { findBurst, findRoundRun } from '#lib/metrics/questions/flag-rules.ts';
import { ABSENT, readOpportunities } from './crm.ts';

/** So many values a reaction looks back on. */
const VALUES = 60;

describe.skipIf(ABSENT)(
	ABSENT ?? 'a real sales year, as if it had been recorded day by day',
	() => {
		it('has few runs of round figures among its deals, and no bursts, since it knows no times', () => {
			const won = readOpportunities()
				.filter(({ stage }) => stage === 'Won')
				.sort((a, b) => (a.closed < b.closed ? -1 : 1));
			const values = new Map<string, bigint[]>();
			const flagged = new Set<string>();
			for (const { agent, closed, value } of won) {
				const all = [...(values.get(agent) ?? []), BigInt(value) * 100n].slice(-VALUES);
				values.set(agent, all);
				if (findRoundRun(all, 'money', 2)) flagged.add(`${agent} ${closed}`);
			}
			expect(won.length).toBe(4238);
			expect([...flagged]).toEqual([]);
			expect(findBurst([], null)).toBeNull();
		});
	}
);
