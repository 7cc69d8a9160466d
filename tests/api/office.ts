import { foundOrganization } from '../../src/lib/app/server/found-organization.ts';
import type { App } from '../../src/lib/app/server/app.ts';
import { createKey, importPeople } from '../../src/lib/identity/server/index.ts';
import { createLedger } from '../../src/lib/metrics/activity/server/index.ts';
import { closedKinds } from '../../src/lib/metrics/closings/server/index.ts';
import { goalProjection } from '../../src/lib/metrics/goals/server/index.ts';
import { createBoards } from '../../src/lib/metrics/standings/server/index.ts';
import type { OrgId } from '../../src/lib/platform/ids.ts';
import type { Database } from '../../src/lib/platform/server/database.ts';

export const NOW = new Date('2026-11-18T12:52:00Z');

/** An app on a test's own database, at a fixed time, whose announcements can be counted. */
export function appOn(database: Database): App & { announced: string[] } {
	const announced: string[] = [];
	const boards = createBoards({ db: database.db, clock: { now: () => NOW } });
	const context = {
		db: database.db,
		clock: { now: () => NOW },
		announce: (org: OrgId, facts: string[]) => {
			boards.heard(org, facts);
			announced.push(...facts);
		}
	};
	return {
		context,
		announced,
		boards,
		ledger: createLedger(context, [goalProjection], closedKinds),
		origin: undefined,
		closing: new AbortController().signal,
		snapshot: () => Promise.reject(new Error('no screens are open in this test'))
	};
}

export interface Office {
	orgId: OrgId;
	/** May send activities and read boards. */
	key: string;
}

const PEOPLE = [
	['mara', 'Mara Silva', 'Northern Lights'],
	['aiko', 'Aiko Kimura', 'Northern Lights'],
	['jonas', 'Jonas Okafor', 'Northern Lights'],
	['oskar', 'Oskar Berg', 'Harbour Crew'],
	['sana', 'Sana Noor', 'Harbour Crew']
] as const;

/** Five of the demo team's people in their two teams, and a key for their CRM. */
export async function openOffice(app: App, name = 'Halden & Co'): Promise<Office> {
	const admin = {
		name: 'Greta Lindqvist',
		email: 'greta@halden.example',
		password: 'ring the bell'
	};
	const founded = await foundOrganization(app.context, {
		name,
		timeZone: 'Europe/Berlin',
		currency: 'EUR',
		weekStart: 1,
		admin
	});
	if (!founded.ok) throw new Error(founded.problem.detail);
	const orgId = founded.value.organization.id;
	const rows = PEOPLE.map(([reference, name, team], index) => ({
		line: index + 2,
		reference,
		name,
		email: `${reference}@halden.example`,
		team,
		role: 'rep' as const
	}));
	await importPeople(app.context, orgId, rows);
	const scopes = ['activities:write' as const, 'boards:read' as const];
	const { key } = await createKey(app.context, orgId, { name: 'CRM', scopes }, null);
	return { orgId, key };
}
