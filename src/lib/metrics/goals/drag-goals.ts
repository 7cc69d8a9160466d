/** What a tree is told while one of its goals is carried. */
export interface Carrying {
	mayLift(id: string): boolean;
	lifted(id: string | null): void;
	/** The goal below the pointer, `''` for the place of what stands on its own, null for none. */
	over(target: string | null): void;
	dropped(id: string, target: string): void;
}

const SLACK_MOUSE = 6;
const SLACK_FINGER = 10;
const LONG_PRESS_MS = 450;
const EDGE = 72;

interface Held {
	id: string;
	title: string;
	pointer: number;
	x: number;
	y: number;
	ghost: HTMLElement | null;
	timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Lets goals of a tree be carried onto others: with a mouse at once, with a finger after a long press, so
 * that it still scrolls. A goal is what has `data-goal`; Escape puts it back. For `{@attach …}`.
 */
export function dragGoals(tell: Carrying): (tree: HTMLElement) => () => void {
	return (tree) => {
		let held: Held | undefined;
		let target: string | null = null;

		function press(event: PointerEvent) {
			const item = (event.target as Element).closest<HTMLElement>('[data-goal]');
			const busy = (event.target as Element).closest('button, form, summary, .over');
			const id = item?.dataset.goal;
			if (!id || busy || event.button !== 0 || !event.isPrimary || !tell.mayLift(id)) return;
			const { pointerId: pointer, clientX: x, clientY: y } = event;
			held = { id, title: item.dataset.title ?? '', pointer, x, y, ghost: null, timer: undefined };
			if (event.pointerType !== 'mouse') held.timer = setTimeout(lift, LONG_PRESS_MS);
			listen(document.addEventListener);
		}

		function lift() {
			if (!held) return;
			held.ghost = document.body.appendChild(ghostOf(held.title));
			place(held.ghost, held.x, held.y);
			tell.lifted(held.id);
		}

		function move(event: PointerEvent) {
			if (!held || event.pointerId !== held.pointer) return;
			const far = Math.hypot(event.clientX - held.x, event.clientY - held.y);
			if (!held.ghost && event.pointerType === 'mouse' && far > SLACK_MOUSE) lift();
			if (!held.ghost) {
				if (event.pointerType !== 'mouse' && far > SLACK_FINGER) end();
				return;
			}
			event.preventDefault();
			place(held.ghost, event.clientX, event.clientY);
			scrollAtEdge(event.clientY);
			point(targetAt(event.clientX, event.clientY, held.id));
		}

		function point(next: string | null) {
			if (next === target) return;
			target = next;
			tell.over(target);
		}

		function release(event: PointerEvent) {
			if (!held || event.pointerId !== held.pointer) return;
			const { id, ghost } = held;
			const on = target;
			end();
			if (!ghost) return;
			swallowClick();
			if (on !== null) tell.dropped(id, on);
		}

		function end() {
			if (!held) return;
			clearTimeout(held.timer);
			held.ghost?.remove();
			const wasUp = held.ghost !== null;
			held = undefined;
			point(null);
			listen(document.removeEventListener);
			if (wasUp) tell.lifted(null);
		}

		function key(event: KeyboardEvent) {
			if (event.key === 'Escape') end();
		}

		// A long press neither scrolls nor opens the menu of the link below it.
		function calm(event: Event) {
			if (held?.ghost || (event.type === 'contextmenu' && held?.timer)) event.preventDefault();
		}

		function listen(how: typeof document.addEventListener | typeof document.removeEventListener) {
			const on = how.bind(document) as typeof document.addEventListener;
			on('pointermove', move);
			on('pointerup', release);
			on('pointercancel', end);
			on('keydown', key);
		}

		tree.addEventListener('pointerdown', press);
		tree.addEventListener('touchmove', calm, { passive: false });
		tree.addEventListener('contextmenu', calm);
		tree.addEventListener('dragstart', prevent);
		return () => {
			end();
			tree.removeEventListener('pointerdown', press);
			tree.removeEventListener('touchmove', calm);
			tree.removeEventListener('contextmenu', calm);
			tree.removeEventListener('dragstart', prevent);
		};
	};
}

function targetAt(x: number, y: number, id: string): string | null {
	const found = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-goal]');
	const target = found?.dataset.goal;
	return target === undefined || target === id ? null : target;
}

function ghostOf(title: string): HTMLElement {
	const ghost = document.createElement('div');
	ghost.className = 'goal-ghost';
	ghost.textContent = title;
	ghost.setAttribute('aria-hidden', 'true');
	return ghost;
}

function place(ghost: HTMLElement, x: number, y: number): void {
	ghost.style.transform = `translate(${x + 12}px, ${y + 12}px)`;
}

function scrollAtEdge(y: number): void {
	if (y < EDGE) scrollBy(0, -12);
	else if (y > innerHeight - EDGE) scrollBy(0, 12);
}

// What follows the release is no click on the card below.
function swallowClick(): void {
	const swallow = (event: Event) => {
		event.preventDefault();
		event.stopPropagation();
	};
	addEventListener('click', swallow, { capture: true, once: true });
	setTimeout(() => removeEventListener('click', swallow, { capture: true }), 50);
}

function prevent(event: Event): void {
	event.preventDefault();
}
