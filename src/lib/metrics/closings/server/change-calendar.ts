import { and, eq, inArray } from 'drizzle-orm';
import type { MemberActor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import {
	calendarOf,
	noteChange,
	organizations,
	readOrganization
} from '#lib/identity/server/index.ts';
import { holdLedger, rebuildOrganization } from '#lib/metrics/activity/server/index.ts';
import type { Calendar } from '#lib/platform/period.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { retried, type Queryable } from '#lib/platform/server/database.ts';
import type { OrgId } from '#lib/platform/ids.ts';
import { closings } from './schema.ts';

/**
 * Changes the day on which weeks start, or the month in which the fiscal year does, and counts every
 * total anew. Until the first week, or quarter, has closed: what was shown as final stays in its
 * period, and so does the calendar. Whoever records meanwhile waits.
 */
export async function changeCalendar(
	context: Context,
	actor: MemberActor,
	calendar: Calendar
): Promise<Result<null>> {
	if (!may(actor, { may: 'organization.edit' }))
		return refuse('forbidden', 'Only an admin can change this. Ask one of yours.');
	const { orgId, memberId } = actor;
	const changed = await retried(() =>
		context.db.transaction(async (tx) => {
			// Until all who have read the old calendar have committed; nobody reads the new one before it stands.
			await holdLedger(tx, orgId);
			const organization = await readOrganization(tx, orgId);
			const before = calendarOf(organization);
			const problem = await fieldsClosed(tx, orgId, before, calendar);
			if (problem) return problem;
			if (sameCalendar(before, calendar)) return ok(null);
			await tx.update(organizations).set(calendar).where(eq(organizations.id, orgId));
			await noteChange(tx, {
				orgId,
				at: context.clock.now(),
				by: `member:${memberId}`,
				kind: 'calendar',
				subject: 'organization',
				before,
				after: calendar,
				effectiveFrom: null
			});
			await rebuildOrganization(tx, organization);
			return ok(null);
		})
	);
	if (changed.ok) context.announce(orgId, ['*']);
	return changed;
}

async function fieldsClosed(tx: Queryable, orgId: OrgId, before: Calendar, after: Calendar) {
	const rows = await tx
		.selectDistinct({ kind: closings.periodKind })
		.from(closings)
		.where(and(eq(closings.orgId, orgId), inArray(closings.periodKind, ['week', 'quarter'])));
	const closed = new Set(rows.map(({ kind }) => kind));
	const fields: Record<string, string> = {};
	if (closed.has('week') && before.weekStart !== after.weekStart)
		fields.weekStart =
			'The first week has closed. Its figures are final, so the week stays as it is.';
	if (closed.has('quarter') && before.fiscalStart !== after.fiscalStart)
		fields.fiscalStart =
			'The first quarter has closed. Its figures are final, so the fiscal year stays as it is.';
	const [detail] = Object.values(fields);
	return detail && refuse('invalid', detail, fields);
}

function sameCalendar(a: Calendar, b: Calendar): boolean {
	return a.weekStart === b.weekStart && a.fiscalStart === b.fiscalStart;
}
