import { networkInterfaces } from 'node:os';

const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The address under which a phone in the same network reaches this page: where it was opened under
 * the computer's own name, that name becomes its address in the network.
 */
export function reachableOrigin(url: URL): string {
	if (!OWN_NAMES.includes(url.hostname)) return url.origin;
	const address = Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
	if (!address) return url.origin;
	const reachable = new URL(url.origin);
	reachable.hostname = address;
	return reachable.origin;
}
