import type { Organization } from '#lib/identity/server/index.ts';
import { readGoal } from '#lib/metrics/goals/server/index.ts';
import { metricOfTarget } from '#lib/metrics/targets/server/index.ts';
import { readTarget } from '#lib/metrics/targets/target.ts';
import { isId, type GoalId, type Id } from '#lib/platform/ids.ts';
import { isDay, type Day, type PeriodKind } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { MOST, type Every } from '../expectation.ts';

/** One expectation as it is typed. */
export interface TypedLine {
	/** Where it stands on the form: its fields are called `title.<at>` and so on. */
	at: number;
	/** Its id, where it stood on the card before. */
	line?: Id<'expectation'> | undefined;
	title: string;
	means: string;
	/** A metric's key, `points`, or empty for a target in words. */
	metric: string;
	target: string;
	every: Every;
	/** Empty for today. */
	startsOn: string;
	endsOn: string;
	ifMet: string;
	ifMissed: string;
	/** A goal's id, or empty. */
	goal: string;
}

/** As it is kept; see the table. */
export interface StoredLine {
	lineId: Id<'expectation'>;
	title: string;
	means: string;
	metricId: string | null;
	target: bigint | null;
	inWords: string;
	every: PeriodKind | null;
	startsOn: Day;
	endsOn: Day | null;
	ifMet: string;
	ifMissed: string;
	goalId: GoalId | null;
}

const LONGEST = { title: 80, means: 400, target: 160, ifMet: 240, ifMissed: 240 } as const;
const SHORTEST = 3;

const ASKED: Record<keyof typeof LONGEST, string> = {
	title: 'Name it in a few words.',
	means: 'Say in a sentence what it means.',
	target: 'Say what is aimed at: a figure, or words.',
	ifMet: 'Say what happens when it is met.',
	ifMissed: 'Say what happens when it is missed.'
};

/** What the lines have to be read against. */
export interface Ground {
	organization: Organization;
	today: Day;
	/** The ids on the version before: a line keeps its own. */
	known: readonly Id<'expectation'>[];
}

/**
 * The lines of a card, whole or not at all: one that is not clear refuses them all, and each fault is a
 * sentence at its field, such as `title.0`. No line at all takes back what stood there before.
 */
export async function prepareLines(
	db: Queryable,
	typed: readonly TypedLine[],
	ground: Ground
): Promise<Result<StoredLine[]>> {
	if (!typed.length && !ground.known.length)
		return refuse('invalid', 'Write down at least one thing that is expected.', {
			'title.0': ASKED.title
		});
	if (typed.length > MOST)
		return refuse('invalid', 'Five things at most fit on a card. Leave the least important out.');
	const faults: Record<string, string> = {};
	const lines: StoredLine[] = [];
	for (const line of typed) lines.push(await prepareOne(db, line, ground, faults));
	const [first] = Object.values(faults);
	return first === undefined ? ok(lines) : refuse('invalid', first, faults);
}

async function prepareOne(
	db: Queryable,
	typed: TypedLine,
	{ organization, today, known }: Ground,
	faults: Record<string, string>
): Promise<StoredLine> {
	const fault = (field: string, sentence: string) => {
		faults[`${field}.${typed.at}`] ??= sentence;
	};
	for (const field of Object.keys(LONGEST) as (keyof typeof LONGEST)[]) {
		if (typed[field].length > LONGEST[field])
			fault(field, `Keep it under ${LONGEST[field]} letters.`);
		// A figure may be a single digit; words may not.
		const shortest = field === 'target' && typed.metric ? 1 : SHORTEST;
		if (typed[field].length < shortest) fault(field, ASKED[field]);
	}
	const kept = known.find((id) => id === typed.line);
	return {
		lineId: kept ?? newId<'expectation'>(),
		title: typed.title,
		means: typed.means,
		...(await targetOf(db, typed, organization, today, fault)),
		...daysOf(typed, today, fault),
		ifMet: typed.ifMet,
		ifMissed: typed.ifMissed,
		goalId: await goalOf(db, organization, typed.goal, fault)
	};
}

type Fault = (field: string, sentence: string) => void;

async function targetOf(
	db: Queryable,
	{ metric: key, target: text }: TypedLine,
	{ id: orgId, currency }: Organization,
	today: Day,
	fault: Fault
): Promise<Pick<StoredLine, 'metricId' | 'target' | 'inWords'>> {
	if (!key) return { metricId: null, target: null, inWords: text };
	const metric = await metricOfTarget(db, orgId, key, today);
	if (!metric.ok) {
		fault('metric', metric.problem.detail);
		return { metricId: null, target: null, inWords: '' };
	}
	const target = readTarget(text, metric.value.unit, currency);
	if (target !== null && typeof target === 'object') fault('target', target.sentence);
	const value = typeof target === 'bigint' ? target : null;
	return { metricId: metric.value.id, target: value, inWords: '' };
}

function daysOf(
	{ every, startsOn, endsOn }: TypedLine,
	today: Day,
	fault: Fault
): Pick<StoredLine, 'every' | 'startsOn' | 'endsOn'> {
	const from = startsOn || today;
	if (!isDay(from)) fault('startsOn', 'Choose the day it begins on.');
	if (endsOn && !isDay(endsOn)) fault('endsOn', 'Choose the last day.');
	if (every === 'once' && !endsOn) fault('endsOn', 'Choose the day by which it is done.');
	if (endsOn && endsOn < from) fault('endsOn', 'The last day lies before the first one.');
	return { every: every === 'once' ? null : every, startsOn: from, endsOn: endsOn || null };
}

async function goalOf(
	db: Queryable,
	{ id: orgId }: Organization,
	typed: string,
	fault: Fault
): Promise<GoalId | null> {
	if (!typed) return null;
	const goal = isId(typed) ? await readGoal(db, orgId, typed as GoalId) : undefined;
	if (!goal) fault('goal', 'This goal is not one of yours. Choose another, or none.');
	return goal?.id ?? null;
}
