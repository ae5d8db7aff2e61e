import { randomUUID } from 'node:crypto';
import type { Keyring } from '../../access/keys.js';
import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import type { StoredBytes } from '../stored-bytes.js';
import { WrongFile } from '../text-form.js';

/** A file of records that an agency sent in, encrypted in the hub's database until its run is over. */
export interface Upload {
  id: string;
  agency: string;
  name: string;
  bytes: number;
}

/** Files of one agency that are kept at a time, those that a run reads among them. */
const MOST_KEPT = 5;
const MOST_PARTS = 2_000;
/** Bytes that are handed on at a time, so that a process that serves is not held up. */
const PIECE = 256 * 1024;
/** A file that no run takes is forgotten. */
const FORGOTTEN_AFTER = '1 day';

const uploadColumns = 'upload_id::text as id, agency_code as agency, name, bytes::float8 as bytes';

const isOver = `exists (select from reconciliation.run r where r.upload_id = u.upload_id
  and r.state in ('CANCELLED', 'FAILED', 'FINISHED'))`;

/**
 * A new, empty file, in a transaction. What a run that is over left of the agency's goes first.
 * @throws HubError LIMIT_EXCEEDED where as many are kept as may be
 */
export async function beginUpload(
  db: Queryable,
  { agency, officer, name }: { agency: string; officer: string | null; name: string },
): Promise<Upload> {
  await db.query("select pg_advisory_xact_lock(hashtextextended('upload ' || $1, 0))", [agency]);
  await db.query(`delete from reconciliation.upload u where u.agency_code = $1 and ${isOver}`, [agency]);
  const { rows } = await db.query<{ kept: number }>(
    'select count(*)::integer as kept from reconciliation.upload where agency_code = $1',
    [agency],
  );
  if (rows[0]!.kept >= MOST_KEPT)
    throw new HubError('LIMIT_EXCEEDED', { limit: 'FILES', allowed: MOST_KEPT });
  const id = randomUUID();
  await db.query(
    'insert into reconciliation.upload (upload_id, agency_code, officer, name) values ($1, $2, $3, $4)',
    [id, agency, officer, name],
  );
  return { id, agency, name, bytes: 0 };
}

/**
 * The next part of a file, at the place where the parts before it end.
 * @throws HubError NOT_FOUND; CONFLICT with how many bytes there are, for another place or once a run has the file;
 * LIMIT_EXCEEDED
 */
export async function addPart(
  db: Queryable,
  keys: Keyring,
  {
    agency,
    id,
    at,
    content,
    mostBytes,
  }: { agency: string; id: string; at: number; content: Buffer; mostBytes: number },
): Promise<Upload> {
  const { rows } = await db.query<Upload & { parts: number; isTaken: boolean }>(
    `select ${uploadColumns},
       (select count(*)::integer from reconciliation.upload_part p where p.upload_id = u.upload_id) as parts,
       exists (select from reconciliation.run r where r.upload_id = u.upload_id) as "isTaken"
     from reconciliation.upload u where u.upload_id = $1 and u.agency_code = $2 for update`,
    [id, agency],
  );
  const upload = rows[0];
  if (!upload) throw new HubError('NOT_FOUND');
  if (upload.isTaken || upload.bytes !== at) throw new HubError('CONFLICT', { bytes: upload.bytes });
  const bytes = at + content.length;
  if (bytes > mostBytes || upload.parts >= MOST_PARTS)
    throw new HubError('LIMIT_EXCEEDED', { limit: 'FILE', allowed: mostBytes });
  const sealed = keys.seal('reconciliation-file', content, placeOf(id, at));
  await db.query(
    'insert into reconciliation.upload_part (upload_id, at, length, sealed) values ($1, $2, $3, $4)',
    [id, at, content.length, sealed],
  );
  await db.query('update reconciliation.upload set bytes = $2 where upload_id = $1', [id, bytes]);
  const { agency: whose, name } = upload;
  return { id, agency: whose, name, bytes };
}

/** A file of an agency; null for another's. */
export async function findUpload(db: Queryable, id: string, agency: string): Promise<Upload | null> {
  const { rows } = await db.query<Upload>(
    `select ${uploadColumns} from reconciliation.upload where upload_id = $1 and agency_code = $2`,
    [id, agency],
  );
  return rows[0] ?? null;
}

/** Its bytes, opened as they are read. */
export function bytesOf(pool: Queryable, keys: Keyring, { id, name, bytes }: Upload): StoredBytes {
  let known: { at: number; content: Buffer } | null = null;
  const partAt = async (place: number): Promise<{ at: number; content: Buffer }> => {
    if (known && place >= known.at && place < known.at + known.content.length) return known;
    const { rows } = await pool.query<{ at: string; sealed: Buffer }>(
      `select p.at::text, p.sealed from reconciliation.upload_part p
       where p.upload_id = $1 and p.at <= $2 order by p.at desc limit 1`,
      [id, place],
    );
    const at = Number(rows[0]?.at);
    const content = rows[0] && keys.openBytes('reconciliation-file', rows[0].sealed, placeOf(id, at));
    if (!content || place >= at + content.length)
      throw new WrongFile('FILE_LOST', 'The file that was sent in is not there any more. Send it again.');
    known = { at, content };
    return known;
  };
  return {
    ...{ name, size: bytes },
    async *read(from = 0, to = bytes) {
      for (let place = from; place < to; ) {
        const { at, content } = await partAt(place);
        const piece = content.subarray(place - at, Math.min(content.length, to - at, place - at + PIECE));
        place += piece.length;
        yield piece;
      }
    },
  };
}

/** Forgets files that no run took, or whose run is over; answers how many. */
export async function forgetUploads(db: Queryable): Promise<number> {
  const { rowCount } = await db.query(
    `delete from reconciliation.upload u where u.created_at < now() - interval '${FORGOTTEN_AFTER}'
       and not exists (select from reconciliation.run r where r.upload_id = u.upload_id
         and r.state not in ('CANCELLED', 'FAILED', 'FINISHED'))`,
  );
  return rowCount ?? 0;
}

const placeOf = (id: string, at: number) => `${id} ${at}`;
