import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const CHECKOUT = join(import.meta.dirname, '..');

/** What `npm start` says after `node`. */
export function startArguments(): string[] {
	const text = readFileSync(join(CHECKOUT, 'package.json'), 'utf8');
	const { scripts } = JSON.parse(text) as { scripts: { start: string } };
	return scripts.start.split(' ').slice(1);
}
