import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { foundStory } from '../../src/lib/app/server/demo/found-story.ts';
import { foundOrganization } from '../../src/lib/app/server/found-organization.ts';
import { setMeeting } from '../../src/lib/alignment/server/index.ts';
import { award, listBadges } from '../../src/lib/badges/server/index.ts';
import { raisePoint } from '../../src/lib/coaching/server/index.ts';
import { ownAwards, readSharing, share } from '../../src/lib/credentials/server/index.ts';
import { soundAddress } from '../../src/lib/identity/preferences/preferences.ts';
import { keepPicture, preferencesOf } from '../../src/lib/identity/preferences/server/index.ts';
import type { MemberActor } from '../../src/lib/identity/actor.ts';
import { askToTalk, writeCard } from '../../src/lib/expectations/server/index.ts';
import {
	confirmPairing,
	DISPLAY_COOKIE,
	startPairing
} from '../../src/lib/displays/server/index.ts';
import {
	addGroup,
	createKey,
	invite,
	leave,
	openSession,
	SESSION_COOKIE
} from '../../src/lib/identity/server/index.ts';
import { createLedger, recordByHand } from '../../src/lib/metrics/activity/server/index.ts';
import { activities } from '../../src/lib/metrics/activity/server/index.ts';
import {
	askForHelp,
	goalProjection,
	handOver,
	setGoal
} from '../../src/lib/metrics/goals/server/index.ts';
import {
	commentOn,
	findMoments,
	keepOwnSound,
	moments,
	ownSoundOf
} from '../../src/lib/moments/server/index.ts';
import { listValues, recognise, speak } from '../../src/lib/recognition/server/index.ts';
import { flags, questions } from '../../src/lib/metrics/questions/server/index.ts';
import {
	NONE,
	type ActivityId,
	type MemberId,
	type MomentId,
	type OrgId,
	type RecognitionId
} from '../../src/lib/platform/ids.ts';
import { newId } from '../../src/lib/platform/server/ids.ts';
import type { Context } from '../../src/lib/platform/server/context.ts';
import type { Database } from '../../src/lib/platform/server/database.ts';
import type { Result } from '../../src/lib/platform/result.ts';
import { dayIn } from '../../src/lib/platform/zone.ts';
import { contextOver, newTeam, who } from '../demo.ts';
import { aPicture, aSound } from '../samples.ts';
import type { ActorName } from './matrix.ts';

/** Halden & Co with a little of everything that a door opens on, and Fjord next to it. */
export interface World {
	/** What each of them sends along. */
	headers: Record<ActorName, Record<string, string>>;
	/** Emil's, for what ends a session. */
	signedInOnce: Record<string, string>;
	today: string;
	aiko: MemberId;
	lena: MemberId;
	ines: MemberId;
	leaver: MemberId;
	left: MemberId;
	northernLights: string;
	/** Addresses of what Lena sent of herself. */
	picture: string;
	sound: string;
	group: string;
	activity: string;
	/** What she typed in for herself today. */
	typed: string;
	/** Another one of hers, which she may question; a question of hers, and a flag about her. */
	entryToAsk: string;
	question: string;
	flag: string;
	/** Lena's: nobody cheers for themselves. */
	moment: string;
	/** Lena's, to the card that Ines wrote for her; Aiko has one too. */
	saidToCard: string;
	/** Aiko's, below it. */
	comment: string;
	value: string;
	/** What Ines said to Lena alone, and what she takes back again. */
	thanks: string;
	spareThanks: string;
	/** Aiko's, not shared; and one of hers that is. */
	award: string;
	credential: string;
	org: OrgId;
	signingKey: string;
	ownGoal: string;
	/** Lena's, open to join. */
	pod: string;
	/** What Lena asked Aiko there. */
	help: string;
	/** Aiko's, and Ines has to agree. */
	proposal: string;
	teamGoal: string;
	/** Its owner has left; Aiko is asked to answer for it. */
	leftGoal: string;
	/** A meeting of Northern Lights, and what Aiko raised for her one-to-one. */
	meeting: string;
	talkingPoint: string;
	spareTalkingPoint: string;
	joinCode: string;
	invitation: string;
	spareKey: string;
	display: string;
	spareDisplay: string;
	/** Somebody of the demo team, which is an organization of its own. */
	demoRep: MemberId;
	/** One more activity of Aiko's, as the API takes it. */
	entry(): Record<string, unknown>;
}

