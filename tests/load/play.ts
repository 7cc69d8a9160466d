import { count as shown } from './figures.ts';
import type { Field, Served } from './ground.ts';
import { knock } from './knock.ts';

export const PER_SECOND = 50;
/** Billionths of a point that one demo held is worth. */
export const DEMO = 100_000_000_000n;
const METRIC = 'demos-held';
const CONNECTIONS = 16;

/** An activity as it was committed. */
export interface Commit {
	/** The member. */
	id: string;
	/** PostgreSQL's own time of the commit, in milliseconds since 1970. */
	at: number;
	/** The how-manieth of this member. */
	nth: number;
	externalId: string;
}

/** One demo after the other at a fixed pace, whether or not the last one has been answered. */
export async function play(
	field: Field,
	server: Served,
	run: string,
	seconds: number
): Promise<void> {
	const clients = Array.from({ length: CONNECTIONS }, () => knock(server.url, field.key));
	const answered = clients.map(() => Promise.resolve(''));
	const begun = performance.now();
	for (let i = 0; i < seconds * PER_SECOND; i += 1) {
		const wait = begun + (i * 1000) / PER_SECOND - performance.now();
		if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
		const activity = {
			metric: METRIC,
			member: field.reps[i % field.reps.length]!.email,
			value: 1,
			occurredAt: new Date().toISOString(),
			source: 'bench',
			externalId: `${run}-${i}`
		};
		const body = JSON.stringify({ activities: [activity] });
		const line = i % CONNECTIONS;
		answered[line] = answered[line]!.then(() => clients[line]!.send('/api/v1/activities', body));
	}
	await Promise.all(answered);
	for (const client of clients) client.end();
	const took = (performance.now() - begun) / 1000;
	if (took > seconds + 1)
		process.stderr.write(`${shown(seconds * PER_SECOND)} activities took ${took.toFixed(1)} s\n`);
}

/** Every activity in the order of its commit. */
export async function commits({ database, orgId }: Field): Promise<Commit[]> {
	const { rows } = await database.pool.query<{ id: string; at: string; externalId: string }>(
		`select member_id as id, external_id as "externalId",
			(extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::text as at
		from activities where org_id = $1
		order by pg_xact_commit_timestamp(xmin), position`,
		[orgId]
	);
	const reached = new Map<string, number>();
	return rows.map(({ id, at, externalId }) => {
		const nth = (reached.get(id) ?? 0) + 1;
		reached.set(id, nth);
		return { id, at: Number(at), nth, externalId };
	});
}
