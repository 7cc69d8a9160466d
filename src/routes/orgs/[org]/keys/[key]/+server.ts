import { visitOf } from '#lib/app/server/visit.ts';
import { issuerFile } from '#lib/credentials/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	issuerFile(visitOf(event), event.params.org, { key: event.params.key });
