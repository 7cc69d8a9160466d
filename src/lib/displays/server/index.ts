export * from './schema.ts';
export { actorOfDisplay, DISPLAY_COOKIE } from './actor-of-display.ts';
export { changeDisplay, revokeDisplay } from './change-display.ts';
export { confirmPairing, type Confirmation } from './confirm-pairing.ts';
export { displayTopic } from './display-topic.ts';
export { listDisplays, readDisplay, type Display } from './list-displays.ts';
export { startPairing, type Pairing } from './start-pairing.ts';
