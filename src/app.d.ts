import type { Actor } from '#lib/identity/actor.ts';
import type { App as Winbell } from '#lib/app/server/app.ts';

declare global {
	namespace App {
		interface Locals {
			app: Winbell;
			/** Who is asking; null for a stranger. */
			actor: Actor | null;
		}
		interface Error {
			message: string;
		}
	}
}

export {};
