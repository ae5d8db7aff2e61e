import type { Queryable } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
import type { Keyring } from './keys.js';

/** How long a key is remembered; after that the same key is a new request. */
export const keptDays = 7;

/** One request to change something, as it is remembered: keyed hashes only, since inputs name people. */
export interface Claim {
  keyMac: Buffer;
  inputMac: Buffer;
}

/**
 * What a caller's idempotency key stands for: one agency, one operation, one input.
 * @throws HubError BAD_USER_INPUT for a key of another form
 */
export function makeClaim(
  keys: Keyring,
  { agency, operation, key, input }: { agency: string; operation: string; key: string; input: unknown },
): Claim {
  if (!/^[A-Za-z0-9._:-]{8,100}$/.test(key)) {
    throw new HubError(
      'BAD_USER_INPUT',
      { field: 'idempotencyKey' },
      {
        vi: 'idempotencyKey gồm 8 đến 100 chữ không dấu, chữ số, . _ : -',
        en: 'idempotencyKey is 8 to 100 letters without accents, digits, . _ : -',
      },
    );
  }
  const keyMac = keys.mac('idempotency', agency, operation, key);
  return { keyMac, inputMac: keys.mac('idempotency', 'input', canonical(input)) };
}

const takeKey = {
  name: 'idempotency_take',
  text: 'insert into access.idempotency (key_mac, input_mac) values ($1, $2) on conflict (key_mac) do nothing',
};
const readKey = {
  name: 'idempotency_read',
  text: 'select input_mac, answer_sealed from access.idempotency where key_mac = $1',
};
const keepKey = {
  name: 'idempotency_keep',
  text: 'update access.idempotency set answer_sealed = $2 where key_mac = $1',
};

/**
 * Takes a key within a transaction. Null when it is new: whoever else brings it now waits for this transaction to end.
 * Otherwise the answer that was given.
 * @throws HubError CONFLICT when the key stands for another input
 */
export async function claimKey(
  client: Queryable,
  keys: Keyring,
  { keyMac, inputMac }: Claim,
): Promise<{ answer: unknown } | null> {
  const { rowCount } = await client.query({ ...takeKey, values: [keyMac, inputMac] });
  if (rowCount) return null;
  return (await findAnswer(client, keys, { keyMac, inputMac })) ?? refuseKey();
}

/** The answer that a key was given before, without taking it; null for a new one. @throws as `claimKey` */
export async function findAnswer(
  client: Queryable,
  keys: Keyring,
  { keyMac, inputMac }: Claim,
): Promise<{ answer: unknown } | null> {
  const { rows } = await client.query<{ input_mac: Buffer; answer_sealed: Buffer }>({
    ...readKey,
    values: [keyMac],
  });
  if (!rows[0]) return null;
  const answer = keys.open('idempotency', rows[0].answer_sealed, keyMac.toString('base64'));
  if (!rows[0].input_mac.equals(inputMac) || !answer) return refuseKey();
  return { answer: JSON.parse(answer) };
}

function refuseKey(): never {
  throw new HubError(
    'CONFLICT',
    { field: 'idempotencyKey' },
    {
      vi: 'idempotencyKey này đã dùng cho một yêu cầu khác.',
      en: 'This idempotencyKey was used for another request.',
    },
  );
}

/** Keeps the answer beside its key, encrypted; `answer` is JSON text. */
export async function keepAnswer(
  client: Queryable,
  keys: Keyring,
  { keyMac }: Claim,
  answer: string,
): Promise<void> {
  const sealed = keys.seal('idempotency', answer, keyMac.toString('base64'));
  await client.query({ ...keepKey, values: [keyMac, sealed] });
}

/** Forgets keys, used assertions and sessions at desks whose time is over; answers how many. */
export async function forgetOld(client: Queryable): Promise<number> {
  const keys = await client.query(
    'delete from access.idempotency where created_at < now() - make_interval(days => $1)',
    [keptDays],
  );
  const assertions = await client.query('delete from access.used_assertion where expires_at < now()');
  const sessions = await client.query('delete from access.desk_session where ends_at < now()');
  return (keys.rowCount ?? 0) + (assertions.rowCount ?? 0) + (sessions.rowCount ?? 0);
}

/** JSON with the keys of every object in order: the same input however it was written. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? 'null'
  );
}
