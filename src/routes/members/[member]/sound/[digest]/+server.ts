import { keptFile } from '#lib/app/server/kept-file.ts';
import { readOwnSound } from '#lib/moments/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params }) =>
	keptFile(locals.actor, params, (...address) => readOwnSound(locals.app.context.db, ...address));
