import type { Server } from 'node:http';
import { firstRunCode, isEmpty } from '#lib/identity/server/index.ts';
import type { App } from './app.ts';
import { assemble, type Assembly } from './assemble.ts';
import { layFoundation, type Foundation } from './foundation.ts';
import { openSendDoor } from './send-door.ts';

// In development this module is loaded anew after a change; what it may not lose is kept here.
const kept = globalThis as {
	[FOUNDATION]?: Foundation | undefined;
	[ASSEMBLY]?: Assembly | undefined;
	[ATTACH]?: typeof attach;
	[STOP]?: typeof stop;
};
const FOUNDATION = Symbol.for('winbell.foundation');
const ASSEMBLY = Symbol.for('winbell.assembly');
const ATTACH = Symbol.for('winbell.attach');
const STOP = Symbol.for('winbell.stop');

let started: Promise<void> | undefined;

/** Starts everything, once. Throws an error with a `problem` where somebody has to change something. */
export function start(): Promise<void> {
	started ??= begin();
	return started;
}

/** The app that doors call; there only after `start`. */
export function running(): App {
	const assembly = kept[ASSEMBLY];
	if (!assembly) throw new Error('Winbell has not started.');
	return assembly.app;
}

/** Takes the sockets and the busiest door of an http server, replacing what was attached before. */
export function attach(server: Server): void {
	kept[ASSEMBLY]!.gateway.attach(server);
	openSendDoor(server, running);
}

/** Drains and stops: sockets, accepted activities, running jobs, then the database. */
export async function stop(): Promise<void> {
	const { [ASSEMBLY]: assembly, [FOUNDATION]: foundation } = kept;
	kept[ASSEMBLY] = undefined;
	kept[FOUNDATION] = undefined;
	await assembly?.close();
	await foundation?.close();
}

async function begin(): Promise<void> {
	const foundation = (kept[FOUNDATION] ??= await layFoundation(process.env));
	const before = kept[ASSEMBLY];
	// Where the new code does not start, requests hear that nothing runs, not that it has stopped.
	kept[ASSEMBLY] = undefined;
	await before?.close();
	kept[ASSEMBLY] = await assemble(foundation);
	kept[ATTACH] = attach;
	kept[STOP] = stop;
	if (await isEmpty(foundation.database.db)) firstRunCode();
}
