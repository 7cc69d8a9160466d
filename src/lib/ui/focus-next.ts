/**
 * Puts the focus on a heading, for whoever has just sent a form that is gone with its answer: the next
 * thing to do stands below it. Without one it stays where it is.
 */
export function focusNext(heading = '[data-next] h2'): void {
	const next = document.querySelector<HTMLElement>(heading);
	if (!next) return;
	next.tabIndex = -1;
	next.focus();
}
