/**
 * Where to go after signing in: a path of ours from `?next=`, else the standings. Anything that a
 * browser could read as another site's address is not a path of ours.
 */
export function nextPlace(url: URL): string {
	const next = url.searchParams.get('next') ?? '';
	return /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/standings';
}
