import { SCOPES, type Scope } from '#lib/identity/actor.ts';
import { createKey } from '#lib/identity/server/index.ts';
import { ok, type Result } from '#lib/platform/result.ts';
import { done, oneOf, type Command, type Input, type Output, type Terminal } from './command.ts';
import { organizationOf, withInstallation } from './installation.ts';

export const keyCreate: Command = {
	name: 'key create',
	summary: 'Makes an API key, and prints it: the only time that it can be seen.',
	options: [
		{ name: 'org', value: 'SLUG', text: 'the organization', required: true },
		{ name: 'name', value: 'N', text: 'what it is for', required: true },
		{ name: 'scopes', value: 'S', text: `of ${SCOPES.join(',')}, with commas`, required: true }
	],
	notes: `Example:
  KEY=$(npm run -s winbell -- key create --org halden-co --name "CRM" --scopes ${SCOPES.join(',')})`,
	run
};

async function run(input: Input, terminal: Terminal): Promise<Result<Output>> {
	const scopes = readScopes(input.text('scopes'));
	if (!scopes.ok) return scopes;
	return withInstallation(terminal.env, async (installation) => {
		const organization = await organizationOf(installation, input.text('org'));
		if (!organization.ok) return organization;
		const wanted = { name: input.text('name'), scopes: scopes.value };
		const { key } = await createKey(installation.context, organization.value.id, wanted, null);
		return done(key);
	});
}

function readScopes(text: string): Result<Scope[]> {
	const scopes: Scope[] = [];
	for (const word of text.split(',').map((word) => word.trim())) {
		const scope = oneOf('scopes', word, SCOPES);
		if (!scope.ok) return scope;
		scopes.push(scope.value);
	}
	return ok(scopes);
}
