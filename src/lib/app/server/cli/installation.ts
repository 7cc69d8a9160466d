import { join } from 'node:path';
import {
	findOrganization,
	listOrganizations,
	type Organization
} from '#lib/identity/server/index.ts';
import { createLedger, type Ledger } from '#lib/metrics/activity/server/index.ts';
import { closedKinds } from '#lib/metrics/closings/server/index.ts';
import { correctionProjection } from '#lib/badges/server/index.ts';
import { goalProjection } from '#lib/metrics/goals/server/index.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { systemClock } from '#lib/platform/server/clock.ts';
import { readConfig, type Config } from '#lib/platform/server/config.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { migrate, openDatabase, type Database } from '#lib/platform/server/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/server/embedded-postgres.ts';
import { reachDatabase } from '#lib/platform/server/reach-database.ts';
import { notify } from '#lib/realtime/server/index.ts';

/** What a command works on: the same database as the server, with or without one running. */
export interface Installation {
	config: Config;
	database: Database;
	/** Announces to the screens of whatever servers run. */
	context: Context;
	ledger: Ledger;
}

const CONNECTIONS = 4;

/** Opens the installation for one command, and stops only what it started. */
export async function withInstallation<T>(
	env: NodeJS.ProcessEnv,
	work: (installation: Installation) => Promise<Result<T>>
): Promise<Result<T>> {
	const config = readConfig(env);
	if (!config.ok) return config;
	const postgres = await openPostgres(config.value);
	if (!postgres.ok) return postgres;
	try {
		return await onDatabase(config.value, postgres.value.url, work);
	} finally {
		await postgres.value.stop();
	}
}

/** The organization that `--org` names, or a sentence with those there are. */
export async function organizationOf(
	{ database }: Installation,
	slug: string
): Promise<Result<Organization>> {
	const organization = await findOrganization(database.db, slug);
	if (organization) return ok(organization);
	const known = (await listOrganizations(database.db)).map((one) => one.slug);
	return refuse(
		'missing',
		known.length
			? `There is no organization “${slug}”. Here are: ${known.join(', ')}.`
			: `There is no organization yet. Make one with: npm run -s winbell -- org create`
	);
}

async function openPostgres(
	config: Config
): Promise<Result<{ url: string; stop(): Promise<void> }>> {
	if (!config.databaseUrl) return startEmbeddedPostgres(config.dataFolder);
	const reached = await reachDatabase(config.databaseUrl);
	if (!reached.ok) return reached;
	await reached.value.end();
	return ok({ url: config.databaseUrl, stop: async () => {} });
}

async function onDatabase<T>(
	config: Config,
	url: string,
	work: (installation: Installation) => Promise<Result<T>>
): Promise<Result<T>> {
	await migrate(url, join(config.checkout, 'drizzle'));
	const database = openDatabase(url, { max: CONNECTIONS });
	const announce = notify(database.db);
	const context: Context = { db: database.db, clock: systemClock, announce };
	const ledger = createLedger(context, [goalProjection, correctionProjection], closedKinds);
	try {
		return await work({ config, database, context, ledger });
	} finally {
		await ledger.drain();
		await announce.settled();
		await database.close();
	}
}
