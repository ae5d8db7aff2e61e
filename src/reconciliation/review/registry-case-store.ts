import type { Keyring } from '../../access/keys.js';
import type { Queryable } from '../../database/transaction.js';
import { actFor } from './finding-store.js';

export type RegistryCaseState = 'WAITING' | 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN';
/** Who keeps what is said to be wrong: residence and numbers the registry, birth, name, sex and death civil status. */
export type RegistryOwner = 'REGISTRY' | 'CIVIL_STATUS';

/** What is shown to the owner: whom it is about, and what the sector's record states of him. */
export interface RegistryEvidence {
  personalId: string;
  sector: string;
  stated: { personalId: string; fullName: string; dateOfBirth: string; gender: string; address: string };
}

/** One case for the owner of the registry. */
export interface RegistryCase {
  id: string;
  runId: number;
  seq: number;
  agency: string;
  owner: RegistryOwner;
  causes: string[];
  state: RegistryCaseState;
  version: number;
  dueOn: string;
  routedAt: Date;
  decidedAt: Date | null;
  reason: string | null;
  evidence: RegistryEvidence;
}

type Row = Omit<RegistryCase, 'evidence'> & { sealed: Buffer };

const columns = `c.id, c.run_id as "runId", c.seq, c.agency_code as agency, c.owner, c.causes, c.state, c.version,
  c.due_on::text as "dueOn", c.routed_at as "routedAt", c.decided_at as "decidedAt", c.reason,
  c.evidence_sealed as sealed`;

function opened(keys: Keyring, { sealed, ...row }: Row): RegistryCase {
  const text = keys.open('review-seal', sealed, row.id);
  if (text === null) throw new Error('a case for the registry cannot be opened with this master key');
  return { ...row, evidence: JSON.parse(text) };
}

/** Lends the cases of some units to the rest of the transaction. */
export async function actForUnits(client: Queryable, units: readonly string[]): Promise<void> {
  await client.query("select set_config('lienthong.units', $1, true)", [units.join(',')]);
}

/** A case that an agency's finding becomes. */
export interface NewRegistryCase
  extends Pick<RegistryCase, 'id' | 'seq' | 'owner' | 'causes' | 'dueOn' | 'evidence'> {
  /** Communes and provinces in force where the resident may live: whose authorities are asked. */
  units: readonly string[];
  officer: string;
}

export async function addRegistryCases(
  client: Queryable,
  keys: Keyring,
  { runId, agency }: { runId: number; agency: string },
  cases: readonly NewRegistryCase[],
): Promise<void> {
  for (const { id, seq, owner, units, causes, dueOn, evidence, officer } of cases) {
    await client.query(
      `insert into review.registry_case (id, run_id, seq, agency_code, owner, units, causes, evidence_sealed, due_on,
         routed_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, runId, seq, agency, owner, units, causes],
        ...[keys.seal('review-seal', JSON.stringify(evidence), id), dueOn, officer],
      ],
    );
  }
}

/** The sender takes back what the owner has not decided yet. */
export async function withdrawCases(
  client: Queryable,
  runId: number,
  seqs: readonly number[],
): Promise<void> {
  await client.query(
    `update review.registry_case set state = 'WITHDRAWN', version = version + 1
     where run_id = $1 and seq = any($2::integer[]) and state = 'WAITING'`,
    [runId, seqs],
  );
}

export interface RegistryCaseFilter {
  state?: RegistryCaseState | null;
  owner?: RegistryOwner | null;
  dueUntil?: string | null;
}

/** Cases of the units that were lent, the one that is due first first. */
export async function registryCases(
  db: Queryable,
  keys: Keyring,
  units: readonly string[],
  filter: RegistryCaseFilter,
  { first, after }: { first: number; after: { dueOn: string; id: string } | null },
): Promise<RegistryCase[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from review.registry_case c
     where c.units && $1::text[] and c.state = coalesce($2, 'WAITING') and ($3::text is null or c.owner = $3)
       and ($4::date is null or c.due_on <= $4)
       and ($5::date is null or (c.due_on, c.id) > ($5::date, $6::uuid))
     order by c.due_on, c.id limit $7`,
    [
      ...[units, filter.state ?? null, filter.owner ?? null, filter.dueUntil ?? null],
      ...[after?.dueOn ?? null, after?.id ?? null, first + 1],
    ],
  );
  return rows.map((row) => opened(keys, row));
}

/** Some of them, locked where the transaction writes. */
export async function registryCasesById(
  db: Queryable,
  keys: Keyring,
  units: readonly string[],
  ids: readonly string[],
  { lock = false } = {},
): Promise<RegistryCase[]> {
  const { rows } = await db.query<Row>(
    `select ${columns} from review.registry_case c where c.units && $1::text[] and c.id = any($2::uuid[])
     order by c.id ${lock ? 'for update' : ''}`,
    [units, ids],
  );
  return rows.map((row) => opened(keys, row));
}

/** What the owner decided; and from here on the transaction acts for the agency that asked him. */
export async function decideRegistryCase(
  client: Queryable,
  { id, agency: sender }: Pick<RegistryCase, 'id' | 'agency'>,
  decided: { state: 'ACCEPTED' | 'REJECTED'; agency: string; officer: string; reason: string },
): Promise<void> {
  const { state, agency, officer, reason } = decided;
  await client.query(
    `update review.registry_case set state = $2, version = version + 1, decided_agency = $3, decided_by = $4,
       decided_at = clock_timestamp(), reason = $5 where id = $1`,
    [id, state, agency, officer, reason],
  );
  await actFor(client, sender);
}
