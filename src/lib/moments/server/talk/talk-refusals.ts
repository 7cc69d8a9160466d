import { refuse } from '#lib/platform/result.ts';

/** `missing`: the moment was taken back, or is not in this person's feed. */
export function isGone() {
	return refuse('missing', 'This moment is no longer in the feed.');
}

/** `conflict`: the request id stands for other words already. */
export function wasSent() {
	return refuse('conflict', 'This was sent already. Reload the page and write anew.');
}
