import { expect, it } from 'vitest';
import { activities } from '#lib/metrics/activity/server/index.ts';
import { findFlags, flags } from '#lib/metrics/questions/server/index.ts';
import { contextOver, demoTeam } from '../../../../../tests/demo.ts';
import { freshDatabase } from '../../../../../tests/database.ts';

const AT_ONCE = 200;

it('little of the eight weeks of the demo team would have been worth a look', async () => {
	const { db } = await freshDatabase();
	const context = contextOver({ db });
	const { organization } = await demoTeam(context);
	const rows = await db.select({ id: activities.id }).from(activities).orderBy(activities.position);
	const ids = rows.map(({ id }) => id);
	for (let from = 0; from < ids.length; from += AT_ONCE)
		await findFlags(context, {
			orgId: organization.id,
			kind: 'activities',
			ids: ids.slice(from, from + AT_ONCE)
		});
	const found = await db.select().from(flags);
	expect(ids.length).toBeGreaterThan(1_500);
	expect(found.map(({ kind, seen }) => [kind, seen])).toEqual([]);
});
