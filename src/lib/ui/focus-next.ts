/** A page that follows live may put another heading in its place a moment later. */
const FOLLOWED_MS = 2_000;

/**
 * Puts the focus on a heading, for whoever has just sent a form that is gone with its answer: the next
 * thing to do stands below it. Without one it stays where it is.
 */
export function focusNext(heading = '[data-next] h2'): void {
	const next = document.querySelector<HTMLElement>(heading);
	if (!next) return;
	next.tabIndex = -1;
	next.focus();
	const gone = new MutationObserver(() => {
		if (next.isConnected) return;
		gone.disconnect();
		if (document.activeElement === document.body) focusNext(heading);
	});
	gone.observe(document.body, { childList: true, subtree: true });
	setTimeout(() => gone.disconnect(), FOLLOWED_MS);
}
