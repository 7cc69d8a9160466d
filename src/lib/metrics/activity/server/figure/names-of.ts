import { and, eq, inArray } from 'drizzle-orm';
import type { Id, MemberId, OrgId } from '#lib/platform/ids.ts';
import type { Queryable } from '#lib/platform/server/database.ts';
import { apiKeys, members } from '#lib/identity/server/index.ts';

const WORDS: Record<string, string> = { import: 'Import', replay: 'Replay', demo: 'Demo team' };

/** Turns `recordedBy` into words: a person's name, "API key CRM", "Import". */
export async function namesOf(
	db: Queryable,
	orgId: OrgId,
	recordedBy: string[]
): Promise<(recordedBy: string) => string> {
	const of = (kind: string) => [
		...new Set(
			recordedBy.filter((by) => by.startsWith(`${kind}:`)).map((by) => by.slice(kind.length + 1))
		)
	];
	const [people, keys] = [of('member') as MemberId[], of('key') as Id<'key'>[]];
	const names = new Map<string, string>();
	if (people.length)
		for (const row of await db
			.select({ id: members.id, name: members.name })
			.from(members)
			.where(and(eq(members.orgId, orgId), inArray(members.id, people))))
			names.set(`member:${row.id}`, row.name);
	if (keys.length)
		for (const row of await db
			.select({ id: apiKeys.id, name: apiKeys.name })
			.from(apiKeys)
			.where(and(eq(apiKeys.orgId, orgId), inArray(apiKeys.id, keys))))
			names.set(`key:${row.id}`, `API key ${row.name}`);
	return (by) => names.get(by) ?? WORDS[by] ?? 'Somebody who has left';
}
