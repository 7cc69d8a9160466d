import { visitOf } from '#lib/app/server/visit.ts';
import { credentialFile } from '#lib/credentials/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	credentialFile(visitOf(event), event.params.id, 'credential.jwt');
