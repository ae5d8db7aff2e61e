import { Keyring } from '../../src/access/keys.js';
import { withPool } from '../../src/cli/workplace.js';
import type { Cluster } from './cluster.js';

/** One event on record, and whom it was about. */
export interface AuditRow {
  id: string;
  request_id: string;
  agency_code: string | null;
  agency_kind: string | null;
  client_id: string | null;
  officer: string | null;
  purpose: string | null;
  case_reference: string | null;
  emergency_reason: string | null;
  operation_name: string | null;
  outcome: string;
  error_codes: string[];
  fields_released: string[];
  fields_refused: string[];
  fields_unavailable: string[];
  /** What it changed, as JSON. */
  change: string | null;
  subjects: { personalId: string | null; outcome: string }[];
}

interface Stored extends Omit<AuditRow, 'emergency_reason' | 'subjects'> {
  emergency_reason_sealed: Buffer | null;
  subjects: { sealed: string; outcome: string }[];
}

/** The events of a request, read with the auditor's login; what is encrypted is opened with the hub's key. */
export function readAudit({ databases, state }: Cluster, requestId: string): Promise<AuditRow[]> {
  const keys = new Keyring(state.masterKey(null));
  return withPool(databases.auditor, async (pool) => {
    const { rows } = await pool.query<Stored>(
      `select e.*, (select coalesce(json_agg(json_build_object('sealed', encode(s.subject_sealed, 'base64'),
           'outcome', s.outcome)), '[]') from audit.event_subject s where s.event_id = e.id) as subjects
       from audit.event e where e.request_id = $1`,
      [requestId],
    );
    return rows.map(({ emergency_reason_sealed: reason, subjects, ...row }) => ({
      ...row,
      emergency_reason: reason && keys.open('emergency-reason', reason, row.id),
      subjects: subjects
        .map(({ sealed, outcome }) => ({
          personalId: keys.open('audit-seal', Buffer.from(sealed, 'base64'), row.id),
          outcome,
        }))
        .sort((a, b) => String(a.personalId).localeCompare(String(b.personalId))),
    }));
  });
}
