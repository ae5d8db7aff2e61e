import type { Keyring } from '../access/keys.js';
import type { RequestContext } from '../context.js';
import type { Queryable } from '../database/transaction.js';
import type { LocalDate } from '../domain/local-date.js';
import type { Verification, Visit, VisitEntry, VisitEvidence } from './visit.js';

/** What every statement here needs besides its database: keys, and the facility whose rows PostgreSQL shows. */
export interface VisitAccess {
  keys: Keyring;
  agency: string;
}

type VisitRow = Omit<Visit, 'personalId' | 'entries'> & { sealed: Buffer | null };
type EntryRow = Omit<VisitEntry, 'evidence'> & { visitId: string; sealed: Buffer | null };

const columns = `v.id, v.facility, v.care, v.state, v.opened_at as "openedAt", v.opened_on::text as "openedOn",
  v.ended_at as "endedAt", v.last_at as "lastAt", v.answered_at as "answeredAt", v.subject_sealed as sealed`;

const entryColumns = `e.visit_id as "visitId", e.id, e.moment, e.at, e.recorded_at as "recordedAt", e.officer,
  e.request_id as "requestId", e.recognised_as as "recognisedAs", e.outcome, e.portal_code as "portalCode",
  e.route_code as "routeCode", e.covered_rate as "coveredRate", e.pending_because as "pendingBecause", e.identified,
  e.not_confirmed_because as "notConfirmedBecause", e.corrects, e.withdraws, e.reason, e.evidence_sealed as sealed`;

/** The rows of a caller's own agency. */
export function ownRows({ keys, caller }: Pick<RequestContext, 'keys' | 'caller'>): VisitAccess {
  return { keys, agency: caller.agency.code };
}

/** A visit of this facility with its entries; `lock` keeps it until the transaction ends. Null for any other. */
export async function findVisit(
  db: Queryable,
  access: VisitAccess,
  id: string,
  { lock = false } = {},
): Promise<Visit | null> {
  const { rows } = await db.query<VisitRow>({
    name: lock ? 'visit_locked' : 'visit_find',
    text: `select ${columns} from visit.visit v
      where v.agency_code = $1 and v.id = $2 ${lock ? 'for update' : ''}`,
    values: [access.agency, id],
  });
  const [visit = null] = await withEntries(db, access, rows);
  return visit;
}

/** What picks visits; all of it must hold. */
export interface VisitFilter {
  /** Day of arrival. */
  on: LocalDate | null;
  /** Whether a look is owed, one confirmed nobody, or neither. */
  verification: Verification | null;
  /** A look that was owed was made up for since. */
  answeredSince: string | null;
}

const stands = 'not exists (select from visit.entry c where c.corrects = e.id)';
const owes = 'exists (select from visit.recheck r where r.visit_id = v.id)';
const failed = `exists (select from visit.entry e
  where e.visit_id = v.id and e.not_confirmed_because is not null and ${stands})`;
const verified: Record<Verification, string> = {
  PENDING: owes,
  NOT_CONFIRMED: failed,
  CONFIRMED: `not ${owes} and not ${failed}`,
};

function conditionOf({ on, verification, answeredSince }: VisitFilter, values: unknown[]): string {
  const conditions = [`v.agency_code = $1`];
  if (on !== null) conditions.push(`v.opened_on = $${values.push(on)}`);
  if (verification !== null) conditions.push(verified[verification]);
  if (answeredSince !== null) conditions.push(`v.answered_at >= $${values.push(answeredSince)}::timestamptz`);
  return conditions.join(' and ');
}

/** Visits that a filter picks, in the order they began, and how many there are in all. */
export async function findVisits(
  db: Queryable,
  access: VisitAccess,
  filter: VisitFilter,
  afterId: string | null,
  many: number,
): Promise<{ rows: Visit[]; total: number }> {
  const values: unknown[] = [access.agency];
  const condition = conditionOf(filter, values);
  const counted = await db.query<{ total: number }>(
    `select count(*)::int as total from visit.visit v where ${condition}`,
    values,
  );
  const after = afterId === null ? '' : `and v.id > $${values.push(afterId)}::uuid`;
  const { rows } = await db.query<VisitRow>(
    `select ${columns} from visit.visit v where ${condition} ${after} order by v.id limit $${values.push(many)}`,
    values,
  );
  return { rows: await withEntries(db, access, rows), total: counted.rows[0]!.total };
}

