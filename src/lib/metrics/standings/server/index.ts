export { boardTopicOf } from './board-topic.ts';
export { personalBest } from './personal-best.ts';
export { readBoard, type BoardReading } from './read-board.ts';
