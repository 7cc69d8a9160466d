import { expect, test, vi } from 'vitest';
import type { OrgId } from '#lib/platform/ids.ts';
import type { TopicKey } from '../protocol.ts';
import { unread, type Channel } from './channel.ts';
import { createOutbox } from './outbox.ts';

const BROKEN = 13;

function channel(key: string, watchers: number): Channel {
	const topic = { read: async () => undefined, diff: () => undefined };
	const nobody = unread('halden' as OrgId, key as TopicKey, { topic, params: {} }, new Date(0));
	return Object.assign(nobody, { watchers });
}

function post() {
	const sent: string[] = [];
	const waiting = new Set<() => void>();
	const outbox = createOutbox(
		(_, run) => {
			waiting.add(run);
			return () => waiting.delete(run);
		},
		({ key }, { version }) => {
			if (version === BROKEN) throw new Error('This cannot be written.');
			sent.push(`${key} ${version}`);
		}
	);
	const put = (to: Channel, version: number) =>
		outbox.put(to, { topic: to.key, version, at: '', data: {} });
	const pass = () => {
		const runs = [...waiting];
		waiting.clear();
		runs.forEach((run) => run());
	};
	return { outbox, put, pass, sent, waits: () => waiting.size };
}

test('of what changes together the TV’s goes out first, and each topic’s changes in order', () => {
	const it = post();
	const [phones, tv] = [channel('goals', 250), channel('wall-goals', 1)];
	it.put(phones, 7);
	it.put(phones, 8);
	it.put(tv, 3);
	expect(it.sent).toEqual([]);
	it.pass();
	expect(it.sent).toEqual(['wall-goals 3', 'goals 7', 'goals 8']);
	it.put(phones, 9);
	it.pass();
	expect(it.sent.slice(3)).toEqual(['goals 9']);
});

test('what waits can be sent at once, and is sent once', () => {
	const it = post();
	const board = channel('board', 2);
	it.put(board, 1);
	it.outbox.empty();
	expect(it.sent).toEqual(['board 1']);
	expect(it.waits()).toBe(0);
	it.outbox.empty();
	it.put(board, 2);
	it.pass();
	expect(it.sent).toEqual(['board 1', 'board 2']);
});

test('one that cannot be sent keeps no other from going', () => {
	const log = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
	const it = post();
	it.put(channel('wall-goals', 1), BROKEN);
	it.put(channel('goals', 250), 7);
	it.pass();
	expect(it.sent).toEqual(['goals 7']);
	expect(log).toHaveBeenCalledOnce();
	log.mockRestore();
});
