import type { MemberActor } from '#lib/identity/actor.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import type { Context } from '#lib/platform/server/context.ts';
import { dayIn } from '#lib/platform/zone.ts';
import { keepsakeFileName, keepsakeHtml, keepsakeJson } from '../keepsake-file.ts';
import { readKeepsakes } from './read-keepsakes.ts';

const WRITERS = { html: keepsakeHtml, json: keepsakeJson };

export interface KeepsakeFile {
	/** Plain letters only, with its ending. */
	name: string;
	body: string;
}

/** Everything that was ever said to the one who reads, as a file to keep. */
export async function saveKeepsakes(
	context: Context,
	actor: MemberActor,
	as: keyof typeof WRITERS
): Promise<KeepsakeFile> {
	const all = await readKeepsakes(context, actor);
	const { timeZone } = await readOrganization(context.db, actor.orgId);
	const today = dayIn(timeZone, context.clock.now());
	return { name: `${keepsakeFileName(all.name, today)}.${as}`, body: WRITERS[as](all) };
}
