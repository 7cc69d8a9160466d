export const BADGE_SHAPES = ['shield', 'hexagon', 'circle', 'ribbon'] as const;
export type BadgeShape = (typeof BADGE_SHAPES)[number];
