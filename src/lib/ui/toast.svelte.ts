/** A short word at the foot of the screen. One list, kept in the browser only. */
export interface Toast {
	id: number;
	text: string;
	/** One thing to do about it. */
	action?: { label: string; run: () => void };
	/** Stays until it is answered; otherwise it goes after six seconds. */
	stays: boolean;
}

const SHOWN_FOR = 6000;

let next = 0;
const list = $state<Toast[]>([]);

export function toasts(): readonly Toast[] {
	return list;
}

/** Says something; with an action it stays until it is answered. Returns what `dismiss` takes. */
export function say(text: string, action?: Toast['action']): number {
	const id = ++next;
	const same = list.findIndex((toast) => toast.text === text);
	if (same >= 0) list.splice(same, 1);
	list.push({ id, text, action, stays: action !== undefined });
	if (!action) setTimeout(() => dismiss(id), SHOWN_FOR);
	return id;
}

export function dismiss(id: number): void {
	const at = list.findIndex((toast) => toast.id === id);
	if (at >= 0) list.splice(at, 1);
}
