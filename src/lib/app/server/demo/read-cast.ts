import { listPeople, listTeams } from '#lib/identity/server/index.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { findDemo } from './find-demo.ts';

/** Somebody to step into. */
export interface Part {
	id: MemberId;
	name: string;
	colour: number;
	/** What they are here: "Rep", "Leads Harbour Crew". */
	does: string;
}

export interface Cast {
	/** Name of the organization. */
	name: string;
	/** Team by team, then those who lead. */
	groups: { title: string; parts: Part[] }[];
}

/** Everybody of the demo team; undefined where there is none. */
export async function readCast({ db, clock }: Context): Promise<Cast | undefined> {
	const demo = await findDemo(db);
	if (!demo) return undefined;
	const people = await listPeople(db, demo.id, dayIn(demo.timeZone, clock.now()));
	const teams = await listTeams(db, demo.id);
	const leads = (id: MemberId) => teams.filter((team) => team.managerIds.includes(id));
	const partOf = ({ id, name, colour }: (typeof people)[number], does: string) => {
		return { id, name, colour, does };
	};
	const leading = people
		.filter(({ role }) => role !== 'rep')
		.map((person) => {
			const led = leads(person.id).map((team) => team.name);
			return partOf(person, led.length ? `Leads ${led.join(' and ')}` : 'Admin');
		});
	const reps = people.filter(({ role }) => role === 'rep');
	const groups = teams.map((team) => ({
		title: team.name,
		parts: reps.filter(({ teamId }) => teamId === team.id).map((person) => partOf(person, 'Rep'))
	}));
	return {
		name: demo.name,
		groups: [...groups, { title: 'Those who lead', parts: leading }]
	};
}
