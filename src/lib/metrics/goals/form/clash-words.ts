import { showFigure, type Unit } from '#lib/platform/quantity.ts';
import { ago } from '#lib/ui/ago.ts';
import { shortDay } from '../dates.ts';
import type { Part } from './opened-with.ts';

/** What two people changed: `held` by the first, `typed` by the second. Names for ids, figures as `Opened` has them. */
export interface Clash {
	part: Part;
	/** Who was first, "You" for oneself in another tab. */
	who: string;
	/** When; null where that is not known. */
	at: Date | null;
	held: string;
	typed: string;
	/** Of what it supports: somebody only asked for it, or left it there. */
	link?: 'asked' | 'left';
}

interface Frame {
	unit: Unit;
	currency: string;
	now: Date;
	timeZone: string;
}

/** "Ines set the target to 12 a minute ago. Save again to set 14." */
export function clashWords(clash: Clash, frame: Frame, again = 'Save again'): string {
	const { part, held, typed } = clash;
	const when = clash.at ? ` ${agoPhrase(clash.at, frame.now, frame.timeZone)}` : '';
	const done = clash.link ? LINKED[clash.link] : DONE[part];
	return `${clash.who} ${done(shown(part, held, frame))}${when}. ${again} to ${TO_DO[part](shown(part, typed, frame))}.`;
}

type Words = (text: string) => string;

/** What the first did, of the figures, the day or the name that is held now. */
const DONE: Record<Part, Words> = {
	title: (held) => `renamed it “${held}”`,
	why: (held) => (held ? `wrote “${held}” there` : 'took the why out'),
	target: (held) => `set the target to ${held}`,
	steps: (held) => (held ? `set further steps to ${held}` : 'took the further steps out'),
	commit: (held) => (held ? `set the bounds to ${held}` : 'took the bounds out'),
	endsOn: (held) => `moved the end to ${held}`,
	supports: (held) => (held ? `put it under “${held}”` : 'put it on its own'),
	owner: (held) => `handed it over to ${held}`,
	isOpen: (held) => (held === 'yes' ? 'opened it to join' : 'closed it to joining')
};

const LINKED: Record<NonNullable<Clash['link']>, Words> = {
	asked: (held) => (held ? `asked to put it under “${held}”` : 'asked that it stands on its own'),
	left: (held) => (held ? `left it under “${held}”` : 'left it on its own')
};

/** What the second does with what they typed. */
const TO_DO: Record<Part, Words> = {
	title: (typed) => `call it “${typed}”`,
	why: (typed) => (typed ? `write “${typed}”` : 'leave it empty'),
	target: (typed) => `set ${typed}`,
	steps: (typed) => (typed ? `set ${typed}` : 'take them out'),
	commit: (typed) => (typed ? `set ${typed}` : 'take them out'),
	endsOn: (typed) => `set ${typed}`,
	supports: (typed) => (typed ? `put it under “${typed}”` : 'put it on its own'),
	owner: (typed) => `hand it over to ${typed}`,
	isOpen: (typed) => (typed === 'yes' ? 'open it' : 'close it')
};

function shown(part: Part, text: string, { unit, currency }: Frame): string {
	const show = (figure: string) => showFigure(BigInt(figure), unit, currency);
	if (part === 'endsOn') return shortDay(text);
	if (part === 'target') return show(text);
	if (part === 'steps') return text.split(' ').filter(Boolean).map(show).join(' and ');
	if (part !== 'commit') return text;
	const [from, to] = text.split('-');
	if (from && to) return `${show(from)} to ${show(to)}`;
	return from ? `at least ${show(from)}` : to ? `at most ${show(to)}` : '';
}

/** "just now", "a minute ago", "5 minutes ago", "2 hours ago", "yesterday", "on Wed", "on 16 Nov". */
function agoPhrase(then: Date, now: Date, timeZone: string): string {
	const words = ago(then, now, timeZone);
	const [count, unit] = words.split(' ');
	if (words === 'now') return 'just now';
	if (unit === 'min') return count === '1' ? 'a minute ago' : `${count} minutes ago`;
	if (unit === 'h') return count === '1' ? 'an hour ago' : `${count} hours ago`;
	return words === 'yesterday' ? words : `on ${words}`;
}
