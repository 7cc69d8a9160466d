import { foundStory, type Story } from '../src/lib/app/server/demo/found-story.ts';
import { makeDemo } from '../src/lib/app/server/demo/make-demo.ts';
import type { MemberActor } from '../src/lib/identity/actor.ts';
import type { OrgId } from '../src/lib/platform/ids.ts';
import type { Context } from '../src/lib/platform/server/context.ts';
import type { Database } from '../src/lib/platform/server/database.ts';

/** The story's usual moment: a Wednesday afternoon in Berlin. */
export const WEDNESDAY = new Date('2026-11-18T13:52:00+01:00');

export interface TestContext extends Context {
	/** Everything that was announced, in order. */
	announced: { orgId: OrgId; facts: string[] }[];
	/** Lets the time be another one from now on. */
	goTo(at: Date): void;
}

/** A context over a test's database, whose time stands still and whose announcements are kept. */
export function contextOver({ db }: Pick<Database, 'db'>, at: Date = WEDNESDAY): TestContext {
	const announced: TestContext['announced'] = [];
	let now = at;
	return {
		db,
		clock: { now: () => now },
		announce: (orgId, facts) => void announced.push({ orgId, facts }),
		announced,
		goTo: (time) => void (now = time)
	};
}

/** Halden & Co with its fifteen people, before anything has happened. */
export async function newTeam(context: Context): Promise<Story> {
	return must(await foundStory(context));
}

/** Halden & Co with eight weeks behind it: a demo organization. */
export async function demoTeam(context: Context): Promise<Story> {
	return must(await makeDemo({ context }));
}

/** Somebody of the story as the one who asks: `who(story, 'Aiko')`. */
export function who({ people }: Story, firstName: string): MemberActor {
	const name = Object.keys(people).find((name) => name.startsWith(`${firstName} `));
	if (!name) throw new Error(`nobody in the story is called ${firstName}`);
	return people[name]!;
}

function must<T>(result: { ok: true; value: T } | { ok: false; problem: { detail: string } }): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}