export async function makeWorld(database: Database): Promise<World> {
	const context = contextOver(database, new Date());
	const story = await newTeam(context);
	const orgId = story.organization.id;
	const [aiko, lena, ines] = [who(story, 'Aiko'), who(story, 'Lena'), who(story, 'Ines')];
	const [ruben, greta, nora] = [who(story, 'Ruben'), who(story, 'Greta'), who(story, 'Nora')];
	const caio = who(story, 'Caio');
	const northernLights = story.teams['Northern Lights']!.id;
	const scopes = ['activities:write', 'boards:read'] as const;
	const { key } = await createKey(context, orgId, { name: 'All', scopes: [...scopes] }, null);
	const spare = await createKey(context, orgId, { name: 'Spare', scopes: [...scopes] }, null);
	const link = must(await invite(context, ines, { team: northernLights, role: 'rep', uses: 50 }));
	const open = must(await invite(context, greta, { team: null, role: 'rep', uses: 50 }));
	const ours = { title: 'Thirty demos', scope: 'organization', metric: 'demos-held' } as const;
	const leftGoal = must(
		await setGoal(context, greta, { ...ours, target: 30, owner: caio.memberId })
	);
	must(await leave(context, greta, caio.memberId));
	must(await handOver(context, greta, { goalId: leftGoal.id, to: aiko.memberId }));
	const tv = await aDisplay(context, ines);
	const spareTv = await aDisplay(context, ines);
	const demo = must(await foundStory(context, { isDemo: true }));
	const goal = { title: 'Coach Lena through two calls', scope: 'member' as const, target: 2 };
	const ownGoal = must(await setGoal(context, aiko, goal));
	const few = { title: 'Two of us: ten first meetings', scope: 'pod' as const, target: 10 };
	const pod = must(await setGoal(context, lena, { ...few, measure: 'check-in' }));
	const teamGoal = must(
		await setGoal(context, ines, {
			title: '60 demos',
			scope: 'team',
			team: northernLights,
			metric: 'demos-held',
			target: 60
		})
	);
	const five = { ...goal, title: 'Five demos', supports: teamGoal.id };
	const proposal = must(await setGoal(context, aiko, five));
	const ask = { goalId: pod.id, to: aiko.memberId, sentence: 'Could you take two of them?' };
	const help = must(await askForHelp(context, lena, ask));
	const [value] = await listValues(database.db, orgId);
	const moment = await aMoment(context, database, ines, lena.memberId, value!.id);
	const sign = (member: { orgId: OrgId; memberId: MemberId }) => signedIn(context, member);
	const today = dayIn(story.organization.timeZone, new Date());
	return {
		headers: {
			stranger: {},
			rep: await sign(aiko),
			otherManager: await sign(ruben),
			manager: await sign(ines),
			admin: await sign(greta),
			display: { cookie: `${DISPLAY_COOKIE}=${tv.token}` },
			key: { authorization: `Bearer ${key}` },
			otherOrganization: await sign(await fjord(context))
		},
		signedInOnce: await sign(who(story, 'Emil')),
		today,
		aiko: aiko.memberId,
		lena: lena.memberId,
		ines: ines.memberId,
		leaver: nora.memberId,
		left: caio.memberId,
		northernLights,
		...(await someFiles(context, lena)),
		group: must(await addGroup(context, ines, { name: 'New this year' })).id,
		saidToCard: await someCards(context, ines, [aiko, lena]),
		...(await someDoubts(context, database, aiko)),
		activity: await anActivity(context, database, orgId, aiko.memberId),
		typed: await someTyping(context, database, aiko, today),
		moment,
		comment: await aComment(context, aiko, moment),
		thanks: await thank(context, ines, lena.memberId, value!.id),
		spareThanks: await thank(context, ines, lena.memberId, value!.id),
		value: value!.id,
		...(await someAwards(context, database, aiko)),
		org: orgId,
		ownGoal: ownGoal.id,
		pod: pod.id,
		help: help.id,
		proposal: proposal.id,
		teamGoal: teamGoal.id,
		leftGoal: leftGoal.id,
		...(await someTalks(context, ines, aiko, northernLights)),
		joinCode: open.code,
		invitation: link.id,
		spareKey: spare.id,
		display: tv.id,
		spareDisplay: spareTv.id,
		demoRep: who(demo, 'Mara').memberId,
		entry: () => ({ ...demoHeld(), occurredAt: today })
	};
}

