/** For so many milliseconds whoever moved a goal may take the move back. */
export const UNDO_MS = 2 * 60_000;
