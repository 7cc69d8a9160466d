import type { OrgId } from '#lib/platform/ids.ts';
import type { Patch, Snapshot, TopicKey, WatchAnswer } from '../protocol.ts';
import type { AnyTopic, Reading } from './topic.ts';

/** A topic of one organization as this process holds it for everybody who watches. */
export interface Channel {
	readonly orgId: OrgId;
	readonly key: TopicKey;
	/** Where its watchers stand; see the gateway. */
	readonly room: string;
	readonly params: unknown;
	readonly topic: Pick<AnyTopic<{ orgId: OrgId }>, 'read' | 'diff' | 'forbids'>;
	state: unknown;
	/** Zero until it has been read once. */
	version: number;
	at: Date;
	/** What moves it; see `Announce`. */
	facts: Set<string>;
	/** The last changes, oldest first and without a gap, the last of them at `version`. */
	ring: Patch<unknown>[];
	watchers: number;
	/** When the last watcher left, or it was last asked for. */
	idleSince: number;
	/** Something it listens to has been announced since the last read began. */
	stale: boolean;
	/** The facts announced since the state was read; see `Earlier`. */
	moved: Set<string>;
	/** The last read may not be shown; see `Topic.forbids`. */
	discarded: boolean;
	/** No longer in the registry. */
	closed: boolean;
	reading: Promise<void> | undefined;
	/** What has been announced while a read is under way, whose facts are not known yet. */
	heard: Set<string>;
	/** Reads that failed in a row. */
	failures: number;
}

/** How many changes a client may have missed and still be told just those. */
export const RING = 128;

export function roomOf(orgId: OrgId, key: TopicKey): string {
	return `${orgId} ${key}`;
}

/** A channel that nobody has read or watched yet. */
export function unread(
	orgId: OrgId,
	key: TopicKey,
	{ topic, params }: Pick<Channel, 'topic' | 'params'>,
	now: Date
): Channel {
	return {
		topic,
		params,
		orgId,
		key,
		room: roomOf(orgId, key),
		state: undefined,
		version: 0,
		at: now,
		facts: new Set(),
		ring: [],
		watchers: 0,
		idleSince: now.getTime(),
		stale: true,
		moved: new Set(),
		discarded: false,
		closed: false,
		reading: undefined,
		heard: new Set(),
		failures: 0
	};
}

export function snapshotOf(channel: Channel): Snapshot<unknown> {
	return {
		topic: channel.key,
		version: channel.version,
		at: channel.at.toISOString(),
		data: channel.state
	};
}

/** What a client that holds `version` needs in order to hold what the channel has. */
export function answerSince(channel: Channel, version: number | null): WatchAnswer {
	const first = channel.ring[0]?.version ?? channel.version + 1;
	// A version ahead of ours comes from a clock that was put back: it names another state.
	if (version === null || version + 1 < first || version > channel.version)
		return { ok: true, snapshot: snapshotOf(channel) };
	return { ok: true, patches: channel.ring.filter((patch) => patch.version > version) };
}

/**
 * Takes in what was read; answers with the patch where something that is shown has changed.
 * @param base the version of a channel that is read for the first time: the time in milliseconds,
 * so that it is higher than any version an earlier process may have handed out.
 */
export function takeIn(
	channel: Channel,
	reading: Reading<unknown>,
	at: Date,
	base: number
): Patch<unknown> | undefined {
	const before = channel.state;
	channel.state = reading.state;
	channel.at = at;
	if (!channel.version) {
		channel.version = base;
		return undefined;
	}
	const change = channel.topic.diff(before, reading.state);
	if (change === undefined) return undefined;
	channel.version += 1;
	const patch = {
		topic: channel.key,
		version: channel.version,
		at: at.toISOString(),
		data: change
	};
	channel.ring.push(patch);
	if (channel.ring.length > RING) channel.ring.shift();
	return patch;
}