/** What the program that sent it calls the activity of Aiko's. */
export const SENT_AS = 'demo/1';

const demoHeld = () => ({
	metric: 'demos-held',
	member: 'aiko@halden.example',
	value: '1',
	source: 'calendar',
	externalId: randomUUID()
});

async function signedIn(
	context: Context,
	{ orgId, memberId }: { orgId: OrgId; memberId: MemberId }
) {
	const { token } = await openSession(context, orgId, memberId);
	return { cookie: `${SESSION_COOKIE}=${token}` };
}

async function fjord(context: Context) {
	const founded = must(
		await foundOrganization(context, {
			name: 'Fjord',
			timeZone: 'Europe/Oslo',
			currency: 'NOK',
			weekStart: 1,
			admin: { name: 'Finn Dahl', email: 'finn@fjord.example', password: 'a password of Finn' },
			team: 'Pilots'
		})
	);
	return { orgId: founded.organization.id, memberId: founded.adminId };
}

async function aDisplay(context: Context, by: MemberActor) {
	const tv = must(await startPairing(context, undefined, '10.0.0.1'));
	const place = { code: tv.code, name: 'By the coffee', teamId: null };
	const { id } = must(await confirmPairing(context, by, place));
	return { id, token: tv.token };
}

async function anActivity(
	context: Context,
	database: Database,
	orgId: OrgId,
	member: MemberId,
	externalId: string = SENT_AS
): Promise<ActivityId> {
	const ledger = createLedger(context, [goalProjection]);
	await ledger.record({
		orgId,
		recordedBy: 'import',
		entries: [{ ...demoHeld(), externalId, occurredAt: context.clock.now().toISOString() }],
		quiet: true
	});
	const rows = await database.db
		.select({ id: activities.id, memberId: activities.memberId, externalId: activities.externalId })
		.from(activities);
	return rows.find((row) => row.memberId === member && row.externalId === externalId)!.id;
}

async function someTyping(context: Context, database: Database, by: MemberActor, day: string) {
	const key = newId<'activity'>();
	const openedAt = context.clock.now().toISOString();
	const call = { memberId: by.memberId, metric: 'calls-connected', value: '1', day, openedAt, key };
	must(await recordByHand(context, createLedger(context, [goalProjection]), by, call));
	const [row] = await database.db
		.select({ id: activities.id })
		.from(activities)
		.where(eq(activities.externalId, key));
	return row!.id;
}

async function someDoubts(context: Context, database: Database, { orgId, memberId }: MemberActor) {
	const entryToAsk = await anActivity(context, database, orgId, memberId, 'to-ask');
	const asked = await anActivity(context, database, orgId, memberId, 'asked');
	const day = '2026-11-18';
	const now = context.clock.now();
	const [question, flag] = [newId<'question'>(now), newId<'flag'>(now)];
	await database.db.insert(questions).values({
		orgId,
		id: question,
		activityId: asked,
		askedBy: memberId,
		askedAt: now,
		sentence: 'This was a rehearsal.'
	});
	const seen = { count: 2, days: 9, from: day, to: day };
	await database.db.insert(flags).values({
		orgId,
		id: flag,
		kind: 'back-dated',
		memberId,
		metricId: NONE,
		day: dayIn('Europe/Berlin', now),
		seen,
		foundAt: now
	});
	return { entryToAsk, question, flag };
}

