import type { Queryable } from '../../database/transaction.js';
import { HubError } from '../../domain/errors.js';
import { foldOfficer } from '../officer-id.js';
import { liftPause } from './action-store.js';
import type { Finding } from './judge.js';
import { type Action, again, type Detector } from './thresholds.js';

export type CaseState = 'OPEN' | 'CONFIRMED' | 'DISMISSED';

/** What a detector found and what became of it (vụ việc nghi lạm dụng). */
export interface MisuseCase {
  id: string;
  detector: Detector;
  /** Null where a case is about a resident whom many desks looked up. */
  agency: string | null;
  officer: string | null;
  /** What was done to the officer. */
  action: Action;
  /** Figures by name; no number of a person. */
  evidence: Record<string, number>;
  /** Up to fifty events on record, the latest first. */
  eventIds: string[];
  openedAt: Date;
  lastSeenAt: Date;
  state: CaseState;
  decidedAt: Date | null;
  decidedBy: string | null;
  note: string | null;
}

/** A finding with whom it is about. */
export interface CaseFinding extends Finding {
  agency: string | null;
  officer: string | null;
  about: string;
  eventIds: readonly string[];
}

/** What came of a finding: a new case or one that is open, and whether its action is due now. */
export interface Filed {
  id: string;
  isNew: boolean;
  isDue: boolean;
}

const strength: Record<Action, number> = { NONE: 0, SLOW: 1, PAUSE: 2 };

/**
 * Opens a case, or brings the open one of the same detector and officer up to date. Its action is due when it is new,
 * grew stronger, or there is twice as much of it as when it was last done. Null when the same was dismissed within a
 * day and has not doubled since.
 */
export async function fileCase(client: Queryable, found: CaseFinding, now: number): Promise<Filed | null> {
  const { detector, agency, officer, about, action, count, evidence, eventIds } = found;
  const key = [detector, agency, officer, about];
  const { rows: known } = await client.query<{ id: string; action: Action; acted: number; isOpen: boolean }>(
    `select id, action, acted_count as acted, state = 'OPEN' as "isOpen" from misuse.case
     where detector = $1 and agency_code is not distinct from $2 and officer is not distinct from $3 and about = $4
       and (state = 'OPEN' or (state = 'DISMISSED' and decided_at > to_timestamp($5 / 1000.0) - interval '1 day'))
     order by state = 'OPEN' desc, acted_count desc limit 1`,
    [...key, now],
  );
  const before = known[0];
  const hasDoubled = !before || count >= again * before.acted;
  if (before && !before.isOpen && !hasDoubled) return null;
  const figures = JSON.stringify({ ...evidence, count });
  if (!before?.isOpen) {
    const { rows } = await client.query<{ id: string }>(
      `insert into misuse.case (detector, agency_code, officer, about, action, acted_count, evidence, event_ids,
         opened_at, last_seen_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9 / 1000.0), to_timestamp($9 / 1000.0)) returning id`,
      [...key, action, count, figures, eventIds, now],
    );
    return { id: rows[0]!.id, isNew: true, isDue: action !== 'NONE' };
  }
  const isStronger = strength[action] > strength[before.action];
  const isDue = action !== 'NONE' && (isStronger || hasDoubled);
  await client.query(
    `update misuse.case set action = $2, acted_count = $3, evidence = $4, event_ids = $5,
       last_seen_at = to_timestamp($6 / 1000.0) where id = $1`,
    [
      ...[before.id, isStronger ? action : before.action, isDue ? count : before.acted],
      ...[figures, eventIds, now],
    ],
  );
  return { id: before.id, isNew: false, isDue };
}

export interface CaseFilter {
  state?: CaseState | null;
  detector?: Detector | null;
  agency?: string | null;
  officer?: string | null;
}

const columns = `id, detector, agency_code as agency, officer, action, evidence, event_ids as "eventIds",
  opened_at as "openedAt", last_seen_at as "lastSeenAt", state, decided_at as "decidedAt", decided_by as "decidedBy", note`;

/** Cases, the latest first: `limit` of those opened before the case `after`. */
export async function listCases(
  client: Queryable,
  { state = null, detector = null, agency = null, officer = null }: CaseFilter,
  { limit, after }: { limit: number; after: string | null },
): Promise<MisuseCase[]> {
  const { rows } = await client.query<MisuseCase>(
    `select ${columns} from misuse.case
     where ($1::text is null or state = $1) and ($2::text is null or detector = $2)
       and ($3::text is null or agency_code = $3) and ($4::text is null or officer = $4)
       and ($5::uuid is null
         or (opened_at, id) < (select a.opened_at, a.id from misuse.case a where a.id = $5::uuid))
     order by opened_at desc, id desc limit $6`,
    [state, detector, agency, officer && foldOfficer(officer), after, limit],
  );
  return rows;
}

/**
 * Decides an open case. Dismissing the last one that slowed or paused an officer lets him look again; confirming leaves
 * a pause as it is, since suspending him is the operator's. `now` is from the clock, ms.
 * @throws HubError NOT_FOUND; CONFLICT when it is decided already
 */
export async function decideCase(
  client: Queryable,
  id: string,
  { decision, by, note }: { decision: Exclude<CaseState, 'OPEN'>; by: string; note: string | null },
  now: number,
): Promise<MisuseCase> {
  const { rows } = await client.query<MisuseCase>(
    `update misuse.case set state = $2, decided_at = to_timestamp($5 / 1000.0), decided_by = $3,
       note = $4 where id = $1 and state = 'OPEN' returning ${columns}`,
    [id, decision, by, note, now],
  );
  const decided = rows[0];
  if (!decided) {
    const { rowCount } = await client.query('select from misuse.case where id = $1', [id]);
    throw rowCount
      ? new HubError(
          'CONFLICT',
          { field: 'state' },
          {
            vi: 'Vụ việc này đã được kết luận. Cho cán bộ tra cứu trở lại là việc riêng (liftPause).',
            en: 'This case is decided already. To let its officer look again is another act (liftPause).',
          },
        )
      : new HubError('NOT_FOUND', { field: 'case' });
  }
  const { agency, officer } = decided;
  if (decision === 'DISMISSED' && decided.action !== 'NONE' && agency !== null && officer !== null) {
    const { rowCount } = await client.query(
      `select from misuse.case where agency_code = $1 and officer = $2 and state <> 'DISMISSED' and action <> 'NONE'
         and (state = 'OPEN' or decided_at > to_timestamp($3 / 1000.0) - interval '1 day') limit 1`,
      [agency, officer, now],
    );
    if (!rowCount) await liftPause(client, { agency, officer });
  }
  return decided;
}
