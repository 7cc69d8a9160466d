import type { OrgId } from '#lib/platform/ids.ts';
import { takeBatch, track, type Waiting } from './boarding.ts';

/** Organizations whose commands failed with others, each flying by itself until none is left. */
export interface Apart {
	/** Where what comes for this organization has to queue; undefined where it flies with all others. */
	listOf(orgId: OrgId): Waiting[] | undefined;
	/** @param guilty whether it is known to be one of these, rather than of another organization's */
	put(orgId: OrgId, some: Waiting[], guilty: boolean): void;
	under: ReadonlySet<Promise<void>>;
}

/** Whoever has waited this long behind others that hang is told so: their own client has given up. */
const PATIENCE_MS = 30_000;

/** @param done after an organization has none left to fly apart */
export function createApart(land: (batch: Waiting[]) => Promise<void>, done: () => void): Apart {
	const lists = new Map<OrgId, Waiting[]>();
	const under = new Set<Promise<void>>();

	/** Whole where that works, else one by one, so that only who is poisonous or hangs fails. */
	async function fly(orgId: OrgId, list: Waiting[], suspects: number): Promise<void> {
		while (list.length) {
			const batch = suspects-- > 0 ? list.splice(0, 1) : takeBatch(list);
			try {
				if (Date.now() - batch[0]!.since > PATIENCE_MS) throw new Error(`${orgId} is kept waiting`);
				await land(batch);
			} catch (error) {
				if (batch.length === 1) batch[0]!.reject(error);
				else {
					list.unshift(...batch);
					suspects = batch.length;
				}
			}
		}
		lists.delete(orgId);
	}

	return {
		listOf: (orgId) => lists.get(orgId),
		put(orgId, some, guilty) {
			const known = lists.get(orgId);
			if (known) return void known.push(...some);
			const list = [...some];
			lists.set(orgId, list);
			track(under, fly(orgId, list, guilty ? list.length : 0), done);
		},
		under
	};
}
