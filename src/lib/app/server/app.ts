import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Ledger } from '#lib/metrics/activity/server/index.ts';
import type { Snapshot } from '#lib/realtime/protocol.ts';

/** Everything a door may call, made once by `start`. */
export interface App {
	context: Context;
	ledger: Ledger;
	/** A topic's state with its version, for a page's first paint; the socket goes on from there. */
	snapshot<State>(orgId: OrgId, topic: string): Promise<Snapshot<State>>;
}
