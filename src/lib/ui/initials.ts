/** Two letters for a face: "Aiko Kimura" → "AK", "Ines" → "IN", "" → "?". */
export function initials(name: string): string {
	const words = name
		.trim()
		.split(/[\s_.-]+/)
		.filter(Boolean);
	const first = words[0];
	if (!first) return '?';
	const last = words.length > 1 ? words[words.length - 1] : undefined;
	const letters = last ? letter(first) + letter(last) : [...first].slice(0, 2).join('');
	return letters.toLocaleUpperCase('en');
}

// By code point, so that a name in another script or with a mark is never cut in half.
function letter(word: string): string {
	return [...word][0] ?? '';
}
