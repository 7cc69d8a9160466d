import { expect, test } from 'vitest';
import { z } from 'zod';
import { many, readForm } from './form.ts';

const schema = z.object({
	name: z.string('Write a name.').trim(),
	team: z.string().nullable().default(null),
	managers: many(z.string())
});

function read(...fields: [string, string][]) {
	const body = new URLSearchParams(fields);
	return readForm(new Request('http://winbell.example', { method: 'POST', body }), schema);
}

test('a field that is left empty says nothing, one that comes twice says both', async () => {
	const answer = await read(['name', ' Aiko '], ['team', ''], ['managers', 'a'], ['managers', 'b']);
	expect(answer).toEqual({ ok: true, value: { name: 'Aiko', team: null, managers: ['a', 'b'] } });
});

test('each fault stands at its field', async () => {
	expect(await read(['team', 'north'])).toMatchObject({
		problem: { kind: 'invalid', detail: 'Write a name.', fields: { name: 'Write a name.' } }
	});
});

test('what the database cannot keep is refused at its field', async () => {
	expect(await read(['name', 'Ai\0ko'])).toMatchObject({
		problem: { kind: 'invalid', fields: { name: expect.stringContaining('nobody can read') } }
	});
});
