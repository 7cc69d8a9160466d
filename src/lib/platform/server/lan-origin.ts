import { networkInterfaces } from 'node:os';

const OWN = ['localhost', '127.0.0.1', '[::1]'];
// Bridges of containers and virtual machines are no way in for a phone.
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|utun|tun|tap)/;

/**
 * The address to put into a link or a QR code for another device: whoever sits at the server calls
 * it localhost, which on a phone is the phone.
 */
export function lanOrigin(url: URL): string {
	if (!OWN.includes(url.hostname)) return url.origin;
	const address = Object.entries(networkInterfaces())
		.filter(([name]) => !VIRTUAL.test(name))
		.flatMap(([, addresses]) => addresses ?? [])
		.find(({ family, internal, address }) => {
			return family === 'IPv4' && !internal && !address.startsWith('169.254.');
		})?.address;
	if (!address) return url.origin;
	const lan = new URL(url.origin);
	lan.hostname = address;
	return lan.origin;
}
