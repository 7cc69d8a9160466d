export * from './schema.ts';
export { actorOfDisplay, DISPLAY_COOKIE } from './actor-of-display.ts';
