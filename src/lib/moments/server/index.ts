export * from './schema.ts';
export { cheer, type CheerCommand } from './cheer.ts';
export { earlierMoments } from './earlier-moments.ts';
export type { Fact } from './fact.ts';
export { feedTopic, type FeedParams } from './feed-topic.ts';
export { findMoments } from './find-moments.ts';
export type { ReadThanks, Thanks } from './from-recognition.ts';
export { makeMoment, type MomentDraft } from './make-moment.ts';
