/** The few signs of the frame, drawn on 24 × 24 with a stroke of about 1.9. */
export const ICONS = {
	standings: 'M4 20V11M12 20V4M20 20v-6',
	moments: 'M12 3l2.6 5.6 6 .7-4.4 4.1 1.2 6L12 16.4l-5.4 3 1.2-6L3.4 9.3l6-.7z',
	bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10.5 21h3',
	goals:
		'M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17zM12 8.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7z',
	me: 'M12 4.5a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM4.5 20c1.2-4 4-5.5 7.5-5.5s6.3 1.5 7.5 5.5',
	leagues: 'M9 20V9.5h6V20M3 20v-6h6M15 12.5h6V20M2 20h20',
	metrics: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 4.5v5M8 14.5v5',
	people:
		'M9 5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7zM2.5 19.5c.8-4 3.3-5 6.5-5s5.7 1 6.5 5M16 5.5a3.2 3.2 0 0 1 0 6.2M18 15c2 .5 3 2 3.5 4.5',
	targets: 'M6 21V4h11.5l-3 4 3 4H6',
	groups:
		'M7.5 6a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4zM16.5 6a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 1 1 0-5.4zM2.5 18c.5-3 2.3-4 5-4s4 .8 4.5 2.6c.5-1.8 1.8-2.6 4.5-2.6s4.5 1 5 4',
	displays: 'M3 5h18v11.5H3zM8.5 20h7',
	keys: 'M8 10.5a4 4 0 1 1 0 8a4 4 0 1 1 0-8zM11 11.5L19.5 3M16 6.5l3 3',
	organization: 'M5 20.5V4h9v16.5M14 9.5h5v11M3 20.5h18M8.5 8h2M8.5 12h2M8.5 16h2',
	waiting: 'M12 3.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17zM12 7.5V12l3 2.5',
	close: 'M6 6l12 12M18 6L6 18',
	back: 'M15 5l-7 7 7 7',
	next: 'M9 5l7 7-7 7',
	plus: 'M12 5v14M5 12h14',
	tick: 'M5 12.5l5 5L19.5 7',
	search: 'M11 4.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13zM16 16l4 4',
	more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
	comment: 'M4 5h16v11.5H11L6.5 20v-3.5H4z',
	copy: 'M8.5 8.5h11v11h-11zM5.5 15.5h-1v-11h11v1',
	leave: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9.5',
	sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11',
	mute: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5',
	link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1'
} as const;
export type IconName = keyof typeof ICONS;
