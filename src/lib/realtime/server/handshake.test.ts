import { expect, test } from 'vitest';
import { isSameOrigin } from './handshake.ts';

const host = 'wins.halden.example';
const cookie = 'winbell=secret';

test.each([
	['our page', { host, cookie, origin: `https://${host}` }, true],
	['our page on a port', { host: 'box:3000', cookie, origin: 'http://box:3000' }, true],
	['another port', { host: 'box:3000', cookie, origin: 'http://box:4000' }, false],
	['another site', { host, cookie, origin: 'https://evil.example' }, false],
	['another site without a cookie', { host, origin: 'https://evil.example' }, false],
	['a host that only begins alike', { host, origin: `https://${host}.evil.example` }, false],
	['a sandboxed frame', { host, cookie, origin: 'null' }, false],
	['behind a proxy', { host: '10.0.0.7', cookie, origin: 'https://public.example' }, true],
	['a polling GET of our page', { host, cookie, 'sec-fetch-site': 'same-origin' }, true],
	['an image on another site', { host, cookie, 'sec-fetch-site': 'cross-site' }, false],
	['a page of a sister domain', { host, cookie, 'sec-fetch-site': 'same-site' }, false],
	['a program with a cookie and no word of where from', { host, cookie }, false],
	['a program with a token of its own', { host }, true]
])('%s', (_, headers, allowed) => {
	expect(isSameOrigin(headers, 'https://public.example')).toBe(allowed);
});
