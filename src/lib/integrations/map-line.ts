import {
	columnsIn,
	fill,
	type ActivityRule,
	type Condition,
	type ImportMap,
	type Line
} from './map.ts';

/** An activity as the ledger takes it; everything is still text. */
export interface MappedEntry {
	metric: string;
	member: string;
	value: string;
	occurredAt: string;
	source: string;
	externalId: string;
	note?: string;
	segment?: string;
}

export interface MappedLine {
	entries: MappedEntry[];
	/** Sentences on what kept a rule that applies from making its activity. */
	faults: string[];
}

const REQUIRED = ['metric', 'member', 'value', 'occurredAt', 'externalId'] as const;

/** Every activity that one line becomes: none where no rule's conditions hold. */
export function mapLine(map: ImportMap, line: Line): MappedLine {
	const mapped: MappedLine = { entries: [], faults: [] };
	for (const rule of map.activities) {
		if (!applies(rule, line)) continue;
		const fault = findFault(rule, line);
		if (fault) mapped.faults.push(fault);
		else mapped.entries.push(toEntry(map, rule, line));
	}
	return mapped;
}

function applies(rule: ActivityRule, line: Line): boolean {
	return Object.entries(rule.when).every(([column, condition]) =>
		holds(condition, (line[column] ?? '').trim())
	);
}

function holds(condition: Condition, text: string): boolean {
	if (typeof condition === 'boolean') return condition === (text !== '');
	return Array.isArray(condition) ? condition.includes(text) : condition === text;
}

// A template of several columns may have an empty one; an identity must not, or two deals share it.
function findFault(rule: ActivityRule, line: Line): string | undefined {
	const empty = columnsIn(rule.externalId).find((column) => !line[column]?.trim());
	if (empty) return `“${empty}” is empty, and the external id needs it`;
	const field = REQUIRED.find((field) => fill(String(rule[field]), line) === '');
	if (!field) return undefined;
	const columns = columnsIn(String(rule[field])).map((column) => `“${column}”`);
	return `${columns.join(' and ')} ${columns.length > 1 ? 'are' : 'is'} empty, so there is no ${field}`;
}

function toEntry(map: ImportMap, rule: ActivityRule, line: Line): MappedEntry {
	const note = rule.note ? fill(rule.note, line) : '';
	const segment = rule.segment ? fill(rule.segment, line) : '';
	return {
		metric: fill(rule.metric, line),
		member: fill(rule.member, line),
		value: plainNumber(fill(String(rule.value), line), map.decimal),
		occurredAt: fill(rule.occurredAt, line),
		source: map.source,
		externalId: fill(rule.externalId, line),
		...(note ? { note } : {}),
		...(segment ? { segment } : {})
	};
}

// Grouping signs go, the decimal sign becomes a point; whatever else is odd the ledger refuses.
function plainNumber(text: string, decimal: '.' | ','): string {
	const bare = text.replace(/[\s\u00a0\u202f'’]/g, '');
	if (decimal === ',') return bare.replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.');
	return bare.replace(/,(?=\d{3}(\D|$))/g, '');
}
