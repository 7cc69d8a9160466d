export { importFile, type ImportCommand } from './import-file.ts';
export { readMap } from './read-map.ts';
export { openCsv, UnreadableLine, type CsvFile, type CsvLine } from './read-lines.ts';
export { replay, type ReplayCommand } from './replay.ts';
