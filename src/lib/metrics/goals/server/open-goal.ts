import type { MemberActor } from '#lib/identity/actor.ts';
import type { GoalId, OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { historyWords } from '../page/history-words.ts';
import { reachedLines, stepsEver } from '../page/reached-lines.ts';
import { stepWords } from '../ahead/next-step.ts';
import type { Goal } from '../goal.ts';
import type { GoalLink, HistoryEntry } from '../page/opened-goal.ts';
import { askedWords } from '../support/bounds.ts';
import { placeNow } from '../support/place.ts';
import { supportChoices, type SupportChoice } from '../support/support.ts';
import { FEEDERS_NAMED } from '../page/work.ts';
import { personOf } from './person-of.ts';
import { answererOf, nameOf } from './support/prepare-support.ts';
import { readContributions, readTaps } from './feeding/read-contributions.ts';
import { readCrossings } from './feeding/read-crossings.ts';
import { readGoal, readHead } from './read-goals.ts';
import { readAbove, readSupporters } from './support/read-goal-links.ts';
import { readHelps } from './help/read-helps.ts';
import { readHistory } from './read-history.ts';
import { lastAsked } from './support/last-asked.ts';
import { listChoices } from './support/read-lineage.ts';
import { readOffers } from './read-offers.ts';
import { readPutIn } from './people/read-put-in.ts';
import { readPeopleNear } from './people/read-people-near.ts';
import { readRights } from './read-rights.ts';
import { withRhythms } from './people/shared-goals.ts';
import { findGoal, type StoredGoal } from './stored-goals.ts';

/** One goal with what it hangs from, what supports it and who feeds it; undefined where there is none. */
export async function openGoal(context: Context, actor: MemberActor, id: GoalId) {
	const { db, clock } = context;
	const { orgId, memberId } = actor;
	const stored = await findGoal(db, orgId, id);
	const found = stored && (await readGoal(db, orgId, id));
	if (!stored || !found) return undefined;
	const now = clock.now();
	const frame = await readHead(db, orgId, now);
	const [goal] = await withRhythms(db, orgId, [found], now);
	const rights = await readRights(db, actor, stored, goal!, frame.today);
	const parent = stored.parentId ? await findGoal(db, orgId, stored.parentId) : undefined;
	const above = await readAbove(db, orgId, id);
	return {
		goal: goal!,
		above,
		...(await readSupporters(db, orgId, id)),
		frame,
		mine: goal!.member?.id === memberId,
		rights,
		answer: await answerTo(db, stored),
		/** What the goal above asks of it, in a sentence. */
		bounds: parent && askedWords(stored, parent, goal!.unit, frame.currency),
		handing: await handingOf(db, stored),
		/** Who put the reader into it, while they have not said whether they stay; and since when it counts. */
		putIn: (await readPutIn(context, actor, id))[0] ?? null,
		parents: rights.change ? await parentsOf(db, actor, goal!, above, frame.today) : [],
		people: rights.change || rights.askForHelp ? await readPeopleNear(db, actor) : [],
		/** One more than is named tells that there are more. */
		contributions:
			goal!.measure === 'metric' ? await readContributions(db, orgId, id, FEEDERS_NAMED + 1) : [],
		taps: goal!.measure === 'check-in' ? await readTaps(db, orgId, id) : [],
		history: await historyOf(db, orgId, stored, goal!, frame.currency),
		helps: await readHelps(db, orgId, id, memberId),
		offer: await offerOf(db, actor, goal!, frame.currency, now),
		tapKey: newId<'tap'>(now)
	};
}

/** Who is asked to answer for it after its owner left, and by whom. */
async function handingOf(db: Queryable, { orgId, offeredTo, offeredBy }: StoredGoal) {
	return {
		to: (await nameOf(db, orgId, offeredTo)) ?? null,
		by: (await nameOf(db, orgId, offeredBy)) ?? null
	};
}

/** Whose answer a proposal, or a goal that is to stand elsewhere, waits for, and what a no said. */
async function answerTo(db: Queryable, goal: StoredGoal) {
	const place = placeNow(goal);
	const parent = place ? await findGoal(db, goal.orgId, place) : undefined;
	const asked = await lastAsked(db, goal.orgId, goal.id);
	return {
		waitsFor: (await nameOf(db, goal.orgId, answererOf(parent))) ?? null,
		declinedWhy: goal.declinedAt ? goal.declinedWhy : null,
		proposedBy: asked?.by ?? (await nameOf(db, goal.orgId, goal.createdBy)) ?? null,
		...(asked?.moved ? { under: parent?.title ?? null } : {})
	};
}

/** What it supports now, or is to support, stays among the choices, also where that goal is over. */
async function parentsOf(
	db: Queryable,
	actor: MemberActor,
	goal: Goal,
	above: GoalLink[],
	today: string
): Promise<Pick<SupportChoice, 'id' | 'title'>[]> {
	const found = await listChoices(db, actor.orgId, goal, personOf(actor), today);
	const choices = supportChoices(goal.scope, found);
	const held = [above[0], goal.wanted].flatMap((each) =>
		each?.id ? [{ id: each.id as GoalId, title: each.title ?? '' }] : []
	);
	const known = new Set(choices.map(({ id }) => id));
	return [...held.filter(({ id }) => !known.has(id)), ...choices];
}

/** What people did with it, and where its work took it to a step or below it, in their order. */
async function historyOf(
	db: Queryable,
	orgId: OrgId,
	{ createdAt }: StoredGoal,
	{ id, unit, measure, target, further }: Goal,
	currency: string
): Promise<HistoryEntry[]> {
	const changes = await readHistory(db, orgId, id);
	const stepped = { createdAt, measure, steps: [target, ...further].map(BigInt) };
	const crossings = await readCrossings(db, orgId, id, stepsEver(stepped, changes));
	const reached = reachedLines(stepped, changes, crossings, { unit, currency });
	const said = changes.map((change) => ({
		...{ id: change.id, at: change.at },
		...historyWords(change, unit, currency)
	}));
	const lines = reached.map(({ at, sentence }, i) => ({
		...{ id: `reached-${i}`, at: at.toISOString(), sentence }
	}));
	return [...said, ...lines].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The next step in words, for who answers for a goal that was reached early. */
async function offerOf(
	db: Queryable,
	actor: MemberActor,
	goal: Goal,
	currency: string,
	now: Date
): Promise<{ target: string; words: string } | null> {
	if (goal.owner?.id !== actor.memberId) return null;
	const step = (await readOffers(db, actor.orgId, [goal], now)).get(goal.id);
	return step ? { target: String(step.target), words: stepWords(step, goal, currency) } : null;
}
