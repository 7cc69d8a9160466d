import type { Id, MemberId, MomentId } from '#lib/platform/ids.ts';

/** A manager's line to the person a moment is about: for that person, their managers and the admins. */
export interface CoachingLine {
	id: Id<'coaching-line'>;
	momentId: MomentId;
	/** What the moment was, after the person's name: "won Brightline". */
	moment: string;
	from: { id: MemberId; name: string };
	words: string;
	/** RFC 3339. */
	at: string;
}

/** The newest lines of one person, the newest first. */
export type CoachingState = CoachingLine[];

/** Of all that was ever said, this many are at hand. */
export const COACHING_LENGTH = 50;

/** Whom somebody may write to: everybody, or these. */
export interface Coached {
	everybody: boolean;
	members: MemberId[];
}

/** Whether `me` may write a line about a win of `member`; nobody coaches themselves. */
export function coaches({ everybody, members }: Coached, me: MemberId, member: MemberId): boolean {
	return member !== me && (everybody || members.includes(member));
}

/** Who wrote about each moment, for the mark on its card: "Ines Falk", "Ines Falk and Greta Lindqvist". */
export function writersByMoment(lines: readonly CoachingLine[]): Map<MomentId, string> {
	const names = new Map<MomentId, Set<string>>();
	for (const { momentId, from } of [...lines].reverse())
		names.set(momentId, (names.get(momentId) ?? new Set()).add(from.name));
	return new Map([...names].map(([id, each]) => [id, [...each].join(' and ')]));
}

/** Who reads a line, said before it is written. */
export function whoReadsIt(name: string): string {
	return `Only ${name}, the managers of the team and admins read it.`;
}
