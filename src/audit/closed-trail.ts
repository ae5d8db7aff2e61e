import type { Keyring } from '../access/keys.js';
import type { AuditEvent, SubjectOutcome, SubjectRelation } from './event.js';
import { makeEventId } from './event-id.js';

/** A look that is over, as plain data: whoever it is about stands here by his number, and nowhere else. */
export interface ClosedTrail extends Omit<AuditEvent, 'id' | 'emergencyReasonSealed' | 'subjects'> {
  /** Milliseconds since 1970. */
  at: number;
  emergencyReason: string | null;
  subjects: { personalId: string; outcome: SubjectOutcome; relation: SubjectRelation }[];
}

/** Its event: numbers leave only as keyed hashes and encrypted. */
export function eventOf({ at, emergencyReason, subjects, ...rest }: ClosedTrail, keys: Keyring): AuditEvent {
  const id = makeEventId(at);
  return {
    ...rest,
    id,
    emergencyReasonSealed: emergencyReason ? keys.seal('emergency-reason', emergencyReason, id) : null,
    subjects: subjects.map(({ personalId, outcome, relation }) => ({
      mac: keys.mac('audit-subject', personalId),
      sealed: keys.seal('audit-seal', personalId, id),
      outcome,
      relation,
    })),
  };
}
