import { and, eq } from 'drizzle-orm';
import type { DisplayActor } from '#lib/identity/actor.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { displays } from './schema.ts';

/** Notes that a TV is on. Its managers see it under Displays. */
export async function noteSeen(context: Context, actor: DisplayActor): Promise<void> {
	await context.db
		.update(displays)
		.set({ lastSeenAt: context.clock.now() })
		.where(and(eq(displays.orgId, actor.orgId), eq(displays.id, actor.displayId)));
}
