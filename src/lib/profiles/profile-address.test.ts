import { expect, it } from 'vitest';
import type { MemberId, MomentId } from '#lib/platform/ids.ts';
import { profileHref, readProfileAddress } from './profile-address.ts';

const AIKO = '019a0000-0000-7000-8000-00000000000a' as MemberId;
const MOMENT = '019a0000-0000-7000-8000-00000000000b' as MomentId;

it.each([
	['', `/members/${AIKO}`],
	['metric=points&by=week', `/members/${AIKO}`],
	['metric=demos-held&by=month', `/members/${AIKO}?metric=demos-held&by=month`],
	[`by=quarter&before=${MOMENT}`, `/members/${AIKO}?before=${MOMENT}`],
	['before=yesterday', `/members/${AIKO}`]
])('%s is %s', (search, href) => {
	expect(profileHref(AIKO, readProfileAddress(new URLSearchParams(search)))).toBe(href);
});