/** A card for each; the last of them wants to talk about theirs. */
async function someCards(context: Context, by: MemberActor, of: MemberActor[]): Promise<string> {
	const line = {
		at: 0,
		title: 'Four first meetings',
		means: 'In their calendar before you meet.',
		metric: 'first-meetings',
		target: '4',
		every: 'week' as const,
		startsOn: '',
		endsOn: '',
		ifMet: 'You choose your own list.',
		ifMissed: 'We look at ten calls together.',
		goal: ''
	};
	for (const { memberId } of of) {
		const card = { memberId, basedOn: 0, lines: [line], requestId: randomUUID() };
		must(await writeCard(context, by, card));
	}
	const last = of.at(-1)!;
	const words = { sentence: 'Let us talk about this one.', requestId: randomUUID() };
	return must(await askToTalk(context, last, { memberId: last.memberId, version: 1, ...words })).id;
}

async function someTalks(
	context: Context,
	ines: MemberActor,
	aiko: MemberActor,
	team: MemberActor['teamId']
) {
	const rhythm = { rhythm: 'week' as const, weekday: 1 };
	const size = { minutes: 30, ...rhythm, people: 6, goal: null };
	const id = newId<'meeting'>(context.clock.now());
	const meeting = must(
		await setMeeting(context, ines, { id, name: 'Pipeline call', team, ...size })
	);
	const { memberId } = aiko;
	const raise = async (sentence: string) => {
		const said = { memberId, kind: 'words' as const, sentence, requestId: randomUUID() };
		return must(await raisePoint(context, aiko, said)).id;
	};
	return {
		meeting: meeting.id,
		talkingPoint: await raise('How I open a first call.'),
		spareTalkingPoint: await raise('My territory.')
	};
}

type ValueId = Parameters<typeof recognise>[2]['valueId'];

async function thank(
	context: Context,
	by: MemberActor,
	to: MemberId,
	valueId: ValueId,
	inFeed = false
): Promise<RecognitionId> {
	const given = await recognise(context, by, {
		to: [to],
		valueId,
		sentence: 'You walked their whole team through the numbers.',
		inFeed,
		onTv: false,
		when: 'told',
		requestId: randomUUID()
	});
	return must(given).id;
}

async function aMoment(
	context: Context,
	database: Database,
	by: MemberActor,
	to: MemberId,
	valueId: ValueId
): Promise<MomentId> {
	const id = await thank(context, by, to, valueId, true);
	await findMoments(context, { orgId: by.orgId, kind: 'recognition', id }, speak);
	const [moment] = await database.db.select({ id: moments.id }).from(moments);
	return moment!.id;
}

async function aComment(context: Context, by: MemberActor, momentId: MomentId): Promise<string> {
	const said = { momentId, words: 'What a walk!', requestId: randomUUID() };
	return must(await commentOn(context, by, said)).id;
}

async function someFiles(context: Context, lena: MemberActor) {
	const { orgId, memberId } = lena;
	must(await keepPicture(context, lena, aPicture()));
	must(await keepOwnSound(context, lena, aSound()));
	const { picture } = (await preferencesOf(context.db, orgId, [memberId])).get(memberId)!;
	const { digest } = (await ownSoundOf(context.db, orgId, memberId))!;
	return { picture: picture!, sound: soundAddress(memberId, digest) };
}

async function someAwards(context: Context, database: Database, aiko: MemberActor) {
	const { orgId, memberId } = aiko;
	const [badge] = await listBadges(database.db, orgId);
	const at = context.clock.now();
	for (const reason of ['kept', 'shown'])
		await award(database.db, orgId, { badgeId: badge!.id, to: [memberId], by: null, reason, at });
	const [kept, shown] = await ownAwards(database.db, aiko);
	const credential = must(await share(context, aiko, shown!.id, 'http://localhost'));
	const { keys } = await readSharing(database.db, orgId);
	return { award: kept!.id, credential: credential.id, signingKey: keys[0]!.id };
}

function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(result.problem.detail);
	return result.value;
}
