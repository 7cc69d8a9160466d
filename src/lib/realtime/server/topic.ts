import type { OrgId } from '#lib/platform/ids.ts';

/**
 * What a slice offers to watch. The gateway knows no slice: `app` hands it these.
 * `Viewer` is whoever `app` says has connected.
 */
export interface Topic<Viewer extends { orgId: OrgId }, Params, State, Change> {
	name: string;
	/** Undefined where the parameters are not this topic's. */
	parse(params: URLSearchParams): Params | undefined;
	mayWatch(viewer: Viewer, params: Params): boolean;
	/**
	 * Facts that may forbid what was shown before. What is read while one of them (or `*`) is announced is
	 * shown to nobody: it is read again.
	 */
	forbids?: readonly string[];
	/**
	 * The state as the database has it now, and the facts (see `Announce`) that move it; undefined
	 * where the organization has no such thing (a team's key that nobody knows). `earlier`, where it was
	 * read before: a topic may read only what the facts since then can have moved.
	 */
	read(orgId: OrgId, params: Params, earlier?: Earlier<State>): Promise<Reading<State> | undefined>;
	/** What turns `before` into `after`; undefined where nothing that is shown has changed. */
	diff(before: State, after: State): Change | undefined;
}

/** What a topic was when it was read last, and every fact of its own announced since. */
export interface Earlier<State> {
	state: State;
	/** `*` among them where anything may have moved. */
	moved: ReadonlySet<string>;
}

export interface Reading<State> {
	state: State;
	facts: string[];
}

// A list of topics holds many types at once; each one's own functions are checked where it is made.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyTopic<Viewer extends { orgId: OrgId }> = Topic<Viewer, any, any, any>;
