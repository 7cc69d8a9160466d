import type { OrgId } from '#lib/platform/ids.ts';
import { parseTopicKey, topicKey, type Patch, type TopicKey } from '../protocol.ts';
import { roomOf, takeIn, unread, type Channel } from './channel.ts';
import { lanes } from './lanes.ts';
import { join, leave } from './channels-by-key.ts';
import type { AnyTopic } from './topic.ts';

/** Every open channel of this process, found by topic and by the facts that move it. */
export interface Channels<Viewer extends { orgId: OrgId }> {
	/** The topic a key names, with its parameters; undefined where there is none. */
	parse(key: TopicKey): { topic: AnyTopic<Viewer>; params: unknown } | undefined;
	/** The channel of a topic, made when missing and then still unread; undefined as in `parse`. */
	channel(orgId: OrgId, key: TopicKey): Channel | undefined;
	/**
	 * Reads it once; whoever comes while it is being read shares that read. What is forbidden by what was
	 * announced meanwhile is `discarded`: the channel is then as it was, and stale.
	 * Throws what the topic's `read` throws; the channel is then as stale as before.
	 */
	read(channel: Channel): Promise<void>;
	/** Marks what the facts move, and hands back the channels that somebody watches. `*`: everything. */
	mark(orgId: OrgId, facts: string[]): Channel[];
	/** Forgets channels that nobody has watched for a minute, and the longest idle beyond a number. */
	sweep(): void;
	organizations(): OrgId[];
	all(): Channel[];
}

export interface ChannelsOptions<Viewer extends { orgId: OrgId }> {
	topics: AnyTopic<Viewer>[];
	now(): Date;
	onPatch(channel: Channel, patch: Patch<unknown>): void;
	/** What it showed is no more: the channel is out of the registry. */
	onEnded(channel: Channel): void;
	onOpened(orgId: OrgId): void;
}

/** Everything of an organization may have moved. */
export const EVERYTHING = '*';

const KEY_LENGTH = 300;
const FORGET_AFTER_MS = 60_000;
const IDLE_AT_MOST = 256;
/** Reads at once, so that a fact that moves many boards leaves connections to everybody else. */
const READS_AT_ONCE = 4;

interface Registry<Viewer extends { orgId: OrgId }> extends ChannelsOptions<Viewer> {
	topicOf: Map<string, AnyTopic<Viewer>>;
	byRoom: Map<string, Channel>;
	byOrg: Map<OrgId, Set<Channel>>;
	byFact: Map<string, Set<Channel>>;
	reading: Set<Channel>;
	inLane: ReturnType<typeof lanes>;
	/** Versions never go back, even where the clock does. */
	lastBase: number;
}

export function createChannels<Viewer extends { orgId: OrgId }>(
	options: ChannelsOptions<Viewer>
): Channels<Viewer> {
	const registry: Registry<Viewer> = {
		...options,
		topicOf: new Map(options.topics.map((topic) => [topic.name, topic])),
		byRoom: new Map(),
		byOrg: new Map(),
		byFact: new Map(),
		reading: new Set(),
		inLane: lanes(READS_AT_ONCE),
		lastBase: 0
	};
	return {
		parse: (key) => parse(registry, key),
		channel: (orgId, key) => channelOf(registry, orgId, key),
		read: (channel) => (channel.reading ??= read(registry, channel)),
		mark: (orgId, facts) => mark(registry, orgId, facts),
		sweep: () => sweep(registry),
		organizations: () => [...registry.byOrg.keys()],
		all: () => [...registry.byRoom.values()]
	};
}

function parse<Viewer extends { orgId: OrgId }>(registry: Registry<Viewer>, key: TopicKey) {
	if (key.length > KEY_LENGTH) return undefined;
	const { name, params } = parseTopicKey(key);
	const topic = registry.topicOf.get(name);
	// One topic, one spelling: otherwise the same board could be opened under any number of keys.
	if (!topic || topicKey(name, Object.fromEntries(params)) !== key) return undefined;
	const parsed = topic.parse(params);
	return parsed === undefined ? undefined : { topic, params: parsed };
}

function channelOf<Viewer extends { orgId: OrgId }>(
	registry: Registry<Viewer>,
	orgId: OrgId,
	key: TopicKey
): Channel | undefined {
	const room = roomOf(orgId, key);
	const open = registry.byRoom.get(room);
	if (open) return open;
	const parsed = parse(registry, key);
	if (!parsed) return undefined;
	const channel = unread(orgId, key, parsed, registry.now());
	registry.byRoom.set(room, channel);
	join(registry.byOrg, orgId, channel);
	if (registry.byOrg.get(orgId)?.size === 1) registry.onOpened(orgId);
	return channel;
}

