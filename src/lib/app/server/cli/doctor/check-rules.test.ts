import { expect, it } from 'vitest';
import { momentFailures } from '#lib/moments/server/index.ts';
import { freshDatabase } from '../../../../../../tests/database.ts';
import { smallTeam } from '../../../../../../tests/small-team.ts';
import { checkRules } from './check-rules.ts';

it('names a parked rule, since when, at how many wins and what to do', async () => {
	const database = await freshDatabase();
	const { orgId } = await smallTeam(database);
	expect(await checkRules({ database })).toEqual([
		{ state: 'ok', text: 'No rule for moments is parked.' }
	]);
	const lastAt = new Date('2026-11-18T14:00:00Z');
	const failed = { orgId, rule: 'best-day', error: 'No such week\n at best-rules.ts', lastAt };
	await database.db.insert(momentFailures).values([
		{ ...failed, cause: 'activity:1', tries: 5 },
		{ ...failed, cause: 'activity:2', tries: 5 },
		{ ...failed, cause: 'activity:3', tries: 4 }
	]);
	const [finding, ...more] = await checkRules({ database });
	expect(more).toEqual([]);
	expect(finding).toMatchObject({
		state: 'fix',
		text: expect.stringMatching(
			/Halden & Co: the rule “Best day” is parked for 2 wins since 2026-11-18 14:00 UTC, .*“No such week”.*save the rule/
		)
	});
});
