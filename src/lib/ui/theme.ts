/** The person's choice: the system's theme, paper (light) or board (dark). Kept on this device. */
export type Theme = 'system' | 'paper' | 'board';

// app.html reads the same key before the first paint.
const KEY = 'winbell:theme';

export function readTheme(): Theme {
	const stored = document.documentElement.dataset.theme;
	return stored === 'paper' || stored === 'board' ? stored : 'system';
}

export function chooseTheme(theme: Theme): void {
	const root = document.documentElement;
	if (theme === 'system') delete root.dataset.theme;
	else root.dataset.theme = theme;
	try {
		if (theme === 'system') localStorage.removeItem(KEY);
		else localStorage.setItem(KEY, theme);
	} catch {
		// Storage may be forbidden; then the choice holds until the page is closed.
	}
}
