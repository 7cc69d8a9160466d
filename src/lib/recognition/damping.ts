/**
 * What makes thanks count less, said gently to the one who sends them: the same text again, and two
 * people who thank each other and nobody else. Such words go to the person only.
 */
export type Damping = 'repeat' | 'circle';
