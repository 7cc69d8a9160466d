import { z } from 'zod';
import type { OrgId } from '#lib/platform/ids.ts';
import { limit, type Limit } from '#lib/platform/server/limits.ts';
import { logError } from '#lib/platform/server/log.ts';
import type { TopicKey, WatchAnswer } from '../protocol.ts';
import { answerSince, type Channel } from './channel.ts';
import type { Channels } from './channels.ts';
import type { Ticker } from './ticker.ts';

/** One connected socket, as far as topics are concerned. */
export interface Visitor<Viewer extends { orgId: OrgId }> {
	viewer: Viewer;
	/** What it wants; without a channel while that is being read. */
	watched: Map<TopicKey, { channel?: Channel }>;
	events: Limit;
	join(room: string): void;
	leave(room: string): void;
}

export interface Hall<Viewer extends { orgId: OrgId }> {
	channels: Channels<Viewer>;
	ticker: Ticker;
	now(): Date;
	topicsPerSocket: number;
}

const EVENTS_AT_ONCE = 60;
const EVENTS_REFILLED_IN_MS = 6000;

const Watch = z.tuple([z.string().max(300), z.number().int().nonnegative().nullable()]);
const Unwatch = z.tuple([z.string().max(300)]);

const NOTHING = 'There is nothing to watch under that name.';

type Answer = (answer: WatchAnswer) => void;

export function eventLimit(): Limit {
	return limit(EVENTS_AT_ONCE, EVENTS_REFILLED_IN_MS);
}

/** Takes whatever a client sends. Never throws; answers with a sentence where an answer is wanted. */
export async function receive<Viewer extends { orgId: OrgId }>(
	hall: Hall<Viewer>,
	visitor: Visitor<Viewer>,
	event: unknown,
	args: unknown[]
): Promise<void> {
	const last = args.at(-1);
	const answer: Answer = typeof last === 'function' ? (last as Answer) : () => {};
	const values = typeof last === 'function' ? args.slice(0, -1) : args;
	// Leaving is always free: refusing it would keep what the limit is there to keep small.
	if (event === 'unwatch') return unwatch(hall, visitor, values);
	if (!visitor.events.take('', hall.now().getTime()))
		return answer(no('too-many', 'That was a lot at once. Wait a moment and try again.'));
	if (event !== 'watch') return answer(no('missing', 'There is no such event.'));
	const parsed = Watch.safeParse(values);
	if (!parsed.success)
		return answer(no('invalid', 'Say a topic and the version you hold, or null for none.'));
	try {
		await watch(hall, visitor, parsed.data, answer);
	} catch (error) {
		logError('realtime.watch', error, { topic: parsed.data[0] });
		answer(no('unavailable', 'This cannot be read right now. Trying again soon.'));
	}
}

/** What is left behind when a socket goes. */
export function leaveAll<Viewer extends { orgId: OrgId }>(
	hall: Hall<Viewer>,
	visitor: Visitor<Viewer>
): void {
	for (const { channel } of visitor.watched.values()) if (channel) depart(hall, channel);
	visitor.watched.clear();
}

/**
 * Answers in the same breath in which it joins: a patch between the two would be lost on a client
 * that trusts the order of what it is sent.
 */
async function watch<Viewer extends { orgId: OrgId }>(
	hall: Hall<Viewer>,
	visitor: Visitor<Viewer>,
	[key, version]: z.infer<typeof Watch>,
	answer: Answer
): Promise<void> {
	const { watched } = visitor;
	const refusal = refusalOf(hall, visitor, key);
	if (refusal) return answer(refusal);
	const wanted = watched.get(key) ?? {};
	watched.set(key, wanted);
	if (wanted.channel?.closed === false) return answer(answerSince(wanted.channel, version));
	const channel = await open(hall, visitor, key).catch((error) => {
		if (watched.get(key) === wanted) watched.delete(key);
		throw error;
	});
	// Meanwhile it may have left.
	if (watched.get(key) !== wanted) return answer(no('missing', 'You have left this.'));
	if (!channel) {
		watched.delete(key);
		return answer(no('missing', NOTHING));
	}
	if (wanted.channel !== channel) arrive(visitor, wanted, channel);
	answer(answerSince(channel, version));
	hall.ticker.wake(channel);
}

function refusalOf<Viewer extends { orgId: OrgId }>(
	hall: Hall<Viewer>,
	{ viewer, watched }: Visitor<Viewer>,
	key: TopicKey
): WatchAnswer | undefined {
	const parsed = hall.channels.parse(key);
	if (!parsed) return no('missing', NOTHING);
	if (!parsed.topic.mayWatch(viewer, parsed.params))
		return no('forbidden', 'You may not see this.');
	if (watched.has(key) || watched.size < hall.topicsPerSocket) return undefined;
	return no('too-many', 'This page watches too much at once. Close something and try again.');
}

async function open<Viewer extends { orgId: OrgId }>(
	hall: Hall<Viewer>,
	visitor: Visitor<Viewer>,
	key: TopicKey
): Promise<Channel | undefined> {
	const channel = hall.channels.channel(visitor.viewer.orgId, key);
	if (!channel) return undefined;
	// Somebody who joins a watched board gets what its watchers have; the next frame is for all.
	if (!channel.watchers || !channel.version) await hall.ticker.fresh(channel);
	return channel.closed ? undefined : channel;
}

function arrive<Viewer extends { orgId: OrgId }>(
	visitor: Visitor<Viewer>,
	wanted: { channel?: Channel },
	channel: Channel
): void {
	wanted.channel = channel;
	channel.watchers += 1;
	visitor.join(channel.room);
}

function unwatch<Viewer extends { orgId: OrgId }>(
	hall: Hall<Viewer>,
	visitor: Visitor<Viewer>,
	values: unknown[]
): void {
	const parsed = Unwatch.safeParse(values);
	if (!parsed.success) return;
	const [key] = parsed.data;
	const channel = visitor.watched.get(key)?.channel;
	visitor.watched.delete(key);
	if (!channel) return;
	visitor.leave(channel.room);
	depart(hall, channel);
}

function depart<Viewer extends { orgId: OrgId }>(hall: Hall<Viewer>, channel: Channel): void {
	channel.watchers -= 1;
	channel.idleSince = hall.now().getTime();
}

function no(kind: string, detail: string): WatchAnswer {
	return { ok: false, kind, detail };
}
