/** Whether a bar of this length ends in words that stand on it, or nearer to them than `room`. All in pixels. */
export function runsInto(
	bar: number,
	{ from, width, room }: { from: number; width: number; room: number }
): boolean {
	return bar > from - room && bar < from + width + room;
}
