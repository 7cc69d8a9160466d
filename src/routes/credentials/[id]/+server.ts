import { visitOf } from '#lib/app/server/visit.ts';
import { credentialFile } from '#lib/credentials/server/index.ts';
import type { RequestHandler } from './$types';

/** A credential's address answers a program with the credential; a browser gets the page. */
export const GET: RequestHandler = (event) =>
	credentialFile(visitOf(event), event.params.id, 'credential.jwt');
