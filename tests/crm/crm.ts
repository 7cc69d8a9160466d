import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A real sales year that lies beside the checkout; see its own README. */
export const FOLDER = resolve(import.meta.dirname, '../../../shared/data/crm');
export const PIPELINE = join(FOLDER, 'sales_pipeline.csv');

/** Why tests that need the data are skipped; undefined where it is here. */
export const ABSENT = existsSync(PIPELINE)
	? undefined
	: 'skipped: there is no ../shared/data/crm beside this checkout';

export interface Opportunity {
	id: string;
	agent: string;
	account: string;
	stage: string;
	engaged: string;
	closed: string;
	value: number;
}

export interface Agent {
	name: string;
	office: string;
}

// No field of these files is quoted: splitting is all it takes, and shares nothing with the importer.
function rowsOf(file: string): string[][] {
	const [, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split(/\r?\n/);
	return lines.map((line) => line.split(','));
}

export function readOpportunities(): Opportunity[] {
	return rowsOf('sales_pipeline.csv').map(
		([id, agent, , account, stage, engaged, closed, value]) => ({
			id: id!,
			agent: agent!,
			account: account!,
			stage: stage!,
			engaged: engaged!,
			closed: closed!,
			value: Number(value)
		})
	);
}

export function readAgents(): Agent[] {
	return rowsOf('sales_teams.csv').map(([name, , office]) => ({ name: name!, office: office! }));
}

/** How the pipeline becomes activities. */
export const MAP = {
	source: 'crm',
	activities: [
		{
			when: { deal_stage: 'Won' },
			metric: 'deals-won',
			member: '{sales_agent}',
			value: 1,
			occurredAt: '{close_date}',
			externalId: 'won-{opportunity_id}',
			note: '{account}'
		},
		{
			when: { deal_stage: 'Won' },
			metric: 'revenue',
			member: '{sales_agent}',
			value: '{close_value}',
			occurredAt: '{close_date}',
			externalId: 'revenue-{opportunity_id}',
			note: '{account}'
		},
		{
			when: { engage_date: true },
			metric: 'opportunities-opened',
			member: '{sales_agent}',
			value: 1,
			occurredAt: '{engage_date}',
			externalId: 'opened-{opportunity_id}',
			note: '{account}'
		}
	]
};

export interface CrmFiles {
	people: string;
	map: string;
}

/** Writes people.csv and map.json into a folder of their own. */
export async function writeFiles(): Promise<CrmFiles> {
	const folder = await mkdtemp(join(tmpdir(), 'winbell-crm-'));
	const files = { people: join(folder, 'people.csv'), map: join(folder, 'map.json') };
	const people = readAgents().map(({ name, office }) => `${name},${name},,${office},rep`);
	await writeFile(files.people, `reference,name,email,team,role\n${people.join('\n')}\n`);
	await writeFile(files.map, JSON.stringify(MAP));
	return files;
}

export const REGIONS = ['Central', 'East', 'West'];
export const MONTHS = Array.from(
	{ length: 10 },
	(_, month) => `2017-${String(month + 3).padStart(2, '0')}`
);

/** What the file says of a month: agent → figure. Only those who have something. */
export function figuresOf(metric: string, month: string, region?: string): Map<string, number> {
	const offices = new Map(readAgents().map(({ name, office }) => [name, office]));
	const figures = new Map<string, number>();
	for (const one of readOpportunities()) {
		if (region && offices.get(one.agent) !== region) continue;
		const [day, amount] = factOf(metric, one);
		if (day.startsWith(month)) figures.set(one.agent, (figures.get(one.agent) ?? 0) + amount);
	}
	return figures;
}

function factOf(metric: string, one: Opportunity): [day: string, amount: number] {
	if (metric === 'opportunities-opened') return [one.engaged, 1];
	const won = one.stage === 'Won' ? one.closed : '';
	return [won, metric === 'revenue' ? one.value : 1];
}

/** What business each account is in; the ledger's kind of customer. */
export function readSectors(): Map<string, string> {
	return new Map(rowsOf('accounts.csv').map(([account, sector]) => [account!, sector!]));
}
