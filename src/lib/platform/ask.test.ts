import { expect, test } from 'vitest';
import { fewAsks, type Ask } from './ask.ts';

const some = (kind: string, count: number, day: string): Ask[] =>
	Array.from({ length: count }, (_, n) => ({
		...{ kind, id: `${kind}-${n}`, sentence: kind, href: '/goals' },
		at: `2026-11-${day}T10:00:${String(59 - n).padStart(2, '0')}Z`
	}));
const counted = (asks: Ask[]) =>
	Object.fromEntries(
		[...new Set(asks.map(({ kind }) => kind))].map((kind) => [
			kind,
			asks.filter((ask) => ask.kind === kind).length
		])
	);

test('what is few stays beside what is many, newest first', () => {
	const all = [...some('old', 2, '02'), ...some('many', 60, '18'), ...some('more', 20, '12')];
	const few = fewAsks(all, 50);
	expect(counted(few)).toEqual({ many: 28, more: 20, old: 2 });
	expect(few.map(({ id }) => id).slice(0, 2)).toEqual(['many-0', 'many-1']);
	expect(few.at(-1)!.id).toBe('old-1');
	expect(fewAsks(all.slice(0, 12), 50)).toHaveLength(12);
});
