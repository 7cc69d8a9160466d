import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam, type SmallTeam } from '../../../../tests/small-team.ts';
import type { MemberActor } from '#lib/identity/actor.ts';
import { setManagers } from '#lib/identity/server/index.ts';
import type { Result } from '#lib/platform/result.ts';
import {
	openOneToOne,
	raisePoint,
	readCoachingAsks,
	settlePoint,
	takeBackPoint,
	talksTopic,
	type RaisePoint
} from './index.ts';
import { MOST_TALKS } from '../talking-point.ts';

let team: SmallTeam;

beforeAll(async () => {
	team = await smallTeam(await freshDatabase());
});

test('a rep raises work and words, the manager sees both and says what came of it', async () => {
	const { aiko, ines, oskar, greta } = team;
	const work = { kind: 'work' as const, about: 'calls-connected', title: '20 calls this week' };
	const first = must(await raise(aiko, aiko, work));
	// Raised again while it is open, it stands as it was.
	expect(must(await raise(ines, aiko, { ...work, title: '30 calls this week' }))).toEqual(first);
	team.at('2026-11-18T10:00:00Z');
	must(await raise(aiko, aiko, { kind: 'words', sentence: 'How I open a first call.' }));
	const both = [await page(ines, aiko), await page(aiko, aiko)];
	for (const { open } of both)
		expect(open.map(({ title, sentence }) => title || sentence)).toEqual([
			'20 calls this week',
			'How I open a first call.'
		]);
	expect(both.map(({ open }) => open[0]?.raisedBy)).toEqual(['Aiko Kimura', 'You']);
	expect(both[0]?.leaders).toEqual(['Ines Falk']);
	expect(await asks(ines)).toEqual(['Aiko Kimura has raised 2 things for your next one-to-one.']);
	for (const other of [aiko, greta, oskar]) expect(await asks(other)).toEqual([]);
	team.at('2026-11-18T11:00:00Z');
	const { context } = team;
	must(await settlePoint(context, ines, { point: first.id, outcome: 'Fewer, better prepared.' }));
	// They have talked: what is left waits for the next time and reminds nobody.
	expect(await asks(ines)).toEqual([]);
	const { open, past } = await page(aiko, aiko);
	expect(open).toHaveLength(1);
	expect(past[0]?.done).toMatchObject({ by: 'Ines Falk', outcome: 'Fewer, better prepared.' });
	const again = await settlePoint(context, aiko, { point: first.id, outcome: '' });
	expect(denied(again)).toBe('conflict');
});

test('both sides see the list move, whoever moved it, and nobody else', async () => {
	const { context, orgId, aiko, ines, lena } = team;
	const topic = talksTopic(context);
	const sides = [aiko, ines, lena];
	const look = () => Promise.all(sides.map((who) => topic.read(orgId, who.memberId)));
	const moved = async (act: () => Promise<unknown>) => {
		const before = await look();
		team.announced();
		await act();
		const heard = team.announced();
		const after = await look();
		return sides.map(
			(_, i) =>
				topic.diff(before[i]!.state, after[i]!.state) !== undefined &&
				after[i]!.facts.some((fact) => heard.includes(fact))
		);
	};
	const said = { kind: 'words' as const, sentence: 'My mornings.' };
	let point: Awaited<ReturnType<typeof raise>>;
	expect(await moved(async () => (point = await raise(aiko, aiko, said)))).toEqual([
		true,
		true,
		false
	]);
	const { id } = must(point!);
	const settle = () => settlePoint(context, ines, { point: id, outcome: '' });
	expect(await moved(settle)).toEqual([true, true, false]);
	const next = await raise(ines, aiko, { kind: 'words', sentence: 'Your demos.' });
	const back = () => takeBackPoint(context, ines, { point: must(next).id });
	expect(await moved(back)).toEqual([true, true, false]);
});

test('what a manager raises about a rep, that rep sees at once, and only who raised it takes it back', async () => {
	const { context, lena, ines } = team;
	team.at('2026-11-19T09:00:00Z');
	const requestId = randomUUID();
	const said = { kind: 'words' as const, sentence: 'Your ramp-up.', requestId };
	const point = must(await raise(ines, lena, said));
	expect(must(await raise(ines, lena, said))).toEqual(point);
	expect(await asks(lena)).toEqual(['Ines Falk has raised something for your next one-to-one.']);
	expect(denied(await takeBackPoint(context, lena, { point: point.id }))).toBe('forbidden');
	must(await takeBackPoint(context, ines, { point: point.id }));
	expect((await page(lena, lena)).open).toEqual([]);
	expect(denied(await raise(ines, lena, { kind: 'words', sentence: ' ' }))).toBe('invalid');
});

test('an admin hears from whom nobody leads; what both sides close at once is closed by one', async () => {
	const { context, lena, greta, ines, aiko, orgId, northernLights } = team;
	team.at('2026-11-20T09:00:00Z');
	const said = must(await raise(lena, lena, { kind: 'words', sentence: 'My territory.' }));
	expect(await asks(greta)).toEqual([]);
	await setManagers(context.db, orgId, northernLights, []);
	expect(await asks(greta)).toEqual(['Lena Tran has raised something for your next one-to-one.']);
	await setManagers(context.db, orgId, northernLights, [ines.memberId]);
	const close = (by: MemberActor) => settlePoint(context, by, { point: said.id, outcome: 'Done.' });
	const both = await Promise.all([close(lena), close(ines)]);
	expect(both.filter(({ ok }) => ok)).toHaveLength(1);
	for (let i = 0; i < MOST_TALKS; i++) await raise(aiko, aiko, { sentence: `No. ${i}` });
	expect(denied(await raise(aiko, aiko, { sentence: 'One more.' }))).toBe('too-many');
});

test('a one-to-one is between two: no colleague, no other team’s manager', async () => {
	const { context, aiko, lena, oskar, harbourCrew } = team;
	const ruben: MemberActor = { ...oskar, role: 'manager', manages: [harbourCrew] };
	for (const other of [lena, ruben]) {
		expect(denied(await openOneToOne(context, other, aiko.memberId))).toBe('forbidden');
		expect(denied(await raise(other, aiko, { kind: 'words', sentence: 'Hm.' }))).toBe('forbidden');
		const [open] = (await page(aiko, aiko)).open;
		const settled = await settlePoint(context, other, { point: open!.id, outcome: '' });
		expect(denied(settled)).toBe('forbidden');
	}
});

function raise(by: MemberActor, of: MemberActor, point: Partial<RaisePoint>) {
	return raisePoint(team.context, by, {
		...{ memberId: of.memberId, kind: 'words', requestId: randomUUID() },
		...point
	});
}

async function page(reader: MemberActor, of: MemberActor) {
	return must(await openOneToOne(team.context, reader, of.memberId));
}

async function asks(actor: MemberActor): Promise<string[]> {
	return (await readCoachingAsks(team.context, actor)).map(({ sentence }) => sentence);
}

function denied(result: Result<unknown>): string {
	return result.ok ? 'ok' : result.problem.kind;
}

function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}
