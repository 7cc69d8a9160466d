import { expect, test } from 'vitest';
import { z } from 'zod';
import { many, readForm, refusal } from './form.ts';

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
	expect(answer).toEqual({
		...{ ok: true, value: { name: 'Aiko', team: null, managers: ['a', 'b'] } },
		typed: { name: [' Aiko '], team: [''], managers: ['a', 'b'] }
	});
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

test('a refused form is given back as it was typed, with what its page is to know now', async () => {
	const form = await read(['team', 'north'], ['was', '1']);
	const problem = { kind: 'conflict' as const, detail: 'Ines was first.', kept: { was: '2' } };
	expect(refusal(problem, form.typed)).toMatchObject({
		...{ status: 409, data: { fields: {}, typed: { team: ['north'], was: ['2'] } } }
	});
	expect(refusal(problem).data).toEqual({ detail: 'Ines was first.', fields: {} });
});
