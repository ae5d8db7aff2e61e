import type pg from 'pg';
import { HubError } from '../domain/errors.js';

/** A document as an agency registered it. */
export interface RegisteredDocument {
  agency: string;
  name: string;
  /** The text to the letter: another space is another document. */
  source: string;
  /** One an operation, as the record of looks has it. */
  hashes: string[];
  createdAt: Date;
}

/** NOTE: names stand in logs; none may hold what could be a person's number. */
const mayBeName = (name: string) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) && !/\d{9}/.test(name);

/**
 * Registers a document that was checked. The same text under the same name again changes nothing.
 * @throws HubError BAD_USER_INPUT for a name of another form; NOT_FOUND for the agency; CONFLICT when the name is that
 * of another text: both may be in use while an agency's systems are brought up to date
 */
export async function addDocument(
  pool: pg.Pool,
  { agency, name, source, hashes }: Omit<RegisteredDocument, 'createdAt'>,
): Promise<void> {
  if (!mayBeName(name)) {
    throw new HubError(
      'BAD_USER_INPUT',
      { field: 'name' },
      {
        vi: 'Tên gồm 1 đến 100 chữ không dấu, chữ số, . _ - và không có chín chữ số liền nhau.',
        en: 'A name is 1 to 100 letters without accents, digits, . _ - and has no nine digits in a row.',
      },
    );
  }
  await isRegisteredOnly(pool, agency);
  const { rowCount } = await pool.query(
    `insert into access.document (agency_code, name, source, hashes) values ($1, $2, $3, $4)
     on conflict (agency_code, name) do update set hashes = excluded.hashes
     where document.source = excluded.source`,
    [agency, name, source, hashes],
  );
  if (!rowCount) throw new HubError('CONFLICT', { field: 'name' });
}

/** Takes a document back, as of now. @throws HubError NOT_FOUND */
export async function removeDocument(pool: pg.Pool, agency: string, name: string): Promise<void> {
  const { rowCount } = await pool.query('delete from access.document where agency_code = $1 and name = $2', [
    agency,
    name,
  ]);
  if (!rowCount) throw new HubError('NOT_FOUND', { field: 'document' });
}

/** The registered documents of an agency, or of all, by agency and name. */
export async function listDocuments(
  pool: pg.Pool,
  agency: string | null = null,
): Promise<RegisteredDocument[]> {
  const { rows } = await pool.query<RegisteredDocument>(
    `select agency_code as agency, name, source, hashes, created_at as "createdAt"
     from access.document where $1::text is null or agency_code = $1 order by agency_code, name`,
    [agency],
  );
  return rows;
}

/** Answers an agency its registered documents only, or any again. @throws HubError NOT_FOUND */
export async function setRegisteredOnly(pool: pg.Pool, agency: string, on: boolean): Promise<void> {
  const { rowCount } = await pool.query('update access.agency set registered_only = $2 where code = $1', [
    agency,
    on,
  ]);
  if (!rowCount) throw new HubError('NOT_FOUND', { field: 'agency' });
}

/** That an agency is there, and whether it is answered its registered documents only. @throws HubError NOT_FOUND */
export async function isRegisteredOnly(pool: pg.Pool, agency: string): Promise<boolean> {
  const { rows } = await pool.query<{ only: boolean }>(
    'select registered_only as only from access.agency where code = $1',
    [agency],
  );
  if (!rows[0]) throw new HubError('NOT_FOUND', { field: 'agency' });
  return rows[0].only;
}
