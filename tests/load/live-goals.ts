import type { Browser, Page } from 'playwright';
import { confirmPairing, DISPLAY_COOKIE, startPairing } from '#lib/displays/server/index.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { openSession, SESSION_COOKIE } from '#lib/identity/server/index.ts';
import { applyGoals, type GoalsChange, type GoalsState } from '#lib/metrics/goals/goal.ts';
import { openCrowd, type Report } from './crowd.ts';
import { settled } from './fanout.ts';
import { count, ms, percentile, yesNo } from './figures.ts';
import { growShared } from './goal-tree.ts';
import { openField, serve, take, type Field, type Ground, type Served } from './ground.ts';
import { knock } from './knock.ts';
import { commits, play, type Commit } from './play.ts';
import { painted, stampsOf, startStamping } from './stamp.ts';

/** As many as are shared whole. */
const GOALS = 400;
/**
 * How many people have them: of `many` each has four of their own, so that an activity moves five figures
 * on every screen; of `few` thirty-three, which nobody has.
 */
const PEOPLE = { many: 100, few: 12 };

const PLACES = 'place-';

interface Screen {
	page: Page;
	/** Holds the figure of the organization's goal. */
	element: string;
}

const SCREENS = { phone, TV: television };

/**
 * The organization's goal on its page on a phone, or on a TV, while every activity moves it, its
 * member's own goals and what others watch. The screen has the machine with the crowd alone, as the
 * board's has.
 */
export async function goalOnScreen(
	ground: Ground,
	browser: Browser,
	kind: keyof typeof SCREENS,
	{ sockets, seconds, people }: { sockets: number; seconds: number; people: keyof typeof PEOPLE }
): Promise<string[]> {
	const name = `live_goals_${kind.toLowerCase()}_${people}_${sockets}`;
	const field = await openField(await ground.database(name), PEOPLE[people]);
	const goal = await growShared(field, GOALS);
	const server = await serve(field.database);
	await takePlaces(field, server);
	const { page, element } = await SCREENS[kind](field, server, browser, goal);
	const crowd = await openCrowd(field, server.url, sockets - 1, 'winbell', 'goals');
	await play(field, server, 'warm-up', 2);
	await page.evaluate(startStamping, element);
	await play(field, server, 'run', seconds);
	await page.waitForTimeout(1000);
	// Whoever brought it, it is the how-manieth of all.
	const done = (await commits(field))
		.filter(({ externalId }) => !externalId.startsWith(PLACES))
		.map((commit, i): Commit => ({
			...commit,
			id: '',
			nth: i + 1
		}));
	const { latencies, frames } = painted(await stampsOf(page), done, 1n);
	await settled(crowd);
	const seen = await crowd.report();
	const whole = !seen.gaps && (await holdsProgress(field, seen));
	await crowd.leave();
	await page.context().close();
	await server.stop();
	return [
		`a goal, ${kind}${people === 'few' ? ', 34 figures each' : ''}`,
		String(sockets),
		count(latencies.length),
		count(frames),
		...[0.5, 0.95, 0.99, 1].map((share) => ms(percentile(latencies, share))),
		count(seen.heard.reduce((sum, { length }) => sum + length, 0)),
		yesNo(whole)
	];
}

/** Everybody has a place of their own, so that a wall's rows do not all change theirs with each demo. */
async function takePlaces({ key, reps }: Field, { url }: Served): Promise<void> {
	const activities = reps.map(({ email }, i) => ({
		...{ metric: 'first-meetings', member: email, value: 500 * (i + 1), source: 'bench' },
		...{ occurredAt: new Date().toISOString(), externalId: `${PLACES}${i}` }
	}));
	const client = knock(url, key);
	await client.send('/api/v1/activities', JSON.stringify({ activities }));
	client.end();
}

async function phone(
	field: Field,
	server: Served,
	browser: Browser,
	goal: string
): Promise<Screen> {
	const { token } = await openSession(field.context, field.orgId, field.reps[0]!.id);
	const cookie = { name: SESSION_COOKIE, value: token, url: server.url };
	const page = await open(browser, { width: 390, height: 844 }, cookie);
	await page.goto(`${server.url}/goals/${goal}`, { waitUntil: 'networkidle' });
	return { page, element: '.row.page .figure' };
}

async function television(field: Field, server: Served, browser: Browser): Promise<Screen> {
	const { context, orgId, adminId: memberId } = field;
	const { token, code } = take(await startPairing(context, undefined, '127.0.0.1'));
	const admin: MemberActor = {
		kind: 'member',
		orgId,
		memberId,
		role: 'admin',
		teamId: null,
		manages: [],
		session: ''
	};
	const { id } = take(
		await confirmPairing(context, admin, { code, name: 'Entrance', teamId: null })
	);
	const cookie = { name: DISPLAY_COOKIE, value: token, url: server.url };
	const page = await open(browser, { width: 1920, height: 1080 }, cookie);
	await page.goto(`${server.url}/tv/${id}`, { waitUntil: 'networkidle' });
	return { page, element: '.tv-goal .big' };
}

async function open(
	browser: Browser,
	viewport: { width: number; height: number },
	cookie: { name: string; value: string; url: string }
): Promise<Page> {
	// Figures then change at once instead of counting up.
	const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
	await context.addCookies([cookie]);
	return context.newPage();
}

/** Whether what came over the wire, put together, is what the database says now. */
async function holdsProgress(
	{ database, orgId }: Field,
	{ start, changes }: Report
): Promise<boolean> {
	const held = changes
		.filter(({ version }) => version > start.version)
		.reduce(
			(state, { data }) => applyGoals(state, data as unknown as GoalsChange),
			start.data as unknown as GoalsState
		);
	const { rows } = await database.pool.query<{ id: string; value: string }>(
		'select goal_id as id, value::text as value from goal_progress where org_id = $1',
		[orgId]
	);
	const values = new Map(rows.map(({ id, value }) => [id, value]));
	return (
		held.goals.length === rows.length &&
		held.goals.every(({ id, value }) => values.get(id) === value)
	);
}
