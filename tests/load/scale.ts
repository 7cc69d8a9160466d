import { PERIOD_KINDS } from '#lib/platform/period.ts';
import { NONE } from '#lib/platform/ids.ts';
import { count, ratio, table, type Pace } from './figures.ts';
import { openField, type Field, type Ground } from './ground.ts';
import { inProcess } from './ingest.ts';

const LOADS = [
	{ name: 'one at a time, 32 clients', clients: 32, each: 1 },
	{ name: '500 at a time, 2 clients', clients: 2, each: 500 }
];

/** The ledger's speed over a small and over a large ledger. */
export async function benchScale(ground: Ground, short: boolean): Promise<void> {
	const seconds = short ? 1 : 8;
	const [small, large] = short ? [5_000, 20_000] : [10_000, 5_000_000];
	const field = await openField(await ground.database('scale'), 50);
	const speeds: Pace[][] = [];
	for (const [at, size] of [small, large].entries()) {
		process.stderr.write(`A ledger of ${count(size)}…\n`);
		await fill(field, at ? size - small : size, at);
		speeds.push([]);
		for (const load of LOADS) speeds[at]!.push(await inProcess(field, load, seconds));
	}
	const rows = LOADS.map(({ name }, i) => {
		const [before, after] = speeds.map((each) => each[i]!.perSecond) as [number, number];
		return [name, count(before), count(after), ratio(after, before)];
	});
	const head = ['activities/s by the ledger', `at ${count(small)}`, `at ${count(large)}`, 'ratio'];
	table('Flat, however much is in the ledger', head, rows);
}

/**
 * Activities of the last five years with their totals, laid into the tables directly: through the
 * ledger, five million would take longer than all else. Points follow from totals without a cap,
 * which none of these metrics has.
 */
async function fill(field: Field, activities: number, part: number): Promise<void> {
	const { pool } = field.database;
	const client = await pool.connect();
	const free = field.metrics.filter(({ key }) => key === 'demos-held' || key === 'revenue');
	try {
		// Rows that were right when they were drawn need no foreign key looked up each.
		await client.query(
			`set session_replication_role = replica; set maintenance_work_mem = '512MB'`
		);
		const indexes = await client.query<{ name: string; made: string }>(
			`select indexname as name, indexdef as made from pg_indexes where tablename = 'activities'
			and indexname not in (select conname from pg_constraint where contype = 'p')`
		);
		for (const { name } of indexes.rows) await client.query(`drop index "${name}"`);
		await client.query(DRAW, [
			field.orgId,
			activities,
			field.reps.map(({ id }) => id),
			field.reps.map(({ teamId }) => teamId),
			free.map(({ id }) => id),
			free.map(({ ruleVersion }) => ruleVersion),
			`filled-${part}-`
		]);
		for (const { made } of indexes.rows) await client.query(made);
		await client.query('truncate totals');
		for (const kind of PERIOD_KINDS) await client.query(sumsOf(kind), [field.orgId]);
		await client.query('reset session_replication_role; reset maintenance_work_mem');
	} finally {
		client.release();
	}
	await pool.query('vacuum analyze activities, totals');
	await pool.query('checkpoint');
}

const DRAW = `
	insert into activities (org_id, id, source, external_id, fingerprint, metric_id, rule_version,
		member_id, team_id, value, sign, occurred_at, day, recorded_by)
	select $1, gen_random_uuid(), 'filled', $7 || nr, md5(nr::text), ($5::uuid[])[m], ($6::int[])[m],
		($3::uuid[])[r], ($4::uuid[])[r], 100, 1, day, day, 'bench'
	from (
		select nr, 1 + (random() * (cardinality($5::uuid[]) - 1))::int as m,
			1 + (random() * (cardinality($3::uuid[]) - 1))::int as r,
			current_date - (random() * 1800)::int as day
		from generate_series(1, $2::int) nr
	) drawn`;

function sumsOf(kind: string): string {
	return `
	insert into totals
	select org_id, case when points then '${NONE}'::uuid else metric_id end, '${kind}',
		date_trunc('${kind}', day)::date, member_id, team_id,
		sum(case when points then value * 1000000 else value end), count(*), count(*)
	from activities cross join (values (true), (false)) as p(points)
	where org_id = $1 group by 1, 2, 3, 4, 5, 6`;
}
