import type { Actor } from '#lib/identity/actor.ts';
import { may } from '#lib/identity/permissions.ts';
import { readOrganization } from '#lib/identity/server/index.ts';
import { isId, type DisplayId } from '#lib/platform/ids.ts';
import type { Context } from '#lib/platform/server/context.ts';
import type { Topic } from '#lib/realtime/server/topic.ts';
import type { DisplayChange, DisplayState } from '../display.ts';
import { readDisplay } from './list-displays.ts';

/** `display?id=…`: what a TV shows and how loud, for that TV alone. */
export function displayTopic(
	context: Context
): Topic<Actor, DisplayId, DisplayState, DisplayChange> {
	return {
		name: 'display',
		parse(params) {
			const id = params.get('id') ?? '';
			return params.size === 1 && isId(id) ? (id as DisplayId) : undefined;
		},
		mayWatch: (actor, id) => may(actor, { may: 'display.show', display: id }),
		async read(orgId, id) {
			const display = await readDisplay(context.db, orgId, id);
			if (!display) return undefined;
			const { name, currency, timeZone } = await readOrganization(context.db, orgId);
			const { team, volume, hours } = display;
			return {
				state: {
					id,
					name: display.name,
					team,
					volume,
					hours,
					organization: { name, currency, timeZone }
				},
				facts: [`display:${id}`, 'people']
			};
		},
		diff: (before, after) => (JSON.stringify(before) === JSON.stringify(after) ? undefined : after)
	};
}
