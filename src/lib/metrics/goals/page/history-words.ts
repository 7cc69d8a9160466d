import type { Day } from '#lib/platform/period.ts';
import { showFigure, type Unit } from '#lib/platform/quantity.ts';
import { shortDay } from '../dates.ts';
import type { GoalChangeKind } from '../goal.ts';
import { goneWords } from '../support/place.ts';

/** Something that happened to a goal. */
export interface GoalChange {
	id: string;
	kind: GoalChangeKind;
	/** Who did it; null where that is no longer known. */
	by: string | null;
	/** RFC 3339. */
	at: string;
	/** Figures as decimal strings of scaled integers in the goal's unit. */
	says: Record<string, string>;
}

/** What happened, in a sentence and, where somebody said something, their words. */
export interface HistoryLine {
	sentence: string;
	quote?: string;
}

export function historyWords(change: GoalChange, unit: Unit, currency: string): HistoryLine {
	const { kind, says } = change;
	const who = change.by ?? 'Somebody';
	const show = (figure = '0') => showFigure(BigInt(figure), unit, currency);
	switch (kind) {
		case 'set':
			return { sentence: `${who} ${begun(says, show)}` };
		case 'agreed':
			return { sentence: `${who} agreed${says.moves ? `: ${nowAt(says)}` : ''}.` };
		case 'declined':
			return declined(who, says);
		case 'relinked':
			return { sentence: `${who} ${moved(says)}` };
		case 'joined':
			return { sentence: says.stays ? `${who} said yes to being in it.` : `${who} joined.` };
		case 'left':
			return { sentence: `${who} left. What they brought stays.` };
		case 'offered':
			return { sentence: `${who} ${offered(says)}` };
		case 'closed':
			return closed(who, says, show);
		case 'adjusted':
		case 'changed':
			return { sentence: `${who} ${list(changes(says, show))}.` };
	}
}

function nowAt({ under }: Record<string, string>): string {
	return under ? `it supports “${under}” now` : 'it stands on its own now';
}

function declined(who: string, { moves, under, gone, why }: Record<string, string>): HistoryLine {
	if (gone) return { sentence: `It stays where it is: ${goneWords(under, gone)}.` };
	if (!moves) return { sentence: `${who} said no.`, quote: why };
	const to = under ? `moving it under “${under}”` : 'letting it stand on its own';
	return { sentence: `${who} said no to ${to}.`, quote: why };
}

function closed(
	who: string,
	says: Record<string, string>,
	show: (figure?: string) => string
): HistoryLine {
	const stood = `${show(says.value)} of ${show(says.target)}`;
	if (says.back) return { sentence: `${who} took it back.` };
	if (says.carried) return { sentence: `${who} carries on from ${stood}.` };
	const by = says.itself ? 'Closed by itself' : `${who} closed it`;
	return { sentence: `${by} with ${stood}.`, quote: says.learned };
}

function begun(says: Record<string, string>, show: (figure?: string) => string): string {
	if (says.carried !== undefined)
		return `carries on for ${says.from}, who has left: from ${show(says.carried)} to ${show(says.target)}.${alone(says)}`;
	return says.agreed === 'no' ? 'proposed it.' : `set it: ${show(says.target)}.`;
}

function alone({ closedAbove }: Record<string, string>): string {
	return closedAbove ? ` It stands on its own, for “${closedAbove}” is closed.` : '';
}

function moved(says: Record<string, string>): string {
	const { was, under, agreed, carried, holds, back, stays } = says;
	if (stays) return `took the wish back: it stays ${under ? `under “${under}”` : 'on its own'}.`;
	if (holds && carried)
		return `carries on with “${under}” for ${carried}, and answers the wish now.`;
	if (holds) return `asked ${under ? `to put it under “${under}”` : 'that it stands on its own'}.`;
	if (carried) return `carries on with “${under}” for ${carried}, so it supports theirs now.`;
	if (back) return under ? `put it back under “${under}”.` : 'put it back on its own.';
	const waits = agreed === 'no' ? ', and it waits to be agreed' : '';
	if (under) return `put it under “${under}”${waits}.`;
	return was ? `took it out from under “${was}”${waits}.` : `put it on its own${waits}.`;
}

function offered({ to, answer, own }: Record<string, string>): string {
	if (to) return `asked ${to} to ${own ? 'carry on' : 'answer for it'}.`;
	if (answer === 'yes') return 'answers for it from now on.';
	return `cannot ${own ? 'carry on' : 'answer for it'} right now.`;
}

function changes(says: Record<string, string>, show: (figure?: string) => string): string[] {
	const parts: string[] = [];
	if (says.step) parts.push(`took the next step: ${show(says.step)}`);
	if (says.target)
		parts.push(`moved the target from ${show(says.wasTarget)} to ${show(says.target)}`);
	if (says.steps !== undefined) parts.push(steps(says.steps, show));
	if (says.end) parts.push(`moved the end from ${day(says.wasEnd)} to ${day(says.end)}`);
	if (says.title) parts.push(`renamed it from “${says.wasTitle}”`);
	if (says.why !== undefined) parts.push(says.why ? `says why: “${says.why}”` : 'took the why out');
	if (says.owner) parts.push(`handed it over to ${says.owner}`);
	if (says.isOpen) parts.push(says.isOpen === 'yes' ? 'opened it to join' : 'closed it to joining');
	if (says.from !== undefined) parts.push(bounds(says, show));
	if (says.again) parts.push('proposed it again');
	return parts.length ? parts : ['changed it'];
}

function steps(text: string, show: (figure?: string) => string): string {
	const further = text.split(' ').filter(Boolean).map(show);
	return further.length
		? `set further steps: ${further.join(' and ')}`
		: 'took the further steps out';
}

function bounds({ from, to }: Record<string, string>, show: (figure?: string) => string): string {
	if (!from && !to) return 'took the bounds for what supports it out';
	const each = 'from each goal that counts the same';
	if (!to) return `asks for at least ${show(from)} ${each}`;
	return from
		? `asks for ${show(from)} to ${show(to)} ${each}`
		: `asks for at most ${show(to)} ${each}`;
}

function day(text: Day | undefined): string {
	return text ? shortDay(text) : '';
}

function list(parts: string[]): string {
	return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
