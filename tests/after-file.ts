import { afterAll } from 'vitest';
import { dropDatabases } from './database.ts';

// Files of one worker share their modules, so that each file says for itself when it is over.
afterAll(dropDatabases);
