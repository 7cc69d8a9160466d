import { sql } from 'drizzle-orm';
import { seedBadges } from '../src/lib/badges/server/index.ts';
import type { MemberActor, Role } from '../src/lib/identity/actor.ts';
import {
	addMember,
	addTeam,
	createOrganization,
	moveMember,
	setManagers
} from '../src/lib/identity/server/index.ts';
import { createLedger, type Ledger } from '../src/lib/metrics/activity/server/index.ts';
import { closedKinds } from '../src/lib/metrics/closings/server/index.ts';
import { goalProjection } from '../src/lib/metrics/goals/server/index.ts';
import { seedMetrics } from '../src/lib/metrics/server/index.ts';
import type { MemberId, OrgId, TeamId } from '../src/lib/platform/ids.ts';
import type { Context } from '../src/lib/platform/server/context.ts';
import type { Database } from '../src/lib/platform/server/database.ts';
import { seedValues } from '../src/lib/recognition/server/index.ts';

const HALDEN = { name: 'Halden & Co', timeZone: 'Europe/Berlin', currency: 'EUR', weekStart: 1 };

/** Five people of the story in their two teams, with a clock that the test moves. */
export interface SmallTeam {
	orgId: OrgId;
	context: Context;
	ledger: Ledger;
	/** What has been announced since the last look. */
	announced(): string[];
	/** Moves the clock to an RFC 3339 time. */
	at(time: string): void;
	aiko: MemberActor;
	lena: MemberActor;
	/** Manages Northern Lights, where Aiko and Lena are. */
	ines: MemberActor;
	/** Harbour Crew. */
	oskar: MemberActor;
	greta: MemberActor;
	northernLights: TeamId;
	harbourCrew: TeamId;
}

export async function smallTeam(database: Database, name = HALDEN.name): Promise<SmallTeam> {
	const { db } = database;
	let now = new Date('2026-11-18T09:00:00Z');
	let heard: string[] = [];
	const context: Context = {
		db,
		clock: { now: () => now },
		announce: (_org, facts) => void heard.push(...facts)
	};
	const { id: orgId } = await createOrganization(db, { ...HALDEN, name }, now);
	await seedMetrics(db, orgId);
	await seedValues(db, orgId);
	await seedBadges(db, orgId);
	const north = await addTeam(db, orgId, { name: 'Northern Lights' });
	const harbour = await addTeam(db, orgId, { name: 'Harbour Crew' });
	const join = async (person: string, role: Role, teamId: TeamId | null): Promise<MemberActor> => {
		const email = `${person.split(' ')[0]!.toLowerCase()}@halden.example`;
		const added = await addMember(db, orgId, { name: person, email, role }, now);
		if (!added.ok) throw new Error(added.problem.detail);
		const memberId: MemberId = added.value.id;
		if (teamId) await moveMember(db, orgId, memberId, teamId, '1900-01-01');
		return { kind: 'member', orgId, memberId, role, teamId, manages: [], session: person };
	};
	const ines = await join('Ines Falk', 'manager', north.id);
	await setManagers(db, orgId, north.id, [ines.memberId]);
	return {
		orgId,
		context,
		ledger: createLedger(context, [goalProjection], closedKinds),
		announced() {
			const facts = heard;
			heard = [];
			return facts;
		},
		at(time) {
			now = new Date(time);
		},
		aiko: await join('Aiko Kimura', 'rep', north.id),
		lena: await join('Lena Tran', 'rep', north.id),
		ines: { ...ines, manages: [north.id] },
		oskar: await join('Oskar Berg', 'rep', harbour.id),
		greta: await join('Greta Lindqvist', 'admin', null),
		northernLights: north.id,
		harbourCrew: harbour.id
	};
}

/** The outbox as it waits, oldest first, and empties it. */
export async function takeJobs<Fact>(database: Database): Promise<Fact[]> {
	const result = await database.db.execute(
		sql`with gone as (delete from graphile_worker._private_jobs returning id, payload)
			select payload from gone order by id`
	);
	return (result.rows as { payload: Fact }[]).map((row) => row.payload);
}
