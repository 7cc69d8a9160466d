import { ago } from '#lib/ui/ago.ts';

/** How long ago, as a phrase: "just now", "2 min ago", "yesterday", "16 Nov". */
export function agoPhrase(then: Date, now: Date, timeZone: string): string {
	const words = ago(then, now, timeZone);
	if (words === 'now') return 'just now';
	return /(min|h)$/.test(words) ? `${words} ago` : words;
}
