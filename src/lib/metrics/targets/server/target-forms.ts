import { z } from 'zod';
import { isId, type MemberId } from '#lib/platform/ids.ts';
import { PERIOD_KINDS } from '#lib/platform/period.ts';
import { many } from '#lib/platform/server/form.ts';
import type { SetTargets } from './set-targets.ts';

const member = z.custom<MemberId>((id) => typeof id === 'string' && isId(id), 'Reload the page.');

/** Everybody on the form as `member`, and what was typed for them as `target.<member id>`. */
export const targetsForm = z
	.object({
		metric: z.string('Choose what the targets are for.').max(80),
		period: z.enum(PERIOD_KINDS, 'Choose day, week, month or quarter.'),
		member: many(member)
	})
	.catchall(z.unknown())
	.transform(({ metric, period, member: ids, ...typed }): SetTargets => ({
		metric,
		period,
		people: [...new Set(ids)].map((memberId) => ({
			memberId,
			text: String(typed[`target.${memberId}`] ?? '').slice(0, 40)
		}))
	}));
