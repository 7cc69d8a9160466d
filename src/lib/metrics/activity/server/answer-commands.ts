import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import type { PeriodKind } from '#lib/platform/period.ts';
import type { Entry, Recorded, RejectedReason } from '../entry.ts';
import { lateWords } from '../late-words.ts';
import type { LedgerRow } from './apply-activities.ts';
import type { Judged } from './judge.ts';

/** An entry on its way: whose it is, and where it stood. */
export interface Item {
	orgId: OrgId;
	recordedBy: string;
	command: number;
	index: number;
	entry: Entry;
}

/** What an entry is: a row for the ledger, or why it is none. */
export type Verdict = { row: LedgerRow } | Exclude<Judged, { rule: unknown }>;

/** What the ledger found out about the rows of a batch when it took them. */
export interface Taken {
	fresh: Set<ActivityId>;
	clashes: Set<ActivityId>;
	late: Map<ActivityId, PeriodKind[]>;
}

/** Tells each command of a batch what became of its entries. */
export function answerCommands(
	commands: number,
	entries: Item[],
	verdicts: Verdict[],
	{ fresh, clashes, late }: Taken
): Recorded[] {
	const answers = Array.from({ length: commands }, (): Recorded => ({
		recorded: 0,
		duplicates: 0,
		unresolved: [],
		rejected: [],
		late: []
	}));
	for (const [i, verdict] of verdicts.entries()) {
		const { command, index, entry } = entries[i]!;
		const into = answers[command]!;
		if ('unresolved' in verdict) into.unresolved.push({ index, reason: verdict.unresolved });
		else if ('rejected' in verdict)
			into.rejected.push({ index, reason: verdict.rejected, detail: verdict.detail });
		else if (fresh.has(verdict.row.id)) into.recorded++;
		else if (clashes.has(verdict.row.id)) into.rejected.push({ index, ...clash(entry) });
		else into.duplicates++;
		const closed = 'row' in verdict && late.get(verdict.row.id);
		if (closed) into.late.push({ index, closed, detail: lateWords(closed) });
	}
	return answers;
}

function clash(entry: Entry): { reason: RejectedReason; detail: string } {
	return {
		reason: 'other-content',
		detail: `${entry.externalId.slice(0, 60)} from ${entry.source.slice(0, 40)} is already recorded with other content. Correct it with PATCH, or send it under another external id.`
	};
}
