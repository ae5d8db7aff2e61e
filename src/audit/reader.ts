import type pg from 'pg';

/**
 * Who reads the record of looks: an auditor all of it; a resident what is about him, by the keyed hashes of his
 * numbers; an agency its own looks, without whom they were about.
 */
export type Reader =
  | { kind: 'AUDITOR' }
  | { kind: 'RESIDENT'; subjects: readonly Buffer[] }
  | { kind: 'AGENCY'; agency: string };

/** Reads the record as somebody, in one snapshot. */
export type ReadRecord = <T>(reader: Reader, work: (db: pg.ClientBase) => Promise<T>) => Promise<T>;

/**
 * Lends a view of the record that PostgreSQL itself confines to what this reader may see (row-level security): a query
 * that forgets to ask for whom shows nothing more. One snapshot, nothing can be written.
 */
export async function withReader<T>(
  pool: pg.Pool,
  reader: Reader,
  work: (db: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  // NOTE: a connection that breaks in between says so by itself too; unheard it ends the process.
  const heard = () => undefined;
  client.on('error', heard);
  let broken = true;
  try {
    const settings = Object.entries(settingsOf(reader))
      .map(([name, value]) => `set_config('lienthong.${name}', ${client.escapeLiteral(value)}, true)`)
      .join(', ');
    // One round trip. What is set is gone with the transaction.
    await client.query(`begin isolation level repeatable read read only; select ${settings}`);
    try {
      return await work(client);
    } finally {
      await client.query('rollback');
      broken = false;
    }
  } finally {
    client.off('error', heard);
    client.release(broken);
  }
}

function settingsOf(reader: Reader): Record<'reader' | 'subjects' | 'agency', string> {
  return {
    reader: reader.kind,
    subjects:
      reader.kind === 'RESIDENT' ? reader.subjects.map((subject) => subject.toString('hex')).join(',') : '',
    agency: reader.kind === 'AGENCY' ? reader.agency : '',
  };
}
