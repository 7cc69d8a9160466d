import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { announce } from './announce.mjs';
import {
	checkNode,
	checkout,
	ensureBuilt,
	ensureInstalled,
	giveUp,
	published,
	refusal,
	say
} from './prepare.mjs';

// npm start. Exit codes: 0 stopped when asked, 1 a fault, 2 something to change first.

const PROTOCOL_HEADER = 'x-winbell-protocol';
const DRAIN_MS = 5000;
const STOP_MS = 20_000;
const PARENT_MS = 250;
// npm passes Ctrl-C on to us although the terminal has sent it already.
const ECHO_MS = 500;

/** Requests under way; sockets are not among them. */
let busy = 0;
let stoppingSince = 0;

try {
	checkNode();
	const port = readPort();
	const host = process.env.HOST || '0.0.0.0';
	checkOrigin(process.env.ORIGIN);
	await checkPort(port, host);
	await ensureInstalled();
	await ensureBuilt();
	await serve(port, host);
} catch (error) {
	giveUp(error);
}

function readPort() {
	const text = process.env.PORT || '3000';
	if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
		throw refusal(`PORT is "${text}": use a number from 0 to 65535, like 3000.`);
	return Number(text);
}

// The adapter would refuse it as well, after the build and with a stack.
/** @param {string | undefined} text */
function checkOrigin(text) {
	if (!text || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return;
	throw refusal(
		`ORIGIN is "${text}": use the address people type, like https://winbell.example.com.`
	);
}

/** Before anything slow. @param {number} port @param {string} host */
async function checkPort(port, host) {
	const probe = createServer();
	try {
		probe.listen(port, host);
		await once(probe, 'listening');
	} catch (error) {
		throw portRefusal(error, port, host);
	}
	probe.close();
	await once(probe, 'close');
}

/** @param {unknown} error @param {number} port @param {string} host */
function portRefusal(error, port, host) {
	switch (/** @type {NodeJS.ErrnoException} */ (error).code) {
		case 'EADDRINUSE':
			return refusal(
				`Port ${port} is already in use, perhaps by another Winbell. Stop that, or choose another one: PORT=${port + 1} npm start`
			);
		case 'EACCES':
			return refusal(`Port ${port} is only for root. Choose one above 1023: PORT=3000 npm start`);
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return refusal(
				`HOST is "${host}", which is no address of this computer. Leave it out to listen on all.`
			);
		default:
			return error;
	}
}

/** @param {number} port @param {string} host */
async function serve(port, host) {
	setEnvironment(port, host);
	// The adapter announces its address as a developer would; ours follows.
	const log = console.log;
	console.log = () => undefined;
	const { server } = await import(pathToFileURL(join(checkout, 'build/index.js')).href);
	/** @type {import('node:http').Server} */
	const http = server.server;
	http.once('error', (error) => giveUp(portRefusal(error, port, host)));
	published('attach')(http);
	watchRequests(http);
	process.on('SIGINT', () => end(130)).on('SIGTERM', () => end(143));
	if (process.env.npm_lifecycle_event) endWithParent();
	if (!http.listening) await once(http, 'listening');
	console.log = log;
	const address = /** @type {import('node:net').AddressInfo} */ (http.address());
	await announce({
		port: address.port,
		host,
		origin: process.env.ORIGIN,
		code: published('firstRunCode')
	});
}

/** What adapter-node reads. @param {number} port @param {string} host */
function setEnvironment(port, host) {
	process.env.NODE_ENV ??= 'production';
	process.env.PORT = String(port);
	process.env.HOST = host;
	process.env.BODY_SIZE_LIMIT ??= '2M';
	process.env.SHUTDOWN_TIMEOUT ??= String(DRAIN_MS / 1000);
	if (process.env.ORIGIN) return;
	delete process.env.ORIGIN;
	process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
}

// Without ORIGIN the adapter takes every request for https, and refuses the forms of a page that
// came by http. The header is ours alone: what a client sends in it is overwritten.
// The API reads JSON whatever a program calls it: curl's own idea of it would be taken for a form of
// another site, which no key needs to fear.
/** @param {import('node:http').Server} http */
function watchRequests(http) {
	http.prependListener('request', (request, response) => {
		request.headers[PROTOCOL_HEADER] = 'http';
		if (request.url?.startsWith('/api/')) request.headers['content-type'] = 'application/json';
		busy++;
		response.once('close', () => busy--);
	});
}

// A SIGTERM to npm ends npm and its shell, and reaches us only as their absence.
function endWithParent() {
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && !stoppingSince && end(143), PARENT_MS).unref();
}

// The adapter stops listening on the same signal; what is under way gets its answer first, then the
// app closes its sockets and its database.
/** @param {number} impatient the exit code when asked a second time */
async function end(impatient) {
	if (stoppingSince) {
		if (Date.now() - stoppingSince > ECHO_MS) process.exit(impatient);
		return;
	}
	stoppingSince = Date.now();
	say('Stopping…');
	setTimeout(() => giveUp(new Error('Winbell did not stop in time.')), STOP_MS).unref();
	while (busy > 0 && Date.now() - stoppingSince < DRAIN_MS) await sleep(20);
	try {
		await published('stop')?.();
	} catch (error) {
		giveUp(error);
	}
	process.exit(0);
}
