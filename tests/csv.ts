/** Reads RFC 4180, strictly: what another program would make of a file. */
export function parseCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	for (let at = 0; at < text.length;) {
		const { cell, next } = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
		row.push(cell);
		at = next;
		if (text[at] === ',') at++;
		else if (text.startsWith('\r\n', at)) {
			rows.push(row);
			row = [];
			at += 2;
			continue;
		} else throw new Error(`neither a comma nor the end of a line at ${at}`);
		if (text.startsWith('\r\n', at)) {
			rows.push([...row, '']);
			row = [];
			at += 2;
		}
	}
	return rows;
}

function plainCell(text: string, at: number) {
	let next = at;
	while (next < text.length && text[next] !== ',' && !text.startsWith('\r\n', next)) next++;
	return { cell: text.slice(at, next), next };
}

function quotedCell(text: string, at: number) {
	let cell = '';
	for (let next = at + 1; ; next++) {
		if (text[next] === undefined) throw new Error('a quote is never closed');
		if (text[next] !== '"') cell += text[next];
		else if (text[next + 1] === '"') cell += text[next++];
		else return { cell, next: next + 1 };
	}
}
