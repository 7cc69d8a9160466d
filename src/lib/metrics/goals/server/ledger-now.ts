import { sql } from 'drizzle-orm';

/**
 * A place in the order in which rows come to the ledger: those that are there have a lower one, those
 * that come later a higher one. For who holds the ledger.
 */
export const LEDGER_NOW = sql`nextval(pg_get_serial_sequence('activities', 'position'))`;
