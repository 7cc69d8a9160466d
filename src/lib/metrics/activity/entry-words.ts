import { writeDate } from '#lib/platform/date-words.ts';
import type { OpenedEntry } from './opened-entry.ts';
import { dayWords, whatWords } from './behind-words.ts';

/** What an entry is now: "Aiko Kimura, Tue 17 Nov: 2 demos held. It does not count." */
export function entryLead({ rows, now, currency }: OpenedEntry): string {
	const row = rows.find(({ id }) => id === now.id);
	if (!row) return '';
	const what = `${row.member.name}, ${dayWords(row.day)}: ${whatWords({ ...row, note: null }, currency)}.`;
	return now.stands ? what : `${what} It does not count.`;
}

/** When a row came into the ledger, on the clocks of the organization: "Wed 18 Nov, 13:51". */
export function recordedWords(recordedAt: string, timeZone: string): string {
	const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
	const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
	return writeDate(new Date(recordedAt), { ...day, ...clock }, timeZone);
}
