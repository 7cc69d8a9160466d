import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('settings', () => {
	it('needs none', () => {
		const config = readConfig({});
		if (!config.ok) throw new Error(config.problem.detail);
		const { checkout, ...rest } = config.value;
		expect(existsSync(join(checkout, 'svelte.config.js'))).toBe(true);
		expect(rest).toEqual({ port: 3000, host: '0.0.0.0', dataFolder: join(checkout, 'data') });
	});

	it('takes what is set, and empty as not set', () => {
		const config = readConfig({
			PORT: '8080',
			HOST: '127.0.0.1',
			WINBELL_DATA: '/srv/winbell',
			DATABASE_URL: 'postgres://ada:secret@db.example.com/sales',
			ORIGIN: 'https://bell.example.com/'
		});
		expect(config).toMatchObject({
			ok: true,
			value: {
				port: 8080,
				host: '127.0.0.1',
				dataFolder: '/srv/winbell',
				databaseUrl: 'postgres://ada:secret@db.example.com/sales',
				origin: 'https://bell.example.com'
			}
		});
		expect(readConfig({ PORT: '', ORIGIN: '', DATABASE_URL: '' })).toEqual(readConfig({}));
	});

	it.each([
		[{ PORT: 'web' }, /^PORT is "web": use a number/],
		[{ PORT: '65536' }, /^PORT is "65536"/],
		[{ PORT: '-1' }, /^PORT is "-1"/],
		[{ HOST: 'http://x' }, /^HOST is "http:\/\/x": use an address/],
		[{ ORIGIN: 'bell.example.com' }, /^ORIGIN is "bell.example.com": use the address people type/],
		[{ ORIGIN: 'https://bell.example.com/app' }, /^ORIGIN is/],
		[{ ORIGIN: 'ftp://bell.example.com' }, /^ORIGIN is/],
		[{ DATABASE_URL: 'mysql://root:secret@db/x' }, /^DATABASE_URL is not the address/]
	])('refuses %j in one sentence', (env, sentence) => {
		const config = readConfig(env);
		if (config.ok) throw new Error('accepted');
		expect(config.problem.detail).toMatch(sentence);
		expect(config.problem.detail).not.toContain('secret');
	});
});
