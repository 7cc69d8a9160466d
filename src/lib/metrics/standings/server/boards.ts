import type { MemberId, OrgId } from '#lib/platform/ids.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { boardTopic, type BoardQuery } from '../board-query.ts';
import { moveOf, readAnnounced, type Announced } from './board-facts.ts';
import { defineBoard } from './define-board.ts';
import { holdBoard, readAgain, type HeldBoard } from './hold-board.ts';
import { readingOf, type BoardReading } from './read-board.ts';

/**
 * The boards this process holds in memory, for screens, their viewers' own places and the API alike.
 * One with 10,000 members takes some 9 MB.
 */
export interface Boards {
	/**
	 * A board with everything that was announced before the call. Refused where the metric, team, group
	 * or league is not the organization's.
	 */
	read(orgId: OrgId, query: BoardQuery): Promise<Result<BoardReading>>;
	/**
	 * Hears what an `Announce` said, before anybody does who then reads: what it moves is read again.
	 * Answers the facts as the topics of boards listen to them.
	 */
	heard(orgId: OrgId, facts: string[]): string[];
	/** Announcements may have been missed: every board is read anew. */
	missed(): void;
	/** How many boards are held, with how many rows. */
	counts(): { boards: number; rows: number };
}

export interface BoardLimits {
	/** How many boards are held at most. */
	boards: number;
	/** How many rows they may have together. */
	rows: number;
}

// Some 180 MB at most.
const LIMITS: BoardLimits = { boards: 256, rows: 200_000 };
const FORGET_AFTER_MS = 10 * 60_000;

interface Shelf {
	context: Pick<Context, 'db' | 'clock'>;
	limits: BoardLimits;
	/** The least recently used first. */
	slots: Map<string, Slot>;
}

interface Slot {
	orgId: OrgId;
	query: BoardQuery;
	held: HeldBoard | undefined;
	/** What has to be read again. */
	whole: boolean;
	members: Set<MemberId>;
	refreshing: Promise<Result<HeldBoard>> | undefined;
	/** What was announced while a read is under way, which may or may not have seen it. */
	meanwhile: Announced[];
	usedAt: number;
}

export function createBoards(
	context: Pick<Context, 'db' | 'clock'>,
	limits: BoardLimits = LIMITS
): Boards {
	const shelf: Shelf = { context, limits, slots: new Map() };
	return {
		read: (orgId, query) => read(shelf, orgId, query),
		heard(orgId, facts) {
			const announced = readAnnounced(facts);
			for (const slot of shelf.slots.values()) if (slot.orgId === orgId) hear(slot, announced);
			return announced.facts;
		},
		missed: () => shelf.slots.clear(),
		counts: () => ({ boards: shelf.slots.size, rows: rowsHeld(shelf) })
	};
}

async function read(shelf: Shelf, orgId: OrgId, query: BoardQuery): Promise<Result<BoardReading>> {
	const key = `${orgId} ${boardTopic(query)}`;
	const slot = shelf.slots.get(key) ?? emptySlot(orgId, query);
	// Put at the end: the most recently used.
	shelf.slots.delete(key);
	shelf.slots.set(key, slot);
	slot.usedAt = shelf.context.clock.now().getTime();
	const fresh = await refreshed(shelf, slot).catch((error: unknown) => {
		forget(shelf, key, slot);
		throw error;
	});
	if (!fresh.ok) forget(shelf, key, slot);
	sweep(shelf);
	return fresh.ok ? ok(readingOf(fresh.value)) : fresh;
}

function emptySlot(orgId: OrgId, query: BoardQuery): Slot {
	const empty = { held: undefined, whole: true, members: new Set<MemberId>() };
	return { orgId, query, ...empty, refreshing: undefined, meanwhile: [], usedAt: 0 };
}

async function refreshed(shelf: Shelf, slot: Slot): Promise<Result<HeldBoard>> {
	// A read under way may have begun before the last announcement; the next one has not.
	if (slot.refreshing) await slot.refreshing.catch(() => {});
	if (!slot.refreshing && slot.held && !isStale(shelf, slot)) return ok(slot.held);
	return (slot.refreshing ??= refresh(shelf, slot));
}

function isStale({ context }: Shelf, slot: Slot): boolean {
	const { definition } = slot.held!;
	// Nobody announces midnight to an organization without open screens.
	if (dayIn(definition.timeZone, context.clock.now()) !== definition.head.today) slot.whole = true;
	return slot.whole || slot.members.size > 0;
}

async function refresh({ context }: Shelf, slot: Slot): Promise<Result<HeldBoard>> {
	const { whole } = slot;
	const members = [...slot.members];
	slot.whole = false;
	slot.members.clear();
	slot.meanwhile = [];
	try {
		if (!whole && slot.held) await readAgain(context.db, slot.held, members);
		else {
			const defined = await defineBoard(context.db, slot.orgId, slot.query, context.clock.now());
			if (!defined.ok) return defined;
			slot.held = await holdBoard(context.db, defined.value);
		}
		return ok(slot.held!);
	} catch (error) {
		slot.whole = true;
		throw error;
	} finally {
		slot.refreshing = undefined;
		for (const announced of slot.meanwhile.splice(0)) hear(slot, announced);
	}
}

function hear(slot: Slot, announced: Announced): void {
	if (slot.refreshing) slot.meanwhile.push(announced);
	else if (slot.held) {
		const move = moveOf(slot.held.listens, announced);
		if (move === 'whole') slot.whole = true;
		else for (const id of move ?? []) slot.members.add(id);
	}
}

function forget({ slots }: Shelf, key: string, slot: Slot): void {
	if (slots.get(key) === slot) slots.delete(key);
}

function sweep(shelf: Shelf): void {
	const since = shelf.context.clock.now().getTime() - FORGET_AFTER_MS;
	let rows = rowsHeld(shelf);
	for (const [key, slot] of shelf.slots) {
		const few = shelf.slots.size <= shelf.limits.boards && rows <= shelf.limits.rows;
		if ((few && slot.usedAt > since) || shelf.slots.size === 1) return;
		if (slot.refreshing) continue;
		rows -= rowsIn(slot);
		shelf.slots.delete(key);
	}
}

function rowsHeld({ slots }: Shelf): number {
	return [...slots.values()].reduce((sum, slot) => sum + rowsIn(slot), 0);
}

function rowsIn({ held }: Slot): number {
	return held ? held.ladder.size + held.without.size : 0;
}
