import { expect, test, vi } from 'vitest';
import { createDays } from './days.ts';
import { HALDEN, OTHER, settle, time } from './realtime.fixture.ts';

const HOUR = 3_600_000;

function days(midnight: (now: number) => Date | Error) {
	const clock = time(Date.UTC(2026, 10, 20, 22));
	const open = new Set([HALDEN, OTHER]);
	const announced: [string, string[], number][] = [];
	const made = createDays({
		async nextMidnight() {
			const at = midnight(clock.now());
			if (at instanceof Error) throw at;
			return at;
		},
		isOpen: (orgId) => open.has(orgId),
		announce: (orgId, facts) => announced.push([orgId, facts, clock.now()]),
		now: () => new Date(clock.now()),
		after: clock.after
	});
	return { made, clock, open, announced };
}

/** Midnight in UTC. */
function tonight(now: number): Date {
	return new Date(Math.floor(now / (24 * HOUR)) * 24 * HOUR + 24 * HOUR);
}

test('an organization with something open hears of each of its midnights once', async () => {
	const { made, clock, announced } = days(tonight);
	made.follow(HALDEN);
	made.follow(HALDEN);
	await clock.pass(2 * HOUR - 1);
	expect(announced).toEqual([]);
	await clock.pass(1);
	expect(announced).toEqual([[HALDEN, ['day'], Date.UTC(2026, 10, 21)]]);
	await clock.pass(24 * HOUR);
	expect(announced).toHaveLength(2);
	made.stop();
	await clock.pass(48 * HOUR);
	expect(announced).toHaveLength(2);
});

test('with nothing open it is forgotten, and picked up again later', async () => {
	const { made, clock, open, announced } = days(tonight);
	made.follow(HALDEN);
	open.delete(HALDEN);
	await clock.pass(30 * HOUR);
	expect(announced).toEqual([]);
	open.add(HALDEN);
	made.follow(HALDEN);
	await clock.pass(24 * HOUR);
	expect(announced).toHaveLength(1);
});

test('a midnight that cannot be told is asked for again', async () => {
	const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	let broken = true;
	const { made, clock, announced } = days((now) => (broken ? new Error('away') : tonight(now)));
	made.follow(HALDEN);
	await settle();
	await clock.pass(HOUR);
	broken = false;
	await clock.pass(2 * HOUR);
	expect(announced).toHaveLength(1);
	expect(log).toHaveBeenCalled();
	log.mockRestore();
});
