import { ownPath } from '#lib/platform/own-path.ts';

/** Where to go after signing in: a path of ours from `?next=`, else the standings. */
export function nextPlace(url: URL): string {
	return ownPath(url.searchParams.get('next')) ?? '/standings';
}
