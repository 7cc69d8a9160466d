import { isId, type MomentId } from '#lib/platform/ids.ts';

/** What `placeOf` wrote into an address; undefined where there is nothing or nonsense. */
export function readPlace(place: string | null): { at: Date; id: MomentId } | undefined {
	const [at = '', id = ''] = (place ?? '').split('_');
	const time = new Date(at);
	return isId(id) && !Number.isNaN(time.getTime()) ? { at: time, id: id as MomentId } : undefined;
}
