const LONGEST = 500;

/**
 * A path of ours out of an address that anybody could have made, undefined for all else. Anything that
 * a browser could read as another site's address is not a path of ours.
 */
export function ownPath(text: string | null): string | undefined {
	return text && text.length <= LONGEST && /^\/(?![/\\])[\x21-\x7e]*$/.test(text)
		? text
		: undefined;
}
