const NAMES: Record<string, string> = {
	'/standings': 'Standings',
	'/moments': 'Moments',
	'/goals': 'Goals'
};

/** What stands in for a page this device has never seen, with the ways to those it has. */
export function offlinePage(kept: string[]): Response {
	const links = Object.keys(NAMES)
		.filter((path) => kept.includes(path))
		.map((path) => `<a href="${path}">${NAMES[path]}</a>`)
		.join('');
	const rest = links
		? 'These open as you last saw them:'
		: 'Connect once and your standings will open without it too.';
	return new Response(document(rest, links), {
		status: 503,
		headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
	});
}

function document(rest: string, links: string): string {
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Offline · Winbell</title>
<style>
	body { display: grid; place-content: center; justify-items: start; gap: 12px; min-height: 100dvh; margin: 0;
		padding: 24px; background: light-dark(#f1f3f2, #0d1015); color: light-dark(#14181c, #f6f2e8);
		font: 400 16px/1.45 'Archivo Variable', system-ui, sans-serif }
	h1 { margin: 0; font-size: 26px; line-height: 1.15 }
	p { margin: 0; max-width: 34ch; color: light-dark(#4d565f, #a8afbc) }
	a { display: block; min-height: 44px; padding-top: 10px; color: light-dark(#2348c9, #8fa8ff); font-weight: 620 }
</style>
<h1>No network here</h1>
<p>This page needs one. ${rest}</p>
<nav>${links}<a href="">Try again</a></nav>
</html>`;
}
