import { desc, eq } from 'drizzle-orm';
import { cheer, moments } from '#lib/moments/server/index.ts';
import type { CheerKind } from '#lib/moments/moment.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';
import { RECOGNITIONS } from './story-words.ts';
import { TEAMS } from './story.ts';

const KINDS: CheerKind[] = ['bell', 'bell', 'nice', 'how'];

/** Every win of the last days is cheered by some of those who were there. */
export async function cheerEachOther(past: Past, story: Story, now: Date): Promise<void> {
	past.goTo(now);
	const { db } = past.context;
	const rows = await db
		.select({ id: moments.id, memberId: moments.memberId, quote: moments.quote })
		.from(moments)
		.where(eq(moments.orgId, story.organization.id))
		.orderBy(desc(moments.at));
	for (const [index, moment] of rows.entries())
		for (const [nth, name] of whoCheers(moment.quote, index).entries()) {
			const actor = story.people[name]!;
			if (actor.memberId === moment.memberId) continue;
			const kind = KINDS[nth % KINDS.length]!;
			must(await cheer(past.context, actor, { momentId: moment.id, kind, on: true }));
		}
}

function whoCheers(quote: string | null, index: number): string[] {
	const said = RECOGNITIONS.find(({ sentence }) => sentence === quote);
	if (said) return said.cheers;
	const everybody = TEAMS.flatMap(({ manager, reps }) => [...reps, manager]);
	// The newest win has the most; earlier ones differ without anybody being left out for good.
	const count = index === 0 ? 7 : 2 + ((index * 5) % 4);
	return Array.from({ length: count }, (_, nth) => {
		return everybody[(index * 3 + nth * 2) % everybody.length]!.name;
	});
}
