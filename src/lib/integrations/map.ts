/** How the lines of somebody's CSV become activities; read from a JSON file by `readMap`. */
export interface ImportMap {
	/** Names the system that the file comes from; part of every activity's identity. */
	source: string;
	/** One character between fields. */
	delimiter: string;
	/** What separates the decimals in the file: `1054.50` or `1.054,50`. */
	decimal: '.' | ',';
	activities: ActivityRule[];
}

/**
 * One activity that a line may become. Texts are templates: `{close_date}` stands for the column
 * `close_date`, everything else for itself, so that `won-{opportunity_id}` joins both.
 */
export interface ActivityRule {
	/** Column → what it must hold; a line that fails any of them makes no such activity. */
	when: Record<string, Condition>;
	metric: string;
	member: string;
	value: string | number;
	occurredAt: string;
	externalId: string;
	note?: string;
	segment?: string;
}

/** Exactly this text, one of these, or with `true` anything and with `false` nothing. */
export type Condition = string | string[] | boolean;

/** Column name → text of one line. */
export type Line = Record<string, string>;

const COLUMN = /\{([^{}]+)\}/g;

/** Replaces every `{column}` by the line's text, without the blanks around it. */
export function fill(template: string, line: Line): string {
	return template.replace(COLUMN, (_, column: string) => (line[column] ?? '').trim()).trim();
}

/** The columns that a template names. */
export function columnsIn(template: string): string[] {
	return [...template.matchAll(COLUMN)].map((match) => match[1]!);
}

/** The columns that a map names and a file's header lacks. */
export function missingColumns(map: ImportMap, header: string[]): string[] {
	const named = map.activities.flatMap((rule) => [
		...Object.keys(rule.when),
		...templates(rule).flatMap(columnsIn)
	]);
	return [...new Set(named)].filter((column) => !header.includes(column));
}

function templates(rule: ActivityRule): string[] {
	const { metric, member, value, occurredAt, externalId, note = '', segment = '' } = rule;
	return [metric, member, String(value), occurredAt, externalId, note, segment];
}
