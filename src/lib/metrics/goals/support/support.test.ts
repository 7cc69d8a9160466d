import { expect, test } from 'vitest';
import type { GoalId } from '#lib/platform/ids.ts';
import type { GoalScope } from '../goal.ts';
import { usualParent, type SupportChoice } from './support.ts';

const choice = (scope: GoalScope): SupportChoice => ({ id: scope as GoalId, title: scope, scope });

test.each<[GoalScope, GoalScope[], GoalScope | undefined]>([
	['member', ['member', 'pod', 'team', 'organization'], 'team'],
	['pod', ['organization', 'team'], 'organization'],
	['team', ['team', 'organization'], 'organization'],
	['team', ['team'], undefined],
	['organization', ['organization'], 'organization'],
	['member', ['member'], undefined]
])('a %s’s goal that may support %s usually supports %s', (scope, near, expected) => {
	expect(usualParent(scope, near.map(choice))?.scope).toBe(expected);
});
