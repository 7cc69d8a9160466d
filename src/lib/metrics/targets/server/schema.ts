import { date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ofMember } from '#lib/identity/server/schema.ts';
import {
	idColumn,
	instantColumn,
	orgColumn,
	quantityColumn
} from '#lib/platform/server/columns.ts';
import type { PeriodKind } from '#lib/platform/period.ts';

/**
 * What a member aims at in one metric, or in points, in every period of a kind. A period goes by the
 * newest version that holds on its last day (today, while it runs), so a period that is over keeps
 * the target it had.
 */
export const targets = pgTable(
	'targets',
	{
		orgId: orgColumn(),
		memberId: idColumn<'member'>('member_id').notNull(),
		/** The nil id for points. */
		metricId: uuid('metric_id').notNull(),
		periodKind: text('period_kind').$type<PeriodKind>().notNull(),
		effectiveFrom: date('effective_from').notNull(),
		/** The metric's smallest unit, or billionths of a point; null from where there is none any more. */
		value: quantityColumn('value'),
		setBy: idColumn<'member'>('set_by'),
		setAt: instantColumn('set_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.orgId, t.metricId, t.periodKind, t.memberId, t.effectiveFrom] }),
		ofMember(t)
	]
);
