import { error } from '@sveltejs/kit';
import { visitOf } from '#lib/app/server/visit.ts';
import { mayLook, readCredential } from '#lib/credentials/server/index.ts';
import type { PageServerLoad } from './$types';

// A stranger's browser gets words and a picture, and nothing that runs or stays.
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { locals, params, url, setHeaders } = event;
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	if (!mayLook(visitOf(event))) error(429, 'Too many looks at once. Wait a minute and try again.');
	const found = await readCredential(locals.app.context, params.id);
	if (!found)
		error(
			404,
			'Nothing was ever shared at this address. Ask for the link again: a sign may be missing.'
		);
	if (found.state !== 'valid') return { credential: found };
	const { state, said, sharedOn, address, isDemo } = found;
	const isElsewhere = address !== `${url.origin}${url.pathname}`;
	return {
		credential: { state, said, sharedOn, address, isElsewhere, isDemo },
		path: url.pathname
	};
};
