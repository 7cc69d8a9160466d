import type { MomentKind } from '../moment.ts';
import type { Reason, RuleKey } from '../win.ts';

/** What a moment says of a win. */
export interface WinWords {
	kind: MomentKind;
	headline: string;
	figure: string | null;
	/** "Biggest deal so far and best week so far": a sentence without its full stop. */
	detail: string;
	/** The weightiest first. */
	rules: RuleKey[];
	/** The goal that one of them is about. */
	goalId: string | undefined;
}

/** More than this is no sentence any more. */
const MOST_CLAUSES = 3;

/**
 * One win, one moment: the weightiest reason gives headline and figure, the others are its detail.
 * Undefined where there is no reason.
 */
export function mergeReasons(reasons: readonly Reason[]): WinWords | undefined {
	const [lead, ...others] = [...reasons].sort((a, b) => b.weight - a.weight);
	if (!lead) return undefined;
	const clauses = joinSpans(others.map(({ detail }) => detail).filter(Boolean));
	return {
		kind: kindOf(lead.rule),
		headline: lead.headline,
		figure: lead.figure ?? null,
		detail: sentenceOf([...clauses, lead.aside ?? ''].filter(Boolean).slice(0, MOST_CLAUSES)),
		rules: [lead, ...others].map(({ rule }) => rule),
		goalId: [lead, ...others].find(({ goalId }) => goalId)?.goalId
	};
}

function kindOf(rule: RuleKey): MomentKind {
	if (rule === 'deal') return 'deal';
	return rule === 'team-record' ? 'team' : 'work';
}

const SPANS = ['best day so far', 'best week so far', 'best month so far'];

/** "best month so far", "best week so far" are "best week and month so far", where the first stood. */
function joinSpans(clauses: string[]): string[] {
	const spans = SPANS.filter((span) => clauses.includes(span));
	if (spans.length < 2) return clauses;
	const joined = `best ${listed(spans.map((span) => span.split(' ')[1]!))} so far`;
	const at = clauses.findIndex((clause) => spans.includes(clause));
	return clauses.flatMap((clause, index) =>
		index === at ? [joined] : spans.includes(clause) ? [] : [clause]
	);
}

function sentenceOf(clauses: string[]): string {
	const text = listed(clauses);
	return text.charAt(0).toUpperCase() + text.slice(1);
}

// After "first place this week, past Mara Silva" what follows is not hers: a comma says so.
function listed(parts: string[]): string {
	const last = parts.at(-1) ?? '';
	const and = parts.at(-2)?.includes(', past ') ? ', and' : ' and';
	return parts.length > 1 ? `${parts.slice(0, -1).join(', ')}${and} ${last}` : last;
}
