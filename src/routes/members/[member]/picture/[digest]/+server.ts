import { keptFile } from '#lib/app/server/kept-file.ts';
import { readPicture } from '#lib/identity/preferences/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params }) =>
	keptFile(locals.actor, params, (...address) => readPicture(locals.app.context.db, ...address));
