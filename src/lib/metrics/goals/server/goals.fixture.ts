import { freshDatabase } from '../../../../../tests/database.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { addMember, addTeam, createOrganization, moveMember } from '#lib/identity/server/index.ts';
import { createLedger, type Entry, type Ledger } from '#lib/metrics/activity/server/index.ts';
import { seedMetrics } from '#lib/metrics/server/index.ts';
import type { MemberId, OrgId, TeamId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { goalProjection } from './progress/project-activities.ts';

/** Wednesday, 13:52 in Berlin. */
export const NOW = new Date('2026-11-18T12:52:00Z');

const TEAMS = {
	'Northern Lights': { reps: ['Mara', 'Tomás', 'Aiko', 'Lena'], manager: 'Ines' },
	'Harbour Crew': { reps: ['Oskar', 'Sana'], manager: 'Ruben' }
};

/** Halden & Co, small, with a ledger that moves goals. */
export interface Halden {
	orgId: OrgId;
	context: Context;
	ledger: Ledger;
	teams: Record<string, TeamId>;
	/** What was announced so far; empty it to count anew. */
	announced: string[];
	actor(name: string): MemberActor;
	/** Records one entry per tuple: who, metric, value, day. Answers the external ids. */
	record(...work: [string, string, number, string?][]): Promise<string[]>;
	jobs(): Promise<{ kind: string }[]>;
}

export async function openHalden(): Promise<Halden> {
	const { db } = await freshDatabase();
	const announced: string[] = [];
	const context: Context = {
		db,
		clock: { now: () => NOW },
		announce: (_, facts) => announced.push(...facts)
	};
	return foundHalden(context, announced, 'Halden & Co');
}

export async function foundHalden(
	context: Context,
	announced: string[],
	name: string
): Promise<Halden> {
	const { db } = context;
	const actors = new Map<string, MemberActor>();
	const teams: Record<string, TeamId> = {};
	const zone = { timeZone: 'Europe/Berlin', currency: 'EUR', weekStart: 1 };
	const orgId = (await createOrganization(db, { name, ...zone }, NOW)).id;
	await seedMetrics(db, orgId);
	const add = async (person: string, role: 'admin' | 'manager' | 'rep', team: TeamId | null) => {
		const email = mailOf(person);
		const added = await addMember(db, orgId, { name: person, email, role }, NOW);
		if (!added.ok) throw new Error(added.problem.detail);
		if (role === 'rep') await moveMember(db, orgId, added.value.id, team, '1900-01-01');
		actors.set(person, actorFor(orgId, added.value.id, role, team));
	};
	await add('Greta', 'admin', null);
	for (const [teamName, { reps, manager }] of Object.entries(TEAMS)) {
		const team = await addTeam(db, orgId, { name: teamName });
		teams[teamName] = team.id;
		await add(manager, 'manager', team.id);
		for (const rep of reps) await add(rep, 'rep', team.id);
	}
	const ledger = createLedger(context, [goalProjection]);
	return {
		orgId,
		context,
		ledger,
		teams,
		announced,
		actor: (person) => actors.get(person)!,
		record: (...work) => record(ledger, orgId, work),
		jobs: async () => {
			const found = await db.execute(
				`select payload from graphile_worker._private_jobs order by id`
			);
			return found.rows.map((row) => row.payload as { kind: string });
		}
	};
}

let serial = 0;

async function record(
	ledger: Ledger,
	orgId: OrgId,
	work: [string, string, number, string?][]
): Promise<string[]> {
	const entries = work.map(([person, metric, value, day]): Entry => {
		const externalId = `e-${++serial}`;
		const occurredAt = day ?? '2026-11-18';
		return { metric, member: mailOf(person), value, occurredAt, source: 'crm', externalId };
	});
	const recorded = await ledger.record({ orgId, recordedBy: 'import', entries, quiet: true });
	if (recorded.recorded !== entries.length) throw new Error(JSON.stringify(recorded));
	return entries.map((entry) => entry.externalId);
}

function mailOf(person: string): string {
	return `${person.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()}@halden.example`;
}

function actorFor(
	orgId: OrgId,
	memberId: MemberId,
	role: 'admin' | 'manager' | 'rep',
	team: TeamId | null
): MemberActor {
	const leads = role === 'manager' && team ? [team] : [];
	const teamId = role === 'rep' ? team : null;
	return { kind: 'member', orgId, memberId, role, teamId, manages: leads, session: 'test' };
}
