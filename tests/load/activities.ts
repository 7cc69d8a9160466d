import { PgDialect } from 'drizzle-orm/pg-core';
import type { LedgerRow } from '#lib/metrics/activity/server/ledger-row.ts';
import { HOW_MANY, ledgerStatement } from '#lib/metrics/activity/server/ledger-statement.ts';
import type { Entry } from '#lib/metrics/activity/server/index.ts';
import { scoringRule } from '#lib/metrics/activity/prepare.ts';
import { addDays } from '#lib/platform/period.ts';
import { newId } from '#lib/platform/server/ids.ts';
import type { Field } from './ground.ts';

// Not deals won: each of those rings, and ringing is not what is measured here.
// Nor, unless asked for, calls and their outcome, which a guardrail weighs.
const FREE = ['demos-held', 'revenue'];
const GUARDED = ['calls-connected', 'first-meetings'];
const CALENDAR = { weekStart: 1, fiscalStart: 1 };

const DAYS = 28;

let made = 0;

interface Drawn {
	rep: Field['reps'][number];
	metric: Field['metrics'][number];
	day: string;
	externalId: string;
}

function draw(field: Field, days: number, keys: string[]): Drawn {
	made += 1;
	const today = new Date().toISOString().slice(0, 10);
	const key = keys[Math.floor(Math.random() * keys.length)];
	return {
		rep: field.reps[Math.floor(Math.random() * field.reps.length)]!,
		metric: field.metrics.find((metric) => metric.key === key)!,
		day: addDays(today, -Math.floor(Math.random() * days)),
		externalId: `bench-${made}`
	};
}

/** An entry as the API takes it, on one of the last days. */
export function entry(field: Field, guarded = false): Entry {
	const { rep, metric, day, externalId } = draw(field, DAYS, guarded ? GUARDED : FREE);
	const value = metric.unit === 'money' ? '125.50' : '1';
	return {
		metric: metric.key,
		member: rep.email,
		value,
		occurredAt: day,
		source: 'bench',
		externalId
	};
}

export interface Statement {
	text: string;
	values: unknown[];
}

/** From so many on a batch is recorded as if all of it were new. */
const LARGE = 100;

/** The ledger's own statement for so many activities, ready to be sent by a bare driver. */
export function statement(field: Field, size: number, days = DAYS): Statement {
	const now = new Date();
	const rows = Array.from({ length: size }, () => row(field, days, now));
	const { sql: text, params } = new PgDialect().sqlToQuery(
		ledgerStatement(rows, [], size < LARGE ? undefined : HOW_MANY)
	);
	return { text, values: params.map(encode) };
}

function row(field: Field, days: number, now: Date): LedgerRow {
	const { rep, metric, day, externalId } = draw(field, days, FREE);
	const cap = metric.dailyCap === null ? null : BigInt(metric.dailyCap);
	return {
		orgId: field.orgId,
		id: newId<'activity'>(now),
		source: 'bench',
		externalId,
		fingerprint: externalId.padStart(32, '0'),
		metricId: metric.id,
		ruleVersion: metric.ruleVersion,
		memberId: rep.id,
		teamId: rep.teamId,
		value: metric.unit === 'money' ? 12550n : 1n,
		sign: 1,
		occurredAt: new Date(`${day}T09:00:00Z`),
		day,
		recordedAt: now,
		recordedBy: 'bench',
		segment: null,
		note: null,
		reversesId: null,
		replacesId: null,
		rule: scoringRule(metric.pointsPerUnit, cap, metric.unit, 'EUR'),
		calendar: CALENDAR
	};
}

// Arrays as PostgreSQL writes them, so that the bare driver has nothing left to do in measured time.
function encode(value: unknown): unknown {
	if (!Array.isArray(value)) return value;
	const cells = value.map((cell) => {
		if (cell === null) return 'NULL';
		return `"${cell instanceof Date ? cell.toISOString() : String(cell)}"`;
	});
	return `{${cells.join(',')}}`;
}
