export * from './schema.ts';
export { closingOf } from './closing-of.ts';
export { changeCalendar } from './change-calendar.ts';
export { closePeriods } from './close-periods.ts';
export { closedKinds } from './closed-kinds.ts';
export { closedFigure } from './closed-figure.ts';
export { lateRows, type LateRow } from './late-rows.ts';
export { teamDays } from './team-days.ts';
export { usualFigures } from './usual-figures.ts';
