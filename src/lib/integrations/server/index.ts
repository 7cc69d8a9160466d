export { importFile } from './import-file.ts';
export { readMap } from './read-map.ts';
export { openCsv, UnreadableLine, type CsvFile } from './read-lines.ts';
export { replay, type ReplayCommand } from './replay.ts';
