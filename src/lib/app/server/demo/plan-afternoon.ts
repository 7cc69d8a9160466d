import { diceOf, type Dice } from './dice.ts';
import { makerOf, shuffled, type Maker, type Undated } from './planned.ts';
import { ACCOUNTS, TEAMS } from './story.ts';
import { AFTERNOON_WORDS } from './story-words.ts';

/** From one o'clock to half past five. */
const AFTERNOON_MS = 4.5 * 3_600_000;

type Words = (typeof AFTERNOON_WORDS)[number];

export interface Cue {
	/** Milliseconds of life after the start. */
	at: number;
	/** Something for the ledger, or something that is said. */
	thing: { kind: 'work'; work: Undated } | { kind: 'words'; words: Words };
}

const CALLS = 48;
const MEETINGS = 12;
const DEMOS = 22;
const DEALS = 9;
/** The race is on from the start: with these Aiko passes Jonas, and Hana leaves Emil behind. */
const OPENING = ['Aiko Kimura', 'Hana Mori', 'Lena Tran'];

/** A lively afternoon; `run` makes its activities its own, so that it can be played again. */
export function planAfternoon(run: string, seed: number): Cue[] {
	const dice = diceOf(seed);
	const make = makerOf(`${run}-`);
	const work = [...OPENING.map((name) => make.demo(name)), ...shuffled(restOf(make, dice), dice)];
	const step = AFTERNOON_MS / work.length;
	return [
		...work.map((work, index): Cue => ({
			at: Math.round((index + dice.roll() * 0.8) * step),
			thing: { kind: 'work', work }
		})),
		...AFTERNOON_WORDS.map((words): Cue => ({
			at: words.minute * 60_000,
			thing: { kind: 'words', words }
		}))
	].sort((a, b) => a.at - b.at);
}

function restOf(make: Maker, dice: Dice): Undated[] {
	const reps = TEAMS.flatMap((team) => team.reps).map(({ name }) => name);
	const accounts = shuffled(ACCOUNTS, dice);
	const times = (count: number, thing: (name: string, index: number) => Undated) =>
		Array.from({ length: count }, (_, index) => thing(dice.pick(reps), index));
	return [
		...times(CALLS, (name) => make.calls(name, dice.between(1, 3))),
		...times(MEETINGS, (name) => make.meeting(name)),
		...times(DEMOS, (name) => make.demo(name)),
		...times(DEALS, (name, index) =>
			make.deal(name, { account: accounts[index]!, value: dice.between(32, 176) * 100 })
		)
	];
}
