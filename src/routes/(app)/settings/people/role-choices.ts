export const ROLE_CHOICES = [
	{ value: 'rep', label: 'Rep', hint: 'Sells, cheers, sets goals of their own.' },
	{
		value: 'manager',
		label: 'Manager',
		hint: 'Leads teams: invites, corrects, gives badges, sets up TVs.'
	},
	{ value: 'admin', label: 'Admin', hint: 'Sets up everything for everybody.' }
];
