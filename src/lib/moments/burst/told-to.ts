import type { MemberId } from '#lib/platform/ids.ts';
import { whoOf } from '../group-words.ts';
import type { MomentCard } from '../moment.ts';

// Every other headline begins with what was done: "won", "had", "reached".
const OWN: Record<string, string> = { is: 'are', was: 'were' };

/**
 * Whose win it is and what they did, as the one who looks is told it: "You" and "were thanked for
 * courage" where it is their own, "You and Tomás" where it is theirs too.
 */
export function toldTo(
	card: Pick<MomentCard, 'group' | 'member' | 'headline'>,
	me: MemberId
): { who: string; headline: string } {
	const who = whoOf(card, me);
	if (who !== 'You') return { who, headline: card.headline };
	const headline = card.headline.replace(/^(is|was)(?= )/, (verb) => OWN[verb]!);
	return { who, headline };
}
