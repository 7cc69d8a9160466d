import { and, asc, eq, isNull } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization, readPerson } from '#lib/identity/server/index.ts';
import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { concerned } from './concerned.ts';
import { holdCard, newestCard } from './newest-card.ts';
import { prepareLines, type StoredLine, type TypedLine } from './prepare-lines.ts';
import { expectationCards, expectations, expectationWords } from './schema.ts';

export interface WriteCard {
	memberId: MemberId;
	/** The version that whoever writes has before them; 0 where nothing was written yet. */
	basedOn: number;
	lines: TypedLine[];
	/** The same one writes the same version. */
	requestId: string;
}

export interface Written {
	version: number;
	/** How many things are on the card. */
	lines: number;
	/** False where every word is the one that stood there: no new version, and nobody is asked. */
	changed: boolean;
}

const CHANGED =
	'Somebody changed this card while you wrote. Open it again, look at what is new, then change it.';

/**
 * Writes down what is expected of somebody, as a new version that asks for a new tap; without a line
 * the card is taken back, and its history stays. What was said to the version before is answered by it.
 * For whoever leads the person; a card is a rep's.
 */
export async function writeCard(
	context: Context,
	actor: MemberActor,
	command: WriteCard
): Promise<Result<Written>> {
	const { db, clock } = context;
	const { orgId } = actor;
	const organization = await readOrganization(db, orgId);
	const now = clock.now();
	const today = dayIn(organization.timeZone, now);
	const person = await readPerson(db, orgId, command.memberId, today);
	if (!person) return refuse('missing', 'Nobody of this organization has this card.');
	if (!may(actor, { may: 'expectations.write', team: person.teamId }))
		return refuse('forbidden', 'Only who leads somebody writes their card.');
	if (person.role !== 'rep')
		return refuse('invalid', 'A card is for a rep. Talk with whoever leads about theirs.');
	const done = await db.transaction(async (tx) => {
		await holdCard(tx, orgId, person.id);
		const newest = await newestCard(tx, orgId, person.id);
		if (newest?.requestId === command.requestId) return repeated(tx, orgId, newest);
		if ((newest?.version ?? 0) !== command.basedOn) return refuse('conflict', CHANGED);
		const before = newest ? await storedLines(tx, orgId, person.id, newest.version) : [];
		const known = before.map(({ lineId }) => lineId);
		const lines = await prepareLines(tx, command.lines, { organization, today, known });
		if (!lines.ok) return lines;
		if (sayTheSame(before, lines.value))
			return ok({ version: command.basedOn, lines: before.length, changed: false });
		return keep(tx, actor, command, lines.value, now);
	});
	if (done.ok && done.value.changed) context.announce(orgId, concerned(person.id, person.teamId));
	return done;
}

async function repeated(
	tx: Queryable,
	orgId: OrgId,
	{ memberId, version }: typeof expectationCards.$inferSelect
): Promise<Result<Written>> {
	const lines = await storedLines(tx, orgId, memberId, version);
	return ok({ version, lines: lines.length, changed: false });
}

async function keep(
	tx: Queryable,
	{ orgId, memberId: by }: MemberActor,
	{ memberId, basedOn, requestId }: WriteCard,
	lines: StoredLine[],
	now: Date
): Promise<Result<Written>> {
	const version = basedOn + 1;
	await tx
		.insert(expectationCards)
		.values({ orgId, memberId, version, writtenBy: by, writtenAt: now, requestId });
	if (lines.length)
		await tx
			.insert(expectations)
			.values(lines.map((line, position) => ({ orgId, memberId, version, position, ...line })));
	await settleOpen(tx, orgId, memberId, by, now);
	return ok({ version, lines: lines.length, changed: true });
}

/** What the member said and nobody has answered is answered. */
export async function settleOpen(
	tx: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	by: MemberId,
	at: Date
): Promise<void> {
	await tx
		.update(expectationWords)
		.set({ settledAt: at, settledBy: by })
		.where(
			and(
				eq(expectationWords.orgId, orgId),
				eq(expectationWords.memberId, memberId),
				isNull(expectationWords.settledAt)
			)
		);
}

async function storedLines(
	tx: Queryable,
	orgId: OrgId,
	memberId: MemberId,
	version: number
): Promise<StoredLine[]> {
	const rows = await tx
		.select()
		.from(expectations)
		.where(
			and(
				eq(expectations.orgId, orgId),
				eq(expectations.memberId, memberId),
				eq(expectations.version, version)
			)
		)
		.orderBy(asc(expectations.position));
	return rows.map(
		({ orgId: _org, memberId: _member, version: _of, position: _at, ...line }) => line
	);
}

function sayTheSame(before: readonly StoredLine[], after: readonly StoredLine[]): boolean {
	return JSON.stringify(before.map(comparable)) === JSON.stringify(after.map(comparable));
}

function comparable(line: StoredLine): [string, string][] {
	return Object.entries(line)
		.map(([name, value]): [string, string] => [name, String(value)])
		.sort(([a], [b]) => (a < b ? -1 : 1));
}
