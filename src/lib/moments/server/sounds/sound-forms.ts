import { z } from 'zod';
import { OWN_SOUND } from '#lib/identity/preferences/preferences.ts';
import { SOUNDS } from '../../sound/sounds.ts';

const keys = [...SOUNDS.map(({ key }) => key), OWN_SOUND];

export const soundForm = z.object({ sound: z.enum(keys, 'Choose a sound from the list.') });
