/** A cell: words, which are guarded, or a figure, which stays one. */
export type Cell = string | { figure: string };

/** So that Excel reads what follows as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A line of RFC 4180 with its line break. */
export function csvLine(cells: Cell[]): string {
	return `${cells.map((cell) => (typeof cell === 'string' ? quoted(safe(cell)) : cell.figure)).join(',')}\r\n`;
}

// A spreadsheet takes what begins like this for a formula and runs it; with an apostrophe it is text.
function safe(text: string): string {
	return /^\s*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|^[\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
