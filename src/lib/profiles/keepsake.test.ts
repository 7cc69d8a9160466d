import { describe, expect, it } from 'vitest';
import { keepsakeFileName, keepsakeHtml, keepsakeJson } from './keepsake-file.ts';
import { byYear, sourceWords, type Keepsake } from './keepsake.ts';

const said = (changes: Partial<Keepsake> = {}): Keepsake => ({
	id: 'one',
	kind: 'words',
	at: '2026-11-18T09:00:00.000Z',
	day: '2026-11-18',
	from: 'Ines Falk',
	words: 'You stayed on the line until their engineer understood.',
	about: 'craft',
	badge: null,
	isPrivate: false,
	isEdited: false,
	...changes
});
const BADGE = { name: 'Closer', shape: 'shield', glyph: 'tick', colour: 0, tier: null } as const;
const keeping = (...keepsakes: Keepsake[]) => ({
	name: 'Aiko Kimura',
	organization: 'Halden & Co',
	keepsakes
});

describe('keepsakes', () => {
	it('stand by the year of the organization’s day, in the order they come', () => {
		const turn = said({ id: 'turn', at: '2025-12-31T23:30:00.000Z', day: '2026-01-01' });
		const before = said({ id: 'before', day: '2025-12-31' });
		expect(
			byYear([said(), turn, before]).map(({ year, keepsakes }) => [year, keepsakes.length])
		).toEqual([
			['2026', 2],
			['2025', 1]
		]);
		expect(byYear([])).toEqual([]);
	});

	it.each<[Partial<Keepsake>, string]>([
		[{}, 'Ines Falk, for craft'],
		[{ kind: 'comment', about: 'won Brightline' }, 'Ines Falk, when you won Brightline'],
		[{ kind: 'line', about: null }, 'Ines Falk'],
		[
			{ kind: 'award', from: null, about: null, badge: { ...BADGE, tier: 'Gold' } },
			'Earned by your work, Gold'
		]
	])('%j: %s', (changes, words) => {
		expect(sourceWords(said(changes))).toBe(words);
	});
});

describe('the file', () => {
	it('holds words as words, whatever signs are in them, and needs nothing from elsewhere', () => {
		const html = keepsakeHtml(
			keeping(
				said({
					words: '<script>alert("1")</script> & =1+1',
					from: "O'Hara <img src=x>",
					badge: { ...BADGE, name: '<b>Closer' }
				})
			)
		);
		expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; =1+1');
		expect(html).toContain('O&#39;Hara &lt;img src=x&gt;');
		expect(html).toContain('<b>&lt;b&gt;Closer</b>');
		expect(html).toContain('Halden &amp; Co');
		expect(html).not.toMatch(/<(script|img|link|a)\b|url\(|@import/);
	});

	it('says what was said to her alone, and what was edited', () => {
		const html = keepsakeHtml(keeping(said({ isPrivate: true, isEdited: true })));
		expect(html).toContain('18 November 2026 · edited · said only to you');
		expect(keepsakeHtml(keeping())).toContain('Nothing yet.');
	});

	it('reads as JSON with the fields that are hers', () => {
		expect(JSON.parse(keepsakeJson(keeping(said({ badge: BADGE }))))).toEqual({
			name: 'Aiko Kimura',
			organization: 'Halden & Co',
			said: [
				{
					kind: 'words',
					at: '2026-11-18T09:00:00.000Z',
					from: 'Ines Falk',
					words: 'You stayed on the line until their engineer understood.',
					about: 'craft',
					badge: { name: 'Closer', tier: null },
					isPrivate: false,
					isEdited: false
				}
			]
		});
	});

	it.each([
		['Tomás Benítez', 'tomas-benitez-keepsake-2026-11-18'],
		['"; rm <x>', 'rm-x-keepsake-2026-11-18'],
		['木村', 'keepsake-2026-11-18']
	])('of %s is called %s', (name, file) => {
		expect(keepsakeFileName(name, '2026-11-18')).toBe(file);
	});
});
