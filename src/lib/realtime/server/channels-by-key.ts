import type { Channel } from './channel.ts';

/** Channels found by what they have in common: an organization, a fact. No key stays without any. */
type ByKey<Key> = Map<Key, Set<Channel>>;

export function join<Key>(index: ByKey<Key>, key: Key, channel: Channel): void {
	const channels = index.get(key);
	if (channels) channels.add(channel);
	else index.set(key, new Set([channel]));
}

export function leave<Key>(index: ByKey<Key>, key: Key, channel: Channel): void {
	const channels = index.get(key);
	channels?.delete(channel);
	if (!channels?.size) index.delete(key);
}
