import { expect, it } from 'vitest';
import { claimsOf, faultOf } from './claims.ts';

const NOW = new Date('2026-11-18T09:00:00Z');
const credential = {
	id: 'https://winbell.example/credentials/1',
	issuer: { id: 'https://winbell.example/orgs/1/issuer' },
	validFrom: '2026-11-18T08:59:59Z',
	credentialSubject: { id: 'urn:uuid:1' }
};
const payload = { ...credential, ...claimsOf(credential) };

it('repeats the credential in its claims', () => {
	expect(claimsOf(credential)).toEqual({
		iss: credential.issuer.id,
		sub: 'urn:uuid:1',
		jti: credential.id,
		nbf: 1_794_992_399
	});
});

it.each([
	['as it was signed', payload, undefined],
	['of another issuer', { ...payload, iss: 'https://evil.example' }, 'iss'],
	['about another person', { ...payload, sub: 'urn:uuid:2' }, 'sub'],
	['with another id', { ...payload, jti: 'https://winbell.example/credentials/2' }, 'jti'],
	['from another second', { ...payload, nbf: payload.nbf - 1 }, 'nbf'],
	['from a time in words', { ...payload, nbf: String(payload.nbf) }, 'nbf'],
	['without claims', credential, 'iss'],
	['from tomorrow', later(), 'early'],
	['with an issuer that is no object', { ...payload, issuer: credential.issuer.id }, 'shape'],
	['with no time', { ...payload, validFrom: 'soon' }, 'shape'],
	['that is a list', [], 'shape'],
	['that is nothing', null, 'shape']
])('a payload %s', (_name, given, fault) => {
	expect(faultOf(given, NOW)).toBe(fault);
});

function later() {
	const tomorrow = { ...credential, validFrom: '2026-11-19T09:00:00Z' };
	return { ...tomorrow, ...claimsOf(tomorrow) };
}
