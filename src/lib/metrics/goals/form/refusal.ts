import type { Typed } from '#lib/platform/typed-form.ts';

/** What a door answered to a form it refused. */
export interface Refusal {
	detail: string;
	/** A sentence for each field at fault. */
	fields: Record<string, string>;
	/** What was typed, to be shown again. */
	typed?: Typed;
}
