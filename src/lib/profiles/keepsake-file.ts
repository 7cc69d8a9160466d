import { byYear, dayWords, sourceWords, type Keepsake, type Keepsakes } from './keepsake.ts';

/** A page that needs nothing else: to keep, to print, to read in twenty years. */
export function keepsakeHtml(all: Keepsakes): string {
	const title = escape(`What people said to ${all.name}`);
	const years = byYear(all.keepsakes)
		.map(({ year, keepsakes }) => `<h2>${year}</h2>\n${keepsakes.map(figure).join('\n')}`)
		.join('\n');
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
body { max-width: 40rem; margin: 2rem auto; padding: 0 1.25rem; font: 1rem/1.5 system-ui, sans-serif; color: #14181c; background: #fff; overflow-wrap: anywhere }
h1 { line-height: 1.15 }
h2 { margin: 2.5rem 0 1rem }
figure { margin: 0 0 1.25rem; padding-left: 1rem; border-left: 3px solid #e9a820; break-inside: avoid }
blockquote { margin: 0 }
figcaption { color: #4d565f; font-size: 0.875rem }
</style>
</head>
<body>
<h1>${title}</h1>
<p>${escape(all.organization)}</p>
${years || '<p>Nothing yet.</p>'}
</body>
</html>
`;
}

/** The same for a program to read. */
export function keepsakeJson({ name, organization, keepsakes }: Keepsakes): string {
	const said = keepsakes.map(({ kind, at, from, words, about, badge, isPrivate, isEdited }) => ({
		...{ kind, at, from, words, about },
		badge: badge && { name: badge.name, tier: badge.tier },
		...{ isPrivate, isEdited }
	}));
	return `${JSON.stringify({ name, organization, said }, null, '\t')}\n`;
}

/** The file's name without its ending: "aiko-kimura-keepsake-2026-11-18"; plain letters only. */
export function keepsakeFileName(name: string, today: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	return [plain, 'keepsake', today].filter(Boolean).join('-');
}

function figure(keepsake: Keepsake): string {
	const { badge, words, day, isPrivate, isEdited } = keepsake;
	const notes = [isEdited && 'edited', isPrivate && 'said only to you'].filter(Boolean);
	const source = [sourceWords(keepsake), dayWords(day), ...notes].join(' · ');
	const name = badge ? `<b>${escape(badge.name)}</b><br>` : '';
	return `<figure><blockquote>${name}${escape(words)}</blockquote><figcaption>${escape(source)}</figcaption></figure>`;
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
