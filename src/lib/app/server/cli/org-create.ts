import { isCurrency } from '#lib/identity/organization.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from '#lib/identity/server/index.ts';
import { ok, refuse, type Result } from '#lib/platform/result.ts';
import { isTimeZone } from '#lib/platform/zone.ts';
import { foundOrganization, type Foundation } from '../found-organization.ts';
import { done, oneOf, type Command, type Input, type Output, type Terminal } from './command.ts';
import { withInstallation } from './installation.ts';
import { readSecret } from './read-secret.ts';

const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const MONTHS =
	'january february march april may june july august september october november december';

export const orgCreate: Command = {
	name: 'org create',
	summary: 'Makes an organization with its first admin, and prints its slug.',
	options: [
		{ name: 'name', value: 'N', text: 'what it is called', required: true },
		{ name: 'time-zone', value: 'Z', text: 'decides the day, like Europe/Berlin', required: true },
		{ name: 'currency', value: 'C', text: 'of all money, like EUR', required: true },
		{ name: 'week-start', value: 'D', text: 'first day of the week, like monday', required: true },
		{ name: 'fiscal-start', value: 'M', text: 'month in which the fiscal year starts, like april' },
		{ name: 'email', value: 'E', text: 'of the admin', required: true },
		{ name: 'admin', value: 'N', text: 'the admin’s name; else taken from the e-mail' },
		{ name: 'team', value: 'N', text: 'a first team' },
		{
			name: 'password-stdin',
			text: 'reads the admin’s password from standard input; without it the admin cannot sign in yet'
		}
	],
	notes: `Example:
  echo "$PASSWORD" | npm run -s winbell -- org create --name "Halden & Co" \\
    --time-zone Europe/Berlin --currency EUR --week-start monday \\
    --email greta@halden.example --password-stdin`,
	run
};

async function run(input: Input, terminal: Terminal): Promise<Result<Output>> {
	const password = input.flag('password-stdin') ? await readSecret(terminal) : undefined;
	const foundation = readFoundation(input, password);
	if (!foundation.ok) return foundation;
	return withInstallation(terminal.env, async ({ context }) => {
		const founded = await foundOrganization(context, foundation.value);
		return founded.ok ? done(founded.value.organization.slug) : founded;
	});
}

function readFoundation(input: Input, password: string | undefined): Result<Foundation> {
	const timeZone = input.text('time-zone');
	const currency = input.text('currency').toUpperCase();
	const email = input.text('email').toLowerCase();
	const weekStart = oneOf('week-start', input.text('week-start').toLowerCase(), WEEKDAYS);
	if (!weekStart.ok) return weekStart;
	const month = oneOf(
		'fiscal-start',
		input.optional('fiscal-start')?.toLowerCase() ?? 'january',
		MONTHS.split(' ')
	);
	if (!month.ok) return month;
	if (!isTimeZone(timeZone))
		return refuse('invalid', `--time-zone is “${timeZone}”: use a name like Europe/Berlin.`);
	if (!isCurrency(currency))
		return refuse('invalid', `--currency is “${currency}”: use a code like EUR or USD.`);
	if (!/^[^\s@]+@[^\s@]+$/.test(email))
		return refuse('invalid', `--email is “${email}”: use an address like ada@example.com.`);
	if (password !== undefined && (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX))
		return refuse('invalid', `Use a password of ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`);
	const team = input.optional('team');
	return ok({
		name: input.text('name'),
		timeZone,
		currency,
		weekStart: WEEKDAYS.indexOf(weekStart.value) + 1,
		fiscalStart: MONTHS.split(' ').indexOf(month.value) + 1,
		admin: {
			name: input.optional('admin') ?? nameFrom(email),
			email,
			...(password === undefined ? {} : { password })
		},
		...(team ? { team } : {})
	});
}

/** ada.lovelace@example.com → Ada Lovelace. */
function nameFrom(email: string): string {
	const words = email
		.split('@')[0]!
		.split(/[^\p{L}]+/u)
		.filter(Boolean);
	return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(' ') || email;
}
