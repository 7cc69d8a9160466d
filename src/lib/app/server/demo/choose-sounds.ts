import { savePreferences } from '#lib/identity/preferences/server/index.ts';
import type { Story } from './found-story.ts';
import type { Past } from './past.ts';
import { must } from './set-story-goals.ts';

const SOUNDS: Record<string, string> = {
	'Mara Silva': 'fanfare',
	'Priya Desai': 'harp',
	'Oskar Berg': 'ship',
	'Sana Noor': 'marimba'
};

/** A few have a sound of their own, and nobody quiet hours: who looks around in the evening hears it. */
export async function chooseSounds(past: Past, { people }: Story, now: Date): Promise<void> {
	past.goTo(now);
	for (const [name, person] of Object.entries(people)) {
		const sound = SOUNDS[name] ?? 'bell';
		must(await savePreferences(past.context, person, { sound, quietFrom: 0, quietUntil: 0 }));
	}
}
