import { networkInterfaces } from 'node:os';

// Bridges of containers and virtual machines are no way in for a phone.
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|utun|tun|tap)/;

/**
 * Tells where Winbell runs, with a QR code for a phone and, on an empty installation, the code that
 * the first visitor from another device needs.
 * @param {{ port: number, host: string, origin?: string, code?: string }} running
 */
export async function announce({ port, host, origin, code }) {
	const here = origin ?? `http://${isAny(host) ? 'localhost' : bracket(host)}:${port}`;
	const phones = origin ? [origin] : phoneAddresses(host, port);
	const lines = ['', 'Winbell is running.', '', `  Here      ${here}`];
	if (!origin) lines.push(...phones.map((address) => `  On phones ${address}`));
	if (phones[0]) {
		const { renderUnicodeCompact } = await import('uqr');
		lines.push('', renderUnicodeCompact(phones[0]).replace(/^/gm, '  '));
	}
	if (code) lines.push('', `  Setting up from another device? It asks for this code: ${code}`);
	lines.push('', 'Ctrl-C stops it.', '');
	process.stdout.write(lines.join('\n'));
}

/** @param {string} host @param {number} port */
function phoneAddresses(host, port) {
	if (!isAny(host)) return isLoopback(host) ? [] : [`http://${bracket(host)}:${port}`];
	return Object.entries(networkInterfaces())
		.filter(([name]) => !VIRTUAL.test(name))
		.flatMap(([, addresses]) => addresses ?? [])
		.filter(
			({ family, internal, address }) =>
				family === 'IPv4' && !internal && !address.startsWith('169.254.')
		)
		.map(({ address }) => `http://${address}:${port}`);
}

/** @param {string} host */
function isAny(host) {
	return host === '0.0.0.0' || host === '::';
}

/** @param {string} host */
function isLoopback(host) {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** @param {string} host */
function bracket(host) {
	return host.includes(':') ? `[${host}]` : host;
}