/** The last decision that this facility was given about a person, no older than so many days. */
export async function lastDecision(
  db: Queryable,
  { keys, agency }: VisitAccess,
  personalId: string,
  days: number,
): Promise<VisitEntry | null> {
  const { rows } = await db.query<EntryRow>(
    `select ${entryColumns} from visit.visit v join visit.entry e on e.visit_id = v.id
     where v.agency_code = $1 and v.subject_mac = $2 and v.state in ('OPEN', 'ENDED') and e.outcome is not null
       and e.recorded_at > now() - make_interval(days => $3) and ${stands}
     order by e.recorded_at desc limit 1`,
    [agency, keys.mac('visit-subject', personalId), days],
  );
  return rows[0] ? entryOf(keys, rows[0]) : null;
}

const entriesOf = {
  name: 'visit_entries',
  text: `select ${entryColumns} from visit.entry e
    where e.visit_id = any($1::uuid[]) order by e.recorded_at, e.id`,
};

async function withEntries(
  db: Queryable,
  { keys }: VisitAccess,
  visits: readonly VisitRow[],
): Promise<Visit[]> {
  if (visits.length === 0) return [];
  const { rows } = await db.query<EntryRow>({ ...entriesOf, values: [visits.map(({ id }) => id)] });
  return visits.map((row) => ({
    ...visitOf(keys, row),
    entries: rows.filter(({ visitId }) => visitId === row.id).map((entry) => entryOf(keys, entry)),
  }));
}

function visitOf(keys: Keyring, { sealed, ...visit }: VisitRow): Omit<Visit, 'entries'> {
  return {
    ...visit,
    ...{ openedAt: inUtc(visit.openedAt), endedAt: visit.endedAt && inUtc(visit.endedAt) },
    ...{ lastAt: inUtc(visit.lastAt), answeredAt: visit.answeredAt && inUtc(visit.answeredAt) },
    personalId: sealed && opened(keys, sealed, visit.id),
  };
}

function entryOf(keys: Keyring, { visitId: _visit, sealed, ...entry }: EntryRow): VisitEntry {
  return {
    ...entry,
    ...{ at: inUtc(entry.at), recordedAt: inUtc(entry.recordedAt) },
    evidence: sealed && (JSON.parse(opened(keys, sealed, entry.id)) as VisitEvidence),
  };
}

/** The hub's own pool gives a moment as a Date, JSON wants text. */
function inUtc(moment: string | Date): string {
  return new Date(moment).toISOString();
}

function opened(keys: Keyring, sealed: Buffer, boundTo: string): string {
  const text = keys.open('visit-seal', sealed, boundTo);
  if (text === null) throw new Error('a visit cannot be opened with this master key');
  return text;
}

/** Visit, first entry, and what is owed of it, in one round trip: desks wait for it, in an outage all at once. */
const openVisitWith = {
  name: 'visit_open',
  text: `with v as (
      insert into visit.visit as v
        (id, agency_code, facility, subject_mac, subject_sealed, state, care, opened_at, opened_on, last_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now()) returning ${columns}
    ), e as (
      insert into visit.entry (id, visit_id, agency_code, moment, at, officer, client_id, request_id, recognised_as,
        outcome, portal_code, route_code, covered_rate, evidence_sealed, pending_because, identified)
      values ($10, $1, $2, 'ARRIVAL', $8, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
      returning recorded_at as "recordedAt"
    ), r as (
      insert into visit.recheck (entry_id, visit_id, agency_code, is_arrival, asked_sealed)
      select $10, $1, $2, true, $22::bytea where $22::bytea is not null
    )
    select v.*, e."recordedAt" from v, e`,
};

/**
 * A new visit with the entry of its arrival: open, or pending while nobody is confirmed, with `owed`, what is kept
 * encrypted until its look is made up for.
 */
