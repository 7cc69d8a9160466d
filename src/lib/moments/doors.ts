import type { FeedState } from './feed.ts';
import type { CheerKind, MomentCard } from './moment.ts';

const NO_ANSWER = 'That did not get through. Check the connection and tap again.';

/** Sends a cheer, or takes it back; answers a sentence where that was refused. */
export async function sendCheer(
	{ id }: MomentCard,
	kind: CheerKind,
	on: boolean
): Promise<string | undefined> {
	const response = await fetch('/moments/cheer', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ momentId: id, kind, on })
	}).catch(() => undefined);
	// Whoever is no longer signed in is sent to the sign-in page, which answers with a friendly 200.
	if (response?.ok && !response.redirected) return undefined;
	const problem = (await response?.json().catch(() => undefined)) as
		{ detail?: string } | undefined;
	return problem?.detail ?? NO_ANSWER;
}

/** Fetches the page of moments before `last`; throws where there is no answer. */
export async function fetchEarlier(last: MomentCard, team?: string): Promise<FeedState> {
	const query = new URLSearchParams({ at: last.at, id: last.id, ...(team ? { team } : {}) });
	const response = await fetch(`/moments/earlier?${query}`);
	if (!response.ok || response.redirected)
		throw new Error(`earlier moments answered ${response.status}`);
	return (await response.json()) as FeedState;
}

/** The sentence in what a form was answered with; where nothing came back, what to do about that. */
export function refusalIn(result: { type: string; data?: Record<string, unknown> }): string {
	const detail = result.type === 'failure' ? result.data?.detail : undefined;
	return typeof detail === 'string' ? detail : NO_ANSWER;
}
