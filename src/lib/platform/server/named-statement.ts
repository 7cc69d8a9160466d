import { noopEncoder, Param, SQL, StringChunk } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Queryable } from './database.ts';

const dialect = new PgDialect();

/**
 * Runs a statement whose text never changes under a name, so that PostgreSQL parses and plans it once
 * per connection: planning the ledger's statement takes several times as long as running it for one
 * activity. One name, one text; everything that varies is a parameter.
 *
 * It is on its way when this returns: calls that follow without awaiting it run after it, in their
 * order, and share its round trip.
 */
export async function runNamed<Row>(tx: Queryable, name: string, statement: SQL): Promise<Row[]> {
	const query = write(statement, { sql: '', params: [] }) ?? dialect.sqlToQuery(statement);
	const prepared = tx._.session.prepareQuery(query, undefined, name, false);
	const result = (await prepared.execute()) as { rows: Row[] };
	return result.rows;
}

interface Written {
	sql: string;
	params: unknown[];
}

/**
 * A statement of text and parameters, as the dialect would write it; undefined where it holds more.
 * The dialect asks of each piece which of a dozen things it is, and that took longer than all the
 * rest we do for a small batch.
 */
function write({ queryChunks }: SQL, query: Written): Written | undefined {
	for (const chunk of queryChunks) {
		if (chunk instanceof StringChunk) query.sql += chunk.value.join('');
		else if (chunk instanceof SQL) {
			if (!write(chunk, query)) return undefined;
		} else if (chunk instanceof Param && chunk.encoder === noopEncoder)
			query.sql += `$${query.params.push(onTheWire(chunk.value))}`;
		else if (typeof chunk !== 'object') query.sql += `$${query.params.push(chunk)}`;
		else return undefined;
	}
	return query;
}

/**
 * An array as PostgreSQL reads it; the driver's own way takes twice as long over it. Half of a batch's
 * columns say the same in every row, which is written down once.
 */
function onTheWire(value: unknown): unknown {
	if (!Array.isArray(value)) return value;
	let last: unknown;
	let text = element(last);
	const cells = value.map((cell) => {
		if (cell !== last) text = element((last = cell));
		return text;
	});
	return `{${cells.join(',')}}`;
}

const SPECIAL = /["\\]/;

function element(value: unknown): string {
	if (value === null || value === undefined) return 'NULL';
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	const text = value instanceof Date ? value.toISOString() : String(value);
	return SPECIAL.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}
