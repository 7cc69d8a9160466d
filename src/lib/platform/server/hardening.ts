/** What every answer says to browsers, whichever door gives it. */
export const HARDENING = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin'
};
