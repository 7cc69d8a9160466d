import type { AlignedPeriod } from './picture.ts';

/** The page that shows how somebody's work adds up; `of` is `mine`, `everyone` or a team's id. */
export function alignmentHref(asked: {
	of: string;
	member?: string | undefined;
	period: AlignedPeriod;
}): string {
	const { of, member, period } = asked;
	return `/alignment?${member ? `member=${member}` : `of=${of}`}&period=${period}`;
}