export async function openVisit(
  client: Queryable,
  { keys, agency }: VisitAccess,
  visit: Pick<Visit, 'id' | 'facility' | 'care' | 'openedAt' | 'openedOn' | 'personalId'>,
  entry: Omit<VisitEntry, 'recordedAt'>,
  { clientId, owed }: { clientId: string; owed: string | null },
): Promise<Visit> {
  const { id, facility, care, openedAt, openedOn, personalId } = visit;
  const state = personalId === null ? 'PENDING_VERIFICATION' : 'OPEN';
  const { rows } = await client.query<VisitRow & { recordedAt: string | Date }>({
    ...openVisitWith,
    values: [
      ...[id, agency, facility, ...whose(keys, id, personalId), state, care, openedAt, openedOn],
      ...[entry.id, entry.officer, clientId, entry.requestId, entry.recognisedAs],
      ...[entry.outcome, entry.portalCode, entry.routeCode, entry.coveredRate, evidenceOf(keys, entry)],
      ...[entry.pendingBecause, entry.identified],
      owed && keys.seal('visit-recheck', owed, entry.id),
    ],
  });
  const { recordedAt, ...row } = rows[0]!;
  return { ...visitOf(keys, row), entries: [{ ...entry, recordedAt: inUtc(recordedAt) }] };
}

function evidenceOf(keys: Keyring, { id, evidence }: Pick<VisitEntry, 'id' | 'evidence'>): Buffer | null {
  return evidence && keys.seal('visit-seal', JSON.stringify(evidence), id);
}

/** A person as a row keeps him: a keyed hash to find him by, and the number encrypted. */
function whose(keys: Keyring, visitId: string, personalId: string | null): (Buffer | null)[] {
  if (personalId === null) return [null, null];
  return [keys.mac('visit-subject', personalId), keys.seal('visit-seal', personalId, visitId)];
}

const insertEntry = {
  name: 'visit_entry_insert',
  text: `insert into visit.entry (id, visit_id, agency_code, moment, at, officer, client_id, request_id, recognised_as,
      outcome, portal_code, route_code, covered_rate, evidence_sealed, corrects, withdraws, reason, pending_because,
      identified, not_confirmed_because)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
};

/** Adds an entry to a visit; the moment of writing is the database's own. */
export async function addEntry(
  client: Queryable,
  { keys, agency }: VisitAccess,
  visitId: string,
  clientId: string,
  entry: Omit<VisitEntry, 'recordedAt'>,
): Promise<void> {
  await client.query({
    ...insertEntry,
    values: [
      ...[entry.id, visitId, agency, entry.moment, entry.at, entry.officer, clientId, entry.requestId],
      ...[entry.recognisedAs, entry.outcome, entry.portalCode, entry.routeCode, entry.coveredRate],
      ...[evidenceOf(keys, entry), entry.corrects, entry.withdraws, entry.reason],
      ...[entry.pendingBecause, entry.identified, entry.notConfirmedBecause],
    ],
  });
}

/** What an entry makes of its visit. A look that is owed keeps the remit open no longer than it was. */
export async function amendVisit(
  client: Queryable,
  { agency }: VisitAccess,
  { id, care, state, endedAt }: Pick<Visit, 'id' | 'care' | 'state' | 'endedAt'>,
  { looked = true } = {},
): Promise<void> {
  await client.query(
    `update visit.visit set care = $3, state = $4, ended_at = $5, last_at = case when $6 then now() else last_at end
     where agency_code = $1 and id = $2`,
    [agency, id, care, state, endedAt, looked],
  );
}

/** That a look which was owed was made up for, and what it makes of the visit and of who it is about. */
export async function answerVisit(
  client: Queryable,
  { keys, agency }: VisitAccess,
  { id, state, personalId }: Pick<Visit, 'id' | 'state' | 'personalId'>,
  { looked }: { looked: boolean },
): Promise<void> {
  await client.query(
    `update visit.visit set state = $3, subject_mac = coalesce(subject_mac, $4),
       subject_sealed = coalesce(subject_sealed, $5), answered_at = now(),
       last_at = case when $6 then now() else last_at end
     where agency_code = $1 and id = $2`,
    [agency, id, state, ...whose(keys, id, personalId), looked],
  );
}
