import type { OrgId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Ledger } from '#lib/metrics/activity/server/index.ts';
import type { Boards } from '#lib/metrics/standings/server/index.ts';
import type { Snapshot, TopicKey } from '#lib/realtime/protocol.ts';

/** Everything a door may call, made once by `start`. */
export interface App {
	context: Context;
	ledger: Ledger;
	boards: Boards;
	/** `https://host[:port]` that people type, where the installation was told it. */
	origin: string | undefined;
	/** Aborted when the server stops: what runs on its own (the demo's afternoon) ends with it. */
	closing: AbortSignal;
	/** A topic's state with its version, for a page's first paint; the socket goes on from there. */
	snapshot<State>(orgId: OrgId, topic: TopicKey): Promise<Snapshot<State>>;
}
