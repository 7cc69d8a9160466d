/** What a tree is told while one of its goals is carried. */
export interface Carrying {
	mayLift(id: string): boolean;
	lifted(id: string | null): void;
	/** Why it may not be dropped there, in a few words; undefined where it may. */
	whyNot(id: string, target: string): string | undefined;
	/**
	 * The goal below the pointer that would take it, `''` for the place of what stands on its own, null
	 * for none.
	 */
	over(target: string | null): void;
	/** Also where it may not: whoever lets go there is told why in a sentence. */
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

interface Drag {
	tell: Carrying;
	held: Held | undefined;
	target: string | null;
	/** What the document hears while something is held. */
	heard: [string, (event: never) => void][];
}

/**
 * Lets goals of a tree be carried onto others: with a mouse at once, with a finger after a long press, so
 * that it still scrolls. A goal is what has `data-goal`; Escape puts it back. For `{@attach …}`.
 */
export function dragGoals(tell: Carrying): (tree: HTMLElement) => () => void {
	return (tree) => {
		const drag: Drag = { tell, held: undefined, target: null, heard: [] };
		drag.heard = [
			['pointermove', (event: PointerEvent) => move(drag, event)],
			['pointerup', (event: PointerEvent) => release(drag, event)],
			['pointercancel', () => end(drag)],
			['keydown', ({ key }: KeyboardEvent) => key === 'Escape' && end(drag)]
		];
		const press = (event: PointerEvent) => take(drag, event);
		// A long press neither scrolls nor opens the menu of the link below it.
		const calm = (event: Event) => {
			const pressing = event.type === 'contextmenu' && drag.held?.timer;
			if (drag.held?.ghost || pressing) event.preventDefault();
		};
		const still = (event: Event) => event.preventDefault();
		tree.addEventListener('pointerdown', press);
		tree.addEventListener('touchmove', calm, { passive: false });
		tree.addEventListener('contextmenu', calm);
		tree.addEventListener('dragstart', still);
		return () => {
			end(drag);
			tree.removeEventListener('pointerdown', press);
			tree.removeEventListener('touchmove', calm);
			tree.removeEventListener('contextmenu', calm);
			tree.removeEventListener('dragstart', still);
		};
	};
}

function take(drag: Drag, event: PointerEvent): void {
	const at = event.target as Element;
	const item = at.closest<HTMLElement>('[data-goal]');
	const id = item?.dataset.goal;
	const busy = at.closest('button, form, summary, .over');
	if (!id || busy || event.button !== 0 || !event.isPrimary || !drag.tell.mayLift(id)) return;
	end(drag);
	const { pointerId: pointer, clientX: x, clientY: y } = event;
	const timer = event.pointerType === 'mouse' ? undefined : setTimeout(lift, LONG_PRESS_MS, drag);
	drag.held = { id, title: item.dataset.title ?? '', pointer, x, y, ghost: null, timer };
	for (const [type, hear] of drag.heard) document.addEventListener(type, hear as EventListener);
}

function lift(drag: Drag): void {
	if (!drag.held) return;
	drag.held.ghost = document.body.appendChild(ghostOf(drag.held.title));
	place(drag.held.ghost, drag.held.x, drag.held.y);
	drag.tell.lifted(drag.held.id);
}

function move(drag: Drag, event: PointerEvent): void {
	const { held } = drag;
	if (!held || event.pointerId !== held.pointer) return;
	const isMouse = event.pointerType === 'mouse';
	const far = Math.hypot(event.clientX - held.x, event.clientY - held.y);
	if (!held.ghost && far <= (isMouse ? SLACK_MOUSE : SLACK_FINGER)) return;
	if (!held.ghost && !isMouse) return end(drag);
	if (!held.ghost) lift(drag);
	event.preventDefault();
	place(held.ghost!, event.clientX, event.clientY);
	scrollAtEdge(event.clientY);
	point(drag, targetAt(event.clientX, event.clientY, held.id));
}

function point(drag: Drag, target: string | null): void {
	if (target === drag.target) return;
	drag.target = target;
	const why = target === null || !drag.held ? undefined : drag.tell.whyNot(drag.held.id, target);
	drag.tell.over(why === undefined ? target : null);
	const ghost = drag.held?.ghost;
	if (why !== undefined) ghost?.setAttribute('data-why', why);
	else ghost?.removeAttribute('data-why');
}

function release(drag: Drag, event: PointerEvent): void {
	const { held, target } = drag;
	if (!held || event.pointerId !== held.pointer) return;
	end(drag);
	if (!held.ghost) return;
	swallowClick();
	if (target !== null) drag.tell.dropped(held.id, target);
}

function end(drag: Drag): void {
	const { held } = drag;
	if (!held) return;
	clearTimeout(held.timer);
	held.ghost?.remove();
	drag.held = undefined;
	point(drag, null);
	for (const [type, hear] of drag.heard) document.removeEventListener(type, hear as EventListener);
	if (held.ghost) drag.tell.lifted(null);
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
