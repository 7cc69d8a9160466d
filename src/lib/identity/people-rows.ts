import { ROLES, type Role } from './actor.ts';

/** One line of a people file, as read. */
export interface PersonRow {
	reference: string;
	name: string;
	email?: string;
	team?: string;
	role: string;
	/** In the file, for whoever has to correct it; its place in the list where left out, from 1. */
	line?: number;
}

export interface CheckedRow {
	reference: string;
	name: string;
	email: string | null;
	team: string | null;
	role: Role;
}

export interface RefusedRow {
	line: number;
	detail: string;
}

/** What is already there: an e-mail belongs to one reference. */
export interface KnownPerson {
	reference: string;
	email: string | null;
}

/** Row by row: what can be imported, and one sentence with its line for what cannot. */
export function checkRows(
	rows: PersonRow[],
	known: KnownPerson[]
): { checked: CheckedRow[]; refused: RefusedRow[] } {
	const owners = new Map(
		known.flatMap(({ email, reference }) => (email ? [[email, reference]] : []))
	);
	const seen = new Map<string, number>();
	const checked: CheckedRow[] = [];
	const refused: RefusedRow[] = [];
	rows.forEach((raw, index) => {
		const line = raw.line ?? index + 1;
		const row = trimmed(raw);
		const detail = faultOf(row, owners, seen);
		if (detail) return refused.push({ line, detail });
		seen.set(row.reference, line);
		if (row.email) owners.set(row.email, row.reference);
		return checked.push({ ...row, role: row.role as Role });
	});
	return { checked, refused };
}

function trimmed(raw: PersonRow) {
	return {
		reference: raw.reference.trim(),
		name: raw.name.trim(),
		email: raw.email?.trim().toLowerCase() || null,
		team: raw.team?.trim() || null,
		role: raw.role.trim().toLowerCase()
	};
}

function faultOf(
	row: ReturnType<typeof trimmed>,
	owners: Map<string, string>,
	seen: Map<string, number>
): string | undefined {
	if (!row.reference) return 'The reference is empty. Give each person one of their own.';
	if (!row.name) return 'The name is empty.';
	if (row.name.length > 80) return 'The name is longer than 80 characters.';
	if (seen.has(row.reference))
		return `The reference “${row.reference}” is already on line ${seen.get(row.reference)}.`;
	if (!(ROLES as readonly string[]).includes(row.role))
		return `“${row.role}” is not a role. Write admin, manager or rep.`;
	if (!row.email) return undefined;
	if (!/^[^\s@]+@[^\s@]+$/.test(row.email)) return `“${row.email}” is not an e-mail.`;
	const owner = owners.get(row.email);
	if (owner !== undefined && owner !== row.reference)
		return `${row.email} already belongs to “${owner}”.`;
	return undefined;
}
