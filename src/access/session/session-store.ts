import type { Queryable } from '../../database/transaction.js';

export interface SessionRow {
  idMac: Buffer;
  agencyCode: string;
  /** One of both: an officer, or a resident by his pseudonym. */
  officer: string | null;
  subject: string | null;
  sealed: Buffer;
  /** Milliseconds since 1970. */
  usedAt: number;
  endsAt: number;
}

export async function insertSession(db: Queryable, row: SessionRow): Promise<void> {
  await db.query({
    name: 'insert_desk_session',
    text: `insert into access.desk_session (id_mac, agency_code, officer, subject, sealed, opened_at, used_at, ends_at)
           values ($1, $2, $3, $4, $5, to_timestamp($6 / 1000.0), to_timestamp($6 / 1000.0), to_timestamp($7 / 1000.0))`,
    values: [row.idMac, row.agencyCode, row.officer, row.subject, row.sealed, row.usedAt, row.endsAt],
  });
}

export async function findSession(db: Queryable, idMac: Buffer): Promise<SessionRow | null> {
  const { rows } = await db.query({
    name: 'find_desk_session',
    text: `select agency_code, officer, subject, sealed, (extract(epoch from used_at) * 1000)::float8 as used,
             (extract(epoch from ends_at) * 1000)::float8 as ends
           from access.desk_session where id_mac = $1`,
    values: [idMac],
  });
  const [row] = rows;
  if (!row) return null;
  const { agency_code: agencyCode, officer, subject, sealed, used: usedAt, ends: endsAt } = row;
  return { idMac, agencyCode, officer, subject, sealed, usedAt, endsAt };
}

/** NOTE: a request that was slow must not take a session back in time. */
export async function touchSession(db: Queryable, idMac: Buffer, usedAt: number): Promise<void> {
  await db.query({
    name: 'touch_desk_session',
    text: `update access.desk_session set used_at = greatest(used_at, to_timestamp($2 / 1000.0)) where id_mac = $1`,
    values: [idMac, usedAt],
  });
}

/** Other tokens in the place of those it was read with; false when another process was first. */
export async function resealSession(
  db: Queryable,
  idMac: Buffer,
  { from, to }: { from: Buffer; to: Buffer },
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'reseal_desk_session',
    text: 'update access.desk_session set sealed = $3 where id_mac = $1 and sealed = $2',
    values: [idMac, from, to],
  });
  return rowCount === 1;
}

export async function deleteSession(db: Queryable, idMac: Buffer): Promise<void> {
  await db.query({
    name: 'delete_desk_session',
    text: 'delete from access.desk_session where id_mac = $1',
    values: [idMac],
  });
}
