import { expect, test } from 'vitest';
import { freshDatabase } from '../../../../tests/database.ts';
import { smallTeam } from '../../../../tests/small-team.ts';
import type { RecognitionId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { newId } from '#lib/platform/server/ids.ts';
import { feedTopic, findMoments, type Thanks } from './index.ts';

/** The database, until it has inserted so many times, in a transaction or not. */
function breaksAfter(db: Queryable, inserts: number): Queryable {
	let left = inserts;
	const fragile = (whole: Queryable): Queryable =>
		new Proxy(whole, {
			get(target, name) {
				if (name === 'insert' && left-- <= 0) throw new Error('The database is away');
				if (name === 'transaction')
					return (run: (tx: Queryable) => Promise<unknown>) =>
						target.transaction((tx) => run(fragile(tx)));
				const value = Reflect.get(target, name) as unknown;
				return typeof value === 'function' ? value.bind(target) : value;
			}
		});
	return fragile(db);
}

test('what broke half way is told, and the next try finds it all, once', async () => {
	const database = await freshDatabase();
	const { context, announced, orgId, aiko, lena, ines } = await smallTeam(database);
	const id = newId<'recognition'>() as RecognitionId;
	const thanks: Thanks = {
		id,
		fromId: ines.memberId,
		to: [aiko.memberId, lena.memberId],
		value: 'courage',
		badgeId: null,
		badgeName: null,
		goalId: null,
		sentence: 'You called Brightline back before lunch.',
		inFeed: true,
		onTv: true,
		at: context.clock.now()
	};
	const fact = { orgId, kind: 'recognition', id } as const;
	const fragile = { ...context, db: breaksAfter(context.db, 1) };
	await expect(findMoments(fragile, fact, async () => thanks)).rejects.toThrow('away');
	expect(announced()).toEqual(['moments', 'asks']);
	expect((await feedTopic(database.db).read(orgId, {}))?.state.moments).toEqual([]);
	await findMoments(context, fact, async () => thanks);
	expect(announced()).toEqual(['moments']);
	const feed = await feedTopic(database.db).read(orgId, {});
	expect(feed?.state.moments).toHaveLength(2);
	await findMoments(context, fact, async () => thanks);
	expect(announced()).toEqual([]);
});
