import { importPeople, type ImportedPeople, type PersonRow } from '#lib/identity/server/index.ts';
import { openCsv, UnreadableLine, type CsvFile } from '#lib/integrations/server/index.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { done, EXIT, type Command, type Input, type Output, type Terminal } from './command.ts';
import { countWaiting } from './count-waiting.ts';
import { organizationOf, withInstallation } from './installation.ts';

const COLUMNS = ['reference', 'name', 'email', 'team', 'role'];

export const peopleImport: Command = {
	name: 'people import',
	positionals: ['FILE'],
	summary: 'Takes people from a CSV file; teams it names are made.',
	options: [{ name: 'org', value: 'SLUG', text: 'the organization', required: true }],
	notes: `The first line names the columns: ${COLUMNS.join(',')}.
The reference is what your other systems call the person; activities name people by it or by their
e-mail. E-mail and team may be empty, the role is admin, manager or rep. The same file again changes
nothing; a changed line changes the person of that reference.`,
	run
};

function run(input: Input, terminal: Terminal): Promise<Result<Output>> {
	return withInstallation(terminal.env, async (installation) => {
		const organization = await organizationOf(installation, input.text('org'));
		if (!organization.ok) return organization;
		const read = await readPeople(input.text('FILE'));
		if (!read.ok) return read;
		const { rows, broken } = read.value;
		const { id } = organization.value;
		const imported = await importPeople(installation.context, id, rows);
		const refused = [...broken, ...imported.refused].sort((a, b) => a.line - b.line);
		await countWaiting(installation, id, terminal);
		return done(show({ ...imported, refused }), refused.length ? EXIT.partly : EXIT.done);
	});
}

interface People {
	rows: PersonRow[];
	/** Lines that have too few or too many fields. */
	broken: ImportedPeople['refused'];
}

async function readPeople(path: string): Promise<Result<People>> {
	const file = await openCsv(path, ',');
	if (!file.ok) return file;
	const missing = COLUMNS.filter((column) => !file.value.header.includes(column));
	if (!missing.length) return readRows(file.value);
	return refuse(
		'invalid',
		`${path} lacks the ${missing.length > 1 ? 'columns' : 'column'} ${missing.join(', ')}. Its first line must name ${COLUMNS.join(',')}.`
	);
}

async function readRows(file: CsvFile): Promise<Result<People>> {
	try {
		return ok(await collect(file));
	} catch (error) {
		if (!(error instanceof UnreadableLine)) throw error;
		return refuse('invalid', `${error.message} Nobody was imported; mend the line first.`);
	}
}

async function collect(file: CsvFile): Promise<People> {
	const people: People = { rows: [], broken: [] };
	for await (const { number, fields, misfit } of file.lines()) {
		if (misfit) people.broken.push({ line: number, detail: misfit });
		else
			people.rows.push({
				reference: fields.reference ?? '',
				name: fields.name ?? '',
				email: fields.email ?? '',
				team: fields.team ?? '',
				role: fields.role ?? '',
				line: number
			});
	}
	return people;
}

function show({ added, changed, unchanged, newTeams, refused }: ImportedPeople): string {
	return [
		`added       ${added}`,
		`changed     ${changed}`,
		`unchanged   ${unchanged}`,
		`new teams   ${newTeams.length ? newTeams.join(', ') : 0}`,
		`refused     ${refused.length}`,
		...refused.map(({ line, detail }) => `refused: line ${line}: ${detail}`)
	].join('\n');
}
