/**
 * Renders the icons that must be PNG from the drawings in static/: `node tests/icons.mjs`.
 * Run it after a change to an icon*.svg and commit what it writes. CHROMIUM_PATH names the browser.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';

const FOLDER = new URL('../static/', import.meta.url);
const RENDERS = [
	{ from: 'icon.svg', to: 'icon-192.png', size: 192 },
	{ from: 'icon.svg', to: 'icon-512.png', size: 512 },
	{ from: 'icon-maskable.svg', to: 'icon-maskable-192.png', size: 192 },
	{ from: 'icon-maskable.svg', to: 'icon-maskable-512.png', size: 512 },
	// iOS rounds the corners itself and shows transparency as black, so it gets the full square.
	{ from: 'icon-maskable.svg', to: 'apple-touch-icon.png', size: 180 }
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH });
const page = await browser.newPage();
for (const { from, to, size } of RENDERS) {
	const svg = await readFile(new URL(from, FOLDER), 'utf8');
	await page.setViewportSize({ width: size, height: size });
	await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw}</style>${svg}`);
	const png = await page.screenshot({ omitBackground: true });
	await writeFile(new URL(to, FOLDER), png);
	console.log(`static/${to} ${png.length} bytes`);
}
await browser.close();
