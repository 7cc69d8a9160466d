import type { MemberActor } from '#lib/identity/actor.ts';
import type { MemberId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import type { Value } from '#lib/recognition/recognition.ts';
import {
	spreadOverPeople,
	spreadOverValues,
	type SpreadCount
} from '#lib/recognition/server/index.ts';
import { SPREAD_DAYS, type Led, type SpreadRow, type SpreadValue } from '../overview.ts';

const DAY_MS = 86_400_000;

interface Spreading {
	values: readonly Value[];
	/** Everybody it is about; undefined for the whole organization. */
	all: readonly MemberId[] | undefined;
	/** Those with a row of their own. */
	shown: readonly Led[];
	now: Date;
}

/** How the words of the last weeks spread over values and people, nobody before anybody else. */
export async function readSpreadOf(
	db: Queryable,
	reader: MemberActor,
	{ values, all, shown, now }: Spreading
): Promise<{ values: SpreadValue[]; rows: SpreadRow[] }> {
	const since = new Date(now.getTime() - SPREAD_DAYS * DAY_MS);
	const together = await spreadOverValues(db, reader, {
		...(all && { people: all }),
		since,
		now
	});
	const people = shown.map(({ id }) => id);
	const each = await spreadOverPeople(db, reader, { people, since, now });
	return {
		values: values.map(({ id, name }) => {
			const { own = 0, others = 0 } = together.find(({ valueId }) => valueId === id) ?? {};
			return { value: name, own, others };
		}),
		rows: shown.map(({ id, name }) => ({ id, name, ...rowOf(each.get(id) ?? [], values) }))
	};
}

function rowOf(counts: readonly SpreadCount[], values: readonly Value[]) {
	return {
		own: counts.reduce((sum, { own }) => sum + own, 0),
		others: counts.reduce((sum, { others }) => sum + others, 0),
		values: values.flatMap(({ id, name }) => {
			const found = counts.find(({ valueId }) => valueId === id);
			return found ? [{ value: name, times: found.own + found.others }] : [];
		})
	};
}
