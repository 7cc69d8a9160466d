const KEY = 'winbell:played';
const MOST = 100;

/** The moments this device has celebrated, over pages and tabs. */
export function readPlayed(): Set<string> {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
		return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []);
	} catch {
		return new Set();
	}
}

export function keepPlayed(played: ReadonlySet<string>, ids: readonly string[]): void {
	keep([...played, ...ids]);
}

/** These were cut short: the page that comes next may celebrate them. */
export function forgetPlayed(ids: readonly string[]): void {
	keep([...readPlayed()].filter((id) => !ids.includes(id)));
}

function keep(ids: readonly string[]): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(ids.slice(-MOST)));
	} catch {
		// Storage may be forbidden; then a second tab celebrates too.
	}
}
