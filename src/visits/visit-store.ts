import type { Keyring } from '../access/keys.js';
import type { Queryable } from '../database/transaction.js';
import type { LocalDate } from '../domain/local-date.js';
import type { Visit, VisitEntry, VisitEvidence } from './visit.js';

/** What every statement here needs besides its database: keys, and the facility whose rows PostgreSQL shows. */
export interface VisitAccess {
  keys: Keyring;
  agency: string;
}

type VisitRow = Omit<Visit, 'personalId' | 'entries'> & { sealed: Buffer };
type EntryRow = Omit<VisitEntry, 'evidence'> & { visitId: string; sealed: Buffer | null };

const columns = `v.id, v.facility, v.care, v.state, v.opened_at as "openedAt", v.opened_on::text as "openedOn",
  v.ended_at as "endedAt", v.subject_sealed as sealed`;

/** Names the facility for the transaction, so that row-level security lets its rows pass. */
export async function actAs(client: Queryable, agency: string): Promise<void> {
  await client.query("select set_config('lienthong.agency', $1, true)", [agency]);
}

/** A visit of this facility with its entries; `lock` keeps it until the transaction ends. Null for any other. */
export async function findVisit(
  db: Queryable,
  access: VisitAccess,
  id: string,
  { lock = false } = {},
): Promise<Visit | null> {
  const { rows } = await db.query<VisitRow>(
    `select ${columns} from visit.visit v where v.agency_code = $1 and v.id = $2 ${lock ? 'for update' : ''}`,
    [access.agency, id],
  );
  const [visit = null] = await withEntries(db, access, rows);
  return visit;
}

/** Visits that began on a day, in the order they began, and how many there are in all. */
export async function visitsOn(
  db: Queryable,
  access: VisitAccess,
  on: LocalDate,
  afterId: string | null,
  many: number,
): Promise<{ rows: Visit[]; total: number }> {
  const { rows } = await db.query<VisitRow>(
    `select ${columns} from visit.visit v
     where v.agency_code = $1 and v.opened_on = $2 and ($3::uuid is null or v.id > $3) order by v.id limit $4`,
    [access.agency, on, afterId, many],
  );
  const counted = await db.query<{ total: number }>(
    'select count(*)::int as total from visit.visit v where v.agency_code = $1 and v.opened_on = $2',
    [access.agency, on],
  );
  return { rows: await withEntries(db, access, rows), total: counted.rows[0]!.total };
}

async function withEntries(
  db: Queryable,
  { keys }: VisitAccess,
  visits: readonly VisitRow[],
): Promise<Visit[]> {
  if (visits.length === 0) return [];
  const { rows } = await db.query<EntryRow>(
    `select e.visit_id as "visitId", e.id, e.moment, e.at, e.recorded_at as "recordedAt", e.officer,
       e.request_id as "requestId", e.recognised_as as "recognisedAs", e.outcome, e.portal_code as "portalCode",
       e.route_code as "routeCode", e.covered_rate as "coveredRate", e.corrects, e.withdraws, e.reason,
       e.evidence_sealed as sealed
     from visit.entry e where e.visit_id = any($1::uuid[]) order by e.recorded_at, e.id`,
    [visits.map(({ id }) => id)],
  );
  return visits.map(({ sealed, ...visit }) => ({
    ...visit,
    ...{ openedAt: inUtc(visit.openedAt), endedAt: visit.endedAt && inUtc(visit.endedAt) },
    personalId: opened(keys, sealed, visit.id),
    entries: rows
      .filter(({ visitId }) => visitId === visit.id)
      .map(({ visitId: _visit, sealed: evidence, ...entry }) => ({
        ...entry,
        ...{ at: inUtc(entry.at), recordedAt: inUtc(entry.recordedAt) },
        evidence: evidence && (JSON.parse(opened(keys, evidence, entry.id)) as VisitEvidence),
      })),
  }));
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

/** A new visit, open and without an entry. */
export async function addVisit(
  client: Queryable,
  { keys, agency }: VisitAccess,
  visit: Pick<Visit, 'id' | 'facility' | 'care' | 'openedAt' | 'openedOn' | 'personalId'>,
): Promise<void> {
  const { id, facility, care, openedAt, openedOn, personalId } = visit;
  await client.query(
    `insert into visit.visit (id, agency_code, facility, subject_mac, subject_sealed, care, opened_at, opened_on, last_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
    [
      ...[
        id,
        agency,
        facility,
        keys.mac('visit-subject', personalId),
        keys.seal('visit-seal', personalId, id),
      ],
      ...[care, openedAt, openedOn],
    ],
  );
}

/** Adds an entry to a visit; the moment of writing is the database's own. */
export async function addEntry(
  client: Queryable,
  { keys, agency }: VisitAccess,
  visitId: string,
  clientId: string,
  entry: Omit<VisitEntry, 'recordedAt'>,
): Promise<void> {
  const evidence = entry.evidence && keys.seal('visit-seal', JSON.stringify(entry.evidence), entry.id);
  await client.query(
    `insert into visit.entry (id, visit_id, agency_code, moment, at, officer, client_id, request_id, recognised_as,
       outcome, portal_code, route_code, covered_rate, evidence_sealed, corrects, withdraws, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      ...[entry.id, visitId, agency, entry.moment, entry.at, entry.officer, clientId, entry.requestId],
      ...[entry.recognisedAs, entry.outcome, entry.portalCode, entry.routeCode, entry.coveredRate, evidence],
      ...[entry.corrects, entry.withdraws, entry.reason],
    ],
  );
}

/** What an entry makes of its visit. */
export async function amendVisit(
  client: Queryable,
  { agency }: VisitAccess,
  { id, care, state, endedAt }: Pick<Visit, 'id' | 'care' | 'state' | 'endedAt'>,
): Promise<void> {
  await client.query(
    `update visit.visit set care = $3, state = $4, ended_at = $5, last_at = now()
     where agency_code = $1 and id = $2`,
    [agency, id, care, state, endedAt],
  );
}
