import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../../../tests/small-team.ts';
import { addMember } from '#lib/identity/server/index.ts';
import { findMetric } from '#lib/metrics/server/index.ts';
import type { Database } from '#lib/platform/server/database.ts';
import { listMappings, listUnresolved, mapName, unmapName, type Entry } from '../index.ts';

let database: Database;
let team: SmallTeam;
let serial = 0;

beforeAll(async () => {
	database = await freshDatabase();
});

beforeEach(async () => {
	team = await smallTeam(database);
});

async function send(change: Partial<Entry>) {
	const entry = {
		metric: 'demos-held',
		member: 'aiko@halden.example',
		value: '1',
		occurredAt: '2026-11-17',
		source: 'crm',
		externalId: `m-${++serial}`,
		...change
	};
	return team.ledger.record({ orgId: team.orgId, recordedBy: 'import', entries: [entry] });
}

const map = (kind: 'member' | 'metric', name: string, means: string) =>
	mapName(team.context, team.ledger, team.greta, { kind, name, means });

/** What stands: "Aiko demos-held 2". */
async function figures(): Promise<string[]> {
	const { rows } = await database.pool.query(
		`select split_part(m.name, ' ', 1) || ' ' || k.key || ' ' || t.value as line
		from totals t join members m on m.id = t.member_id join metrics k on k.id = t.metric_id
		where t.org_id = $1 and period_kind = 'month' and t.value <> 0 order by 1`,
		[team.orgId]
	);
	return rows.map(({ line }) => line);
}

async function trail() {
	const { rows } = await database.pool.query(
		`select kind, subject, before, after, by from rule_changes where org_id = $1 and kind = 'name' order by at, id`,
		[team.orgId]
	);
	return rows;
}

describe('a name nobody knows', () => {
	test('is said once: what waits counts at once, and what follows counts as it comes', async () => {
		await send({ member: 'Aiko K.' });
		await send({ member: 'AIKO K.' });
		expect(await map('member', 'Aiko K.', team.aiko.memberId)).toEqual({
			ok: true,
			value: { counted: 2, rejected: [], late: [] }
		});
		expect(await listUnresolved(database.db, team.orgId)).toEqual([]);
		expect(await send({ member: 'aiko k.' })).toMatchObject({ recorded: 1 });
		expect(await figures()).toEqual(['Aiko demos-held 3']);
		expect(await listMappings(database.db, team.orgId)).toEqual([
			{
				kind: 'member',
				name: 'aiko k.',
				means: team.aiko.memberId,
				meaning: 'Aiko Kimura',
				by: 'Greta Lindqvist'
			}
		]);
	});

	test('may be a metric’s, and says what cannot count as it is', async () => {
		await send({ metric: 'Demo (on site)' });
		await send({ metric: 'Demo (on site)', value: '1.5' });
		const metric = (await findMetric(database.db, team.orgId, 'demos-held', '2026-11-17'))!;
		expect(await map('metric', 'demo (ON site)', metric.id)).toMatchObject({
			value: { counted: 1, rejected: [{ detail: 'Count in whole numbers.' }] }
		});
		expect(await figures()).toEqual(['Aiko demos-held 1']);
	});

	test('means what was said last; what has counted stays', async () => {
		await send({ member: 'A.K.' });
		await map('member', 'A.K.', team.aiko.memberId);
		team.at('2026-11-18T10:00:00Z');
		await map('member', 'a.k.', team.lena.memberId);
		await send({ member: 'A.K.' });
		expect(await figures()).toEqual(['Aiko demos-held 1', 'Lena demos-held 1']);
		team.at('2026-11-18T11:00:00Z');
		expect(await unmapName(team.context, team.greta, { kind: 'member', name: 'A.K.' })).toBe(true);
		expect(await unmapName(team.context, team.greta, { kind: 'member', name: 'A.K.' })).toBe(false);
		expect(await send({ member: 'A.K.' })).toMatchObject({ unresolved: [{}] });
		const by = `member:${team.greta.memberId}`;
		const [aiko, lena] = [team.aiko, team.lena].map(({ memberId }) => memberId);
		expect(await trail()).toEqual([
			{ kind: 'name', subject: aiko, before: null, after: { name: 'A.K.', member: aiko }, by },
			{
				kind: 'name',
				subject: lena,
				before: { name: 'a.k.', member: aiko },
				after: { name: 'a.k.', member: lena },
				by
			},
			{ kind: 'name', subject: lena, before: { name: 'A.K.', member: lena }, after: null, by }
		]);
	});

	test('never stands in the way of somebody who is really called so', async () => {
		await map('member', 'Kenji Mori', team.aiko.memberId);
		await map(
			'metric',
			'deals-won',
			(await findMetric(database.db, team.orgId, 'demos-held', '2026-11-17'))!.id
		);
		const kenji = { name: 'Kenji Mori', email: 'kenji@halden.example', role: 'rep' } as const;
		await addMember(database.db, team.orgId, { ...kenji, reference: 'Kenji Mori' }, new Date());
		await send({ member: 'Kenji Mori', metric: 'deals-won' });
		expect(await figures()).toEqual(['Kenji deals-won 1']);
	});

	test('is nobody of another organization’s', async () => {
		const other = await smallTeam(database, 'Brightline');
		const refused = await map('member', 'A.K.', other.aiko.memberId);
		expect(refused).toMatchObject({ ok: false, problem: { kind: 'invalid' } });
		await map('member', 'A.K.', team.aiko.memberId);
		const sent = await other.ledger.record({
			orgId: other.orgId,
			recordedBy: 'import',
			entries: [
				{
					metric: 'demos-held',
					member: 'A.K.',
					value: 1,
					occurredAt: '2026-11-17',
					source: 'crm',
					externalId: 'x'
				}
			]
		});
		expect(sent.unresolved).toHaveLength(1);
		expect(await trail()).toHaveLength(1);
	});

	test('said by two at once is said by one after the other', async () => {
		const [aiko, lena] = [team.aiko.memberId, team.lena.memberId];
		const said = await Promise.all(
			Array.from({ length: 8 }, (_, i) => map('member', 'A.K.', i % 2 ? aiko : lena))
		);
		expect(said.every(({ ok }) => ok)).toBe(true);
		expect(await listMappings(database.db, team.orgId)).toHaveLength(1);
		expect(await trail()).toHaveLength(8);
	});
});
