import { openCrowd, type Crowd } from './crowd.ts';
import { count, table, yesNo } from './figures.ts';
import { holdsDatabase, settled, TOPIC } from './fanout.ts';
import { openField, serve, type Field, type Ground, type Served } from './ground.ts';
import { play, PER_SECOND } from './play.ts';

const WITHIN = 5;

interface Weather {
	field: Field;
	server: Served;
	crowd: Crowd;
	seconds: number;
}

/** Each ends with seconds until all hold the same board, counted from the moment the trouble was over. */
const STORMS: { name: string; blow(weather: Weather, run: string): Promise<number> }[] = [
	{
		name: 'everybody misses some frames',
		async blow({ field, server, crowd, seconds }, run) {
			await crowd.deafen(true);
			await play(field, server, `${run}-deaf`, seconds / 2);
			await crowd.deafen(false);
			await play(field, server, `${run}-after`, seconds / 2);
			return settled(crowd);
		}
	},
	{
		name: 'one in ten does not read for a while',
		async blow({ field, server, crowd, seconds }, run) {
			const slow = 50;
			await crowd.pause(slow, true);
			await play(field, server, run, seconds);
			await crowd.pause(slow, false);
			return settled(crowd);
		}
	},
	{
		name: 'all dropped at once, and back',
		async blow({ field, server, crowd, seconds }, run) {
			const playing = play(field, server, run, seconds);
			const back = await crowd.drop();
			await playing;
			return Math.max(back / 1000, await settled(crowd));
		}
	}
];

/** Gaps, slow readers and mass reconnections, with activities coming in meanwhile. */
export async function benchStorms(ground: Ground, short: boolean): Promise<void> {
	const sockets = short ? 200 : 1000;
	const field = await openField(await ground.database('storms'), 50);
	const server = await serve(field.database);
	await play(field, server, 'warm', 1);
	const crowd = await openCrowd(field, server.url, sockets, 'winbell', TOPIC);
	const rows: string[][] = [];
	for (const [nth, { name, blow }] of STORMS.entries()) {
		const seconds = await blow({ field, server, crowd, seconds: short ? 0.6 : 5 }, `storm-${nth}`);
		const { snapshot } = await crowd.ask(null);
		const same = await holdsDatabase(field, { start: snapshot as never, changes: [] });
		const [version] = await crowd.versions();
		const all = same && version === snapshot!.version;
		rows.push([name, seconds.toFixed(2), yesNo(all), yesNo(all && seconds <= WITHIN)]);
	}
	rows.push(...(await gaps(crowd)));
	await crowd.leave();
	await server.stop();
	const head = ['', 'seconds', 'same board', `within ${WITHIN} s`];
	table(`${count(sockets)} sockets in storms, ${PER_SECOND} activities/s meanwhile`, head, rows);
}

/** A small gap is answered by what was missed, a large one by the board. */
async function gaps(crowd: Crowd): Promise<string[][]> {
	const [version] = (await crowd.versions()) as [number];
	const rows: string[][] = [];
	for (const [name, missed, whole] of [
		['three versions missed: told those', 3, false],
		['a thousand missed: told the board', 1000, true]
	] as const) {
		const begun = performance.now();
		const answer = await crowd.ask(version - missed);
		const right = whole ? !!answer.snapshot : answer.patches?.length === missed;
		const took = (performance.now() - begun) / 1000;
		rows.push([name, took.toFixed(2), yesNo(right), yesNo(right && took <= WITHIN)]);
	}
	return rows;
}
