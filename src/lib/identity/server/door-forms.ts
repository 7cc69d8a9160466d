import { z } from 'zod';
import { isTimeZone } from '#lib/platform/zone.ts';
import { isCurrency } from '../organization.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from './passwords.ts';
import { fiscalStart, weekStart } from './people-forms.ts';

const name = (what: string) =>
	z.string(`Write ${what}.`).trim().min(1, `Write ${what}.`).max(80, 'Keep it to 80 characters.');

const email = z
	.string('Write your e-mail.')
	.trim()
	.max(200, 'Keep it to 200 characters.')
	.regex(/^[^\s@]+@[^\s@]+$/, 'That does not look like an e-mail. Check it once more.');

const newPassword = z
	.string(`Choose a password of at least ${PASSWORD_MIN} characters.`)
	.min(
		PASSWORD_MIN,
		`Use at least ${PASSWORD_MIN} characters. A few words in a row are easy to keep.`
	)
	.max(PASSWORD_MAX, `Keep it to ${PASSWORD_MAX} characters.`);

export const signInForm = z.object({
	email: z.string('Write your e-mail.').trim().max(200, 'Keep it to 200 characters.'),
	password: z.string('Write your password.').max(PASSWORD_MAX, 'Keep it to 200 characters.'),
	organization: z.string().max(80).optional()
});

/** The name may be missing where the link is for one person. */
export const joinForm = z.object({
	name: name('your name').optional(),
	email,
	password: newPassword
});

const code = z.string().max(40, 'The code has eight letters and digits.').optional();

export const codeForm = z.object({ code });

export const foundForm = z
	.object({
		code,
		name: name('what your organization is called'),
		timeZone: z
			.string('Choose a time zone.')
			.refine(isTimeZone, 'Choose a time zone from the list.'),
		currency: z.string('Choose a currency.').refine(isCurrency, 'Choose a currency from the list.'),
		weekStart,
		fiscalStart,
		adminName: name('your name'),
		email,
		password: newPassword,
		team: name('what the first team is called')
	})
	.transform(({ code, adminName, email, password, ...foundation }) => ({
		code,
		foundation: { ...foundation, admin: { name: adminName, email, password } }
	}));
