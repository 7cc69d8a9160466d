/** What somebody typed into a form, by the field's name: empty where it was left empty. */
export type Typed = Record<string, string[]>;

/** A refused form's field as it was typed; where nothing of it was sent, as it is to begin with. */
export function typedOr(typed: Typed | undefined, name: string, first = ''): string {
	return typed?.[name]?.[0] ?? first;
}

/** The same of a box to tick. */
export function tickedOr(
	typed: Typed | undefined,
	name: string,
	first: boolean,
	value = 'on'
): boolean {
	return typed ? Boolean(typed[name]?.includes(value)) : first;
}
