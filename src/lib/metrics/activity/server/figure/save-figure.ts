import { and, lt } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { BYTE_ORDER_MARK } from '#lib/platform/csv.ts';
import type { ActivityId, OrgId } from '#lib/platform/ids.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { FigureAddress } from '../../figure-address.ts';
import {
	fileClosedLine,
	fileHead,
	fileHeldLine,
	fileLine,
	fileName,
	fileStartLine
} from '../../figure-file.ts';
import { itemsOf, ledgerRows } from './behind-items.ts';
import { beyond, byTime } from './behind-order.ts';
import { startOf, type BehindQuery } from './behind-query.ts';
import type { ClosedFigure, ClosedFigureOf } from './closed-figure.ts';
import { counted } from './counted.ts';
import { findFigure, type FoundFigure } from './find-figure.ts';
import type { GoalFigureOf } from './goal-figure.ts';
import { closedOf } from './goal-sums.ts';
import { heldLines } from './held-lines.ts';
import { activities } from '../schema.ts';

export interface FigureFile {
	name: string;
	/** UTF-8 text of the file, a page of the ledger at a time. */
	body: ReadableStream<Uint8Array>;
}

const LINES_A_PAGE = 500;
/** Each holds a connection of the database until it is through. */
const FILES_AT_ONCE = 6;
const FILES_OF_ONE_ORGANIZATION = 3;
const STALLED_MS = 30_000;

/** The organizations whose files are being written, once a file. */
const open: OrgId[] = [];

/**
 * Everything behind a figure as a file, for whoever may see the figure. All pages are read from one
 * moment of the database, so that the file adds up to a figure that stood; of a closed period to the
 * final one, without what came later.
 */
export async function saveFigure(
	{ db }: Context,
	actor: MemberActor,
	address: FigureAddress,
	closedFigureOf: ClosedFigureOf = async () => null,
	goalFigureOf: GoalFigureOf = async () => undefined
): Promise<Result<FigureFile>> {
	if (!may(actor, { may: 'standings.read' }))
		return refuse('forbidden', 'These figures are not for you.');
	const found = await findFigure(db, actor.orgId, address, goalFigureOf);
	if (!found)
		return refuse('missing', 'There is no such figure here. It may be in another organization.');
	const own = open.filter((orgId) => orgId === actor.orgId).length;
	if (open.length >= FILES_AT_ONCE || own >= FILES_OF_ONE_ORGANIZATION)
		return refuse('too-many', 'Others are saving files right now. Try again in a minute.');
	const name = fileName(found.whose, found.name, address.from, address.to);
	return ok({ name, body: streamed(db, actor.orgId, found, closedFigureOf) });
}

function streamed(
	db: Queryable,
	orgId: OrgId,
	{ query }: FoundFigure,
	closedFigureOf: ClosedFigureOf
): ReadableStream<Uint8Array> {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const writer = writable.getWriter();
	const encoder = new TextEncoder();
	open.push(orgId);
	void db
		.transaction(
			async (tx) => {
				const closed = await closedOf(tx, orgId, query, closedFigureOf);
				for await (const text of pages(tx, orgId, query, closed))
					await inTime(writer.write(encoder.encode(text)));
			},
			{ isolationLevel: 'repeatable read', accessMode: 'read only' }
		)
		.then(() => writer.close())
		.catch((reason: unknown) => writer.abort(reason).catch(() => undefined))
		.finally(() => open.splice(open.indexOf(orgId), 1));
	return readable;
}

/** Whoever has stopped reading lets go of the connection. */
async function inTime(written: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const stalled = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('nobody reads this file')), STALLED_MS);
	});
	await Promise.race([written, stalled]).finally(() => clearTimeout(timer));
}

async function* pages(
	tx: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	closed: ClosedFigure | null
): AsyncGenerator<string> {
	const organization = await readOrganization(tx, orgId);
	const { currency, timeZone } = organization;
	const unit = query.metric?.unit ?? 'points';
	yield BYTE_ORDER_MARK + fileHead(unit);
	let points = 0n;
	for (let last: ActivityId | undefined; ;) {
		const rows = await readLines(tx, orgId, query, last, closed);
		const items = await itemsOf(tx, orgId, rows, currency);
		if (items.length)
			yield items.map((item) => fileLine(item, { unit, currency, timeZone })).join('');
		points += items.reduce((sum, item) => sum + BigInt(item.points), 0n);
		last = rows.at(-1)?.activity.id;
		if (rows.length < LINES_A_PAGE) break;
	}
	if (startOf(query)) yield fileStartLine(query.from, startOf(query), query.metric!, currency);
	if (unit !== 'points') return;
	const heldThen = closed ? BigInt(closed.sum) - points : 0n;
	if (heldThen) yield fileClosedLine(query.to, heldThen);
	if (closed) return;
	const held = await heldLines(tx, organization, query);
	if (held.length) yield held.map((line) => fileHeldLine(line, currency)).join('');
}

// By its last row rather than by an offset: the thousandth page costs what the first does.
function readLines(
	tx: Queryable,
	orgId: OrgId,
	query: BehindQuery,
	last: ActivityId | undefined,
	closed: ClosedFigure | null
) {
	return ledgerRows(tx)
		.where(
			and(
				counted(orgId, query),
				closed ? lt(activities.position, closed.position) : undefined,
				last ? beyond(tx, orgId, { way: 'older', than: last }) : undefined
			)
		)
		.orderBy(...byTime('newest'))
		.limit(LINES_A_PAGE);
}
