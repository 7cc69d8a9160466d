/** What a manager answers: the entry is taken back, or it stays for the reason given. */
export type Answer = 'reversed' | 'kept';

/** Runs of activity that are worth a look; never punished, never hidden from whom they are about. */
export const FLAG_KINDS = ['burst', 'round-numbers', 'back-dated', 'late'] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];
