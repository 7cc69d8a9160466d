import { csvLine } from '#lib/platform/csv.ts';
import { formatDecimal } from '#lib/platform/decimal.ts';
import { scaleOf, type FigureUnit, type Unit } from '#lib/platform/quantity.ts';
import type { BehindItem, HeldLine } from './behind.ts';
import { heldWords, ruleWords } from './behind-words.ts';

/** The columns, in words. `Points` or `Amount`, whichever the figure counts, adds up to it. */
export function fileHead(unit: FigureUnit): string {
	return csvLine([
		'Day',
		'Time',
		'Who',
		'What',
		'Amount',
		'Unit',
		...(unit === 'points' ? ['Points'] : []),
		'Source',
		'External id',
		'Recorded by',
		'Recorded at',
		'Note',
		'Segment',
		'Rule',
		'Entry',
		'Takes back'
	]);
}

interface Setting {
	unit: FigureUnit;
	currency: string;
	timeZone: string;
}

/** An entry as a line: exact decimals in the unit people count in, euros rather than cents. */
export function fileLine(item: BehindItem, { unit, currency, timeZone }: Setting): string {
	const { metric } = item;
	return csvLine([
		item.day,
		timeOf(item.occurredAt, timeZone),
		item.member.name,
		metric.name,
		{ figure: formatDecimal(BigInt(item.value), scaleOf(metric.unit, currency)) },
		unitName(metric.unit, currency),
		...(unit === 'points' ? [pointsCell(item.points)] : []),
		item.source === 'manual' ? 'by hand' : item.source,
		item.externalId,
		item.recordedBy,
		item.recordedAt,
		item.note ?? '',
		item.segment ?? '',
		ruleWords(item, currency),
		item.id,
		item.reverses ?? ''
	]);
}

/** What a daily cap or a guardrail changes, as a line of its own: points only. */
export function fileHeldLine(line: HeldLine, currency: string): string {
	const empty = Array.from({ length: 4 }, () => '');
	return csvLine([
		line.day,
		'',
		line.member.name,
		line.metric.name,
		'',
		'',
		pointsCell(line.points),
		...empty,
		heldWords(line, currency),
		'',
		'',
		'',
		''
	]);
}

/** Of a closed figure, what caps and guardrails had held back by then, in one line. */
export function fileClosedLine(day: string, points: bigint): string {
	const empty = Array.from({ length: 5 }, () => '');
	const held = 'Held back by caps and guardrails when it closed';
	return csvLine([day, ...empty, pointsCell(String(points)), '', '', '', '', held, '', '', '', '']);
}

/** What was there when a goal began: with it, the amounts add up to the goal's figure. */
export function fileStartLine(
	day: string,
	start: bigint,
	metric: { name: string; unit: Unit },
	currency: string
): string {
	const amount = { figure: formatDecimal(start, scaleOf(metric.unit, currency)) };
	const empty = Array.from({ length: 4 }, () => '');
	const said = [amount, unitName(metric.unit, currency), ...empty];
	return csvLine([day, '', '', metric.name, ...said, '', 'Where it began', '', '', '', '']);
}

/** "Aiko Kimura, points, 2026-11-16 to 2026-11-22.csv": without what a file system takes amiss. */
export function fileName(whose: string, what: string, from: string, to: string): string {
	const days = from === to ? from : `${from} to ${to}`;
	const name = `${whose}, ${what.toLowerCase()}, ${days}`;
	return `${name.replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ').trim()}.csv`;
}

function pointsCell(points: string) {
	return { figure: formatDecimal(BigInt(points), scaleOf('points', 'EUR'), true) };
}

function unitName(unit: Unit, currency: string): string {
	return unit === 'money' ? currency : unit;
}

// The organization's midnight stands for a day without a time.
function timeOf(occurredAt: string, timeZone: string): string {
	const time = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23'
	}).format(new Date(occurredAt));
	return time === '00:00:00' ? '' : time;
}
