/**
 * Something that waits for one member: a goal to agree, an answer they owe, a card to read. It is
 * shown to that member alone. `sentence` says who wants what, in one spoken line; `detail` adds a
 * line where it helps. `href` is the page on which it is answered, from the site's root.
 * `at` is RFC 3339. `id` is unique among one member's asks of a `kind` and stays the same
 * until the ask is answered.
 */
export interface Ask {
	id: string;
	kind: string;
	sentence: string;
	detail?: string;
	href: string;
	at: string;
}
