export { createBoards, type Boards } from './boards.ts';
export { boardTopicOf } from './board-topic.ts';
export { placeTopicOf } from './place-topic.ts';
export { personalBest } from './personal-best.ts';
export { openStandings } from './open-standings.ts';
export { readBoard, type BoardReading } from './read-board.ts';
export { answerBoard } from './answer-board.ts';
export { biggestEntry } from './biggest-entry.ts';
export { weeklyTotals } from './weekly-totals.ts';
