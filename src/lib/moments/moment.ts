export const MOMENT_KINDS = ['deal', 'recognition', 'goal'] as const;
export type MomentKind = (typeof MOMENT_KINDS)[number];

export const CHEER_KINDS = ['bell', 'nice', 'how'] as const;
export type CheerKind = (typeof CHEER_KINDS)[number];
