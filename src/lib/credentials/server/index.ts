export * from './schema.ts';
export { ownAward, ownAwards } from './own-awards.ts';
export { credentialFile, issuerFile, mayLook, type Visit } from './public-answer.ts';
export { readCredential } from './read-credential.ts';
export { readSharing } from './read-sharing.ts';
export { revokeCredential, revokeForm } from './revoke-credential.ts';
export { rotateKey } from './rotate-key.ts';
export { share } from './share.ts';
export { stopSharing } from './stop-sharing.ts';