async function read<Viewer extends { orgId: OrgId }>(
	registry: Registry<Viewer>,
	channel: Channel
): Promise<void> {
	try {
		await registry.inLane(() => readInLane(registry, channel));
		channel.failures = 0;
	} catch (error) {
		channel.stale = true;
		channel.moved.add(EVERYTHING);
		channel.failures += 1;
		if (!channel.version && !channel.watchers) close(registry, channel);
		throw error;
	} finally {
		registry.reading.delete(channel);
		channel.reading = undefined;
	}
}

async function readInLane<Viewer extends { orgId: OrgId }>(
	registry: Registry<Viewer>,
	channel: Channel
): Promise<void> {
	channel.stale = false;
	channel.heard.clear();
	registry.reading.add(channel);
	const { topic, moved, state } = channel;
	const earlier = channel.version ? { state, moved } : undefined;
	channel.moved = new Set();
	const reading = await topic.read(channel.orgId, channel.params, earlier);
	channel.discarded = isForbidden(channel);
	if (channel.closed) return;
	if (channel.discarded) {
		channel.stale = true;
		for (const fact of [...moved, ...channel.heard]) channel.moved.add(fact);
		return;
	}
	if (!reading) {
		close(registry, channel);
		registry.onEnded(channel);
		return;
	}
	listenTo(registry, channel, new Set(reading.facts));
	const { heard } = channel;
	// The read may or may not have seen what was announced meanwhile: another one will.
	const missed = [EVERYTHING, ...reading.facts].filter((fact) => heard.has(fact));
	if (missed.length) channel.stale = true;
	for (const fact of missed) channel.moved.add(fact);
	const at = registry.now();
	if (!channel.version) registry.lastBase = Math.max(at.getTime(), registry.lastBase + 1);
	const patch = takeIn(channel, reading, at, registry.lastBase);
	if (!patch) return;
	registry.lastBase = Math.max(registry.lastBase, patch.version);
	if (channel.watchers) registry.onPatch(channel, patch);
}

// The lane is given back meanwhile: however often somebody hides, others' screens are read in between.
function isForbidden({ topic, heard }: Channel): boolean {
	return !!topic.forbids && [EVERYTHING, ...topic.forbids].some((fact) => heard.has(fact));
}

function mark<Viewer extends { orgId: OrgId }>(
	registry: Registry<Viewer>,
	orgId: OrgId,
	facts: string[]
): Channel[] {
	const moved = new Set<Channel>();
	for (const fact of facts) {
		const channels =
			fact === EVERYTHING ? registry.byOrg.get(orgId) : registry.byFact.get(`${orgId} ${fact}`);
		for (const channel of channels ?? []) {
			moved.add(channel);
			channel.moved.add(fact);
		}
	}
	for (const channel of registry.reading)
		if (channel.orgId === orgId) for (const fact of facts) channel.heard.add(fact);
	for (const channel of moved) channel.stale = true;
	return [...moved].filter((channel) => channel.watchers);
}

function sweep<Viewer extends { orgId: OrgId }>(registry: Registry<Viewer>): void {
	const idle = [...registry.byRoom.values()]
		.filter((channel) => !channel.watchers && !channel.reading)
		.sort((a, b) => b.idleSince - a.idleSince);
	const since = registry.now().getTime() - FORGET_AFTER_MS;
	idle.forEach((channel, index) => {
		if (channel.idleSince <= since || index >= IDLE_AT_MOST) close(registry, channel);
	});
}

function close<Viewer extends { orgId: OrgId }>(
	registry: Registry<Viewer>,
	channel: Channel
): void {
	channel.closed = true;
	listenTo(registry, channel, new Set());
	registry.byRoom.delete(channel.room);
	leave(registry.byOrg, channel.orgId, channel);
}

function listenTo<Viewer extends { orgId: OrgId }>(
	registry: Registry<Viewer>,
	channel: Channel,
	facts: Set<string>
): void {
	for (const fact of channel.facts)
		if (!facts.has(fact)) leave(registry.byFact, `${channel.orgId} ${fact}`, channel);
	for (const fact of facts) join(registry.byFact, `${channel.orgId} ${fact}`, channel);
	channel.facts = facts;
}
