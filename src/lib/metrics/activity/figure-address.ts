import { isId } from '#lib/platform/ids.ts';
import { isDay, type Day } from '#lib/platform/period.ts';
import { readListPage } from './list-page.ts';

/** Any figure of an organization, by its address: what, whose, and of which days. */
export interface FigureAddress {
	/** A metric's key, or `points`. */
	metric: string;
	/** Both inside. */
	from: Day;
	to: Day;
	/** A member's id; left out for everybody's together. */
	member?: string | undefined;
	/** A team's key: only what was earned in it. */
	team?: string | undefined;
	/** A group's key: only the days on which somebody was in it. */
	group?: string | undefined;
	/** A goal's id: only what it counts. */
	goal?: string | undefined;
	/** The page of the list; see `readListPage`. Left out for the newest. */
	page?: string | undefined;
}

/** Undefined where it names no figure. */
export function readFigureAddress(params: URLSearchParams): FigureAddress | undefined {
	const text = (name: string) => params.get(name)?.slice(0, 80) || undefined;
	const [metric, from, to, member] = [text('metric'), text('from'), text('to'), text('member')];
	if (!metric || !from || !to || !isDay(from) || !isDay(to) || from > to) return undefined;
	const goal = text('goal');
	if ((member && !isId(member)) || (goal && !isId(goal))) return undefined;
	const page = readListPage(text('page')) ? text('page') : undefined;
	return { metric, from, to, member, team: text('team'), group: text('group'), goal, page };
}

/** The page that shows what is behind a figure. */
export function figureHref(address: FigureAddress, change: Partial<FigureAddress> = {}): string {
	return `/figure?${search({ ...address, page: undefined, ...change })}`;
}

/** The file of everything behind a figure. */
export function figureFileHref(address: FigureAddress): string {
	return `/figure/csv?${search({ ...address, page: undefined })}`;
}

/** Where a form on the figure's page goes, so that its page of the list stays. */
export function figureAction(address: FigureAddress, action: string): string {
	return `?/${action}&${search(address)}`;
}

function search(address: FigureAddress): string {
	const pairs = Object.entries(address).filter(([, value]) => value);
	return new URLSearchParams(pairs as [string, string][]).toString();
}
