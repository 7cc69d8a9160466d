import { shortWhoOf } from '#lib/moments/group-words.ts';
import type { MomentCard } from '#lib/moments/moment.ts';

/** A win in one line, with a first name: "Aiko won Brightline, €18,400"; of a group with its own. */
export function winLine(card: MomentCard): string {
	const { headline, figure } = card;
	return `${shortWhoOf(card)} ${headline}${figure ? `, ${figure}` : ''}`;
}

/** Who said it and what for: "from Ines, for courage"; empty where nobody did. */
export function fromLine({ from, detail }: MomentCard): string {
	if (!from) return '';
	return [`from ${firstName(from.name)}`, detail].filter(Boolean).join(', ');
}

/** "3 cheers"; empty for none. */
export function cheersLine({ cheers }: MomentCard): string {
	const count = Object.values(cheers).flat().length;
	return count ? `${count} ${count === 1 ? 'cheer' : 'cheers'}` : '';
}

export function firstName(name: string): string {
	return name.split(' ')[0]!;
}
