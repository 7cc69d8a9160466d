import { isId } from '#lib/platform/ids.ts';

/**
 * Where a page of a figure's list is: just older than an entry, or just newer. By the entry and not by
 * a number, so that what arrives between two pages moves nothing from one to the other.
 */
export interface ListPage {
	way: 'older' | 'newer';
	/** The entry's id. */
	than: string;
}

/** As an address has it: "older.<id>". Null for the newest page, and for what is no page. */
export function readListPage(text: string | undefined): ListPage | null {
	const [way, than, ...more] = (text ?? '').split('.');
	if ((way !== 'older' && way !== 'newer') || !than || !isId(than) || more.length) return null;
	return { way, than };
}
