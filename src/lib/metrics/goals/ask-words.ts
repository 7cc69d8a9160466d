import type { Ask } from '#lib/platform/ask.ts';
import type { Day } from '#lib/platform/period.ts';
import { showFigure } from '#lib/platform/quantity.ts';
import { shortDay } from './dates.ts';
import { goneWords } from './support/place.ts';
import type { Goal } from './goal.ts';
import type { GoalHelp } from './page/help.ts';
import { stepWords, type NextStep } from './ahead/next-step.ts';

/** A goal that waits for somebody to agree. */
export interface Proposal {
	id: string;
	title: string;
	by: string;
	/** What it wants to support, or whose goal it would be. */
	for: string;
	why: string;
	/** It was there already, and is to support something else: the title of that, null for nothing. */
	under?: string | null;
	/** When it was asked: RFC 3339. */
	at: string;
}

export function proposalAsk(proposal: Proposal): Ask {
	return {
		...ask('goal-agree', proposal.id, proposal.at),
		sentence: proposalWords(proposal),
		...(proposal.why ? { detail: proposal.why } : {})
	};
}

function proposalWords({ by, title, for: whom, under }: Proposal): string {
	if (under) return `${by} wants to move “${title}” under “${under}”.`;
	if (under === null) return `${by} wants “${title}” to stand on its own.`;
	return `${by} proposes “${title}” for ${whom}.`;
}

/** A goal of a few that somebody else has put the reader into. */
export function putInAsk(goal: {
	id: string;
	title: string;
	by: string;
	/** From when on what they do counts for it. */
	startsOn: Day;
	at: string;
}): Ask {
	return {
		...ask('goal-put-in', goal.id, goal.at),
		sentence: `${goal.by} put you in “${goal.title}”.`,
		detail: `${countsFrom(goal.startsOn)} Stay in, or step out with one tap.`
	};
}

/** From when on what somebody in a goal of a few does counts for it. */
export function countsFrom(day: Day): string {
	return `What you do from ${shortDay(day)} on counts for it.`;
}

export function declinedAsk(goal: { id: string; title: string; why: string; at: string }): Ask {
	return {
		...ask('goal-declined', goal.id, goal.at),
		sentence: `The answer to “${goal.title}” was no. Change it and send it again, or take it back.`,
		detail: goal.why
	};
}

/** A goal that somebody wanted elsewhere, and that stays where it is. */
export function notMovedAsk(goal: {
	id: string;
	title: string;
	/** As its history has it. */
	says: Record<string, string>;
	at: string;
}): Ask {
	const { why, under, gone } = goal.says;
	const stays = `“${goal.title}” stays where it is`;
	return {
		...ask('goal-declined', goal.id, goal.at),
		sentence: gone
			? `${stays}: ${goneWords(under, gone)}.`
			: `${stays}: the answer to moving it ${under ? `under “${under}”` : 'out'} was no.`,
		...(why ? { detail: why } : {})
	};
}

/** A question for help as the one who is asked sees it, or its answer as the one who asked. */
export function helpAsk(help: GoalHelp, answered: boolean): Ask {
	const place = { href: `/goals/${help.goalId}` };
	if (!answered)
		return {
			...ask('goal-help', help.id, help.at),
			...place,
			sentence: `${help.from.name} asks for your help with “${help.goal}”.`,
			detail: help.sentence
		};
	const { to, goal, answer } = help;
	return {
		...ask('goal-helped', help.id, help.answeredAt ?? help.at),
		...place,
		counted: 'nowhere',
		sentence:
			answer === 'yes'
				? `${to.name} helps you with “${goal}”.`
				: `${to.name} cannot help with “${goal}” right now.`,
		...(answer === 'yes' ? { detail: 'Say there when it is done.' } : {})
	};
}

/** A goal whose owner has left; `own` where only they worked on it. */
interface LeftGoal {
	id: string;
	title: string;
	owner: string;
	own: boolean;
	at: string;
}

/** The same for whoever is asked to answer for it from now on, or to carry on where it was somebody's own. */
interface HandedGoal extends LeftGoal {
	by: string;
	/** Since when it would be theirs. */
	from: string;
	/** The title of what it supported, where that is closed; null where it is not, or there was none. */
	closedAbove: string | null;
}

export function handedAsk(goal: HandedGoal): Ask {
	const alone = goal.closedAbove
		? ` It stands on its own then: “${goal.closedAbove}” is closed.`
		: '';
	return {
		...ask('goal-handed', goal.id, goal.at),
		sentence: `${goal.by} asks you to ${goal.own ? 'carry on with' : 'answer for'} “${goal.title}”.`,
		detail: goal.own
			? `${goal.owner} has left. It would be yours from ${goal.from} on.${alone} Say yes, or not now.`
			: 'Who answered for it has left. Say yes, or not now.'
	};
}

/** The same as somebody sees it who may hand it over. */
export function leftAsk(goal: LeftGoal): Ask {
	if (goal.own)
		return {
			...ask('goal-left', goal.id, goal.at),
			sentence: `${goal.owner} has left, and “${goal.title}” is not reached yet.`,
			detail: 'Ask somebody to carry on with it, or close it.'
		};
	return {
		...ask('goal-left', goal.id, goal.at),
		sentence: `${goal.owner} has left, and nobody answers for “${goal.title}”.`,
		detail: 'Ask somebody to answer for it, or close it.'
	};
}

/** Many goals of one person who has left, as one ask that leads to the newest of them. */
export function manyLeftAsk(many: {
	goalId: string;
	title: string;
	of: { id: string; name: string };
	count: number;
	/** Somebody asks the reader to take them on. */
	isAsked: boolean;
	at: string;
}): Ask {
	const { goalId, title, of, count, isAsked, at } = many;
	const next = `Begin with “${title}”; the next one follows.`;
	const shared = { id: of.id, href: `/goals/${goalId}`, at, detail: next };
	return isAsked
		? {
				...shared,
				kind: 'goals-handed',
				sentence: `You are asked to take on ${count} goals of ${of.name}.`
			}
		: { ...shared, kind: 'goals-left', sentence: `${count} goals of ${of.name} have nobody.` };
}

export function stepAsk(goal: Goal, step: NextStep, currency: string, at: string): Ask {
	return {
		...ask('goal-step', goal.id, at),
		sentence: `“${goal.title}” is reached. Raise the bar, if you like.`,
		detail: stepWords(step, goal, currency)
	};
}

export function reviewAsk(goal: Goal, currency: string, at: string): Ask {
	const show = (figure: string) => showFigure(BigInt(figure), goal.unit, currency);
	return {
		...ask('goal-review', goal.id, at),
		sentence: `“${goal.title}” ended on ${shortDay(goal.endsOn)} with ${show(goal.value)} of ${show(goal.target)}.`,
		detail: 'Close it with a sentence of what was learned.'
	};
}

function ask(kind: string, id: string, at: string) {
	return { kind, id, href: `/goals/${id}`, at };
}
