import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '../../src/audit/event.js';
import { makeEventId } from '../../src/audit/event-id.js';

/** A look of an invented officer at one invented resident. */
export function auditEvent(changes: Partial<AuditEvent> = {}): AuditEvent {
  const mac = Buffer.from(randomUUID().replaceAll('-', ''), 'hex');
  return {
    ...{ id: makeEventId(Date.now()), requestId: randomUUID(), agencyCode: 'test.agency', officer: '001' },
    ...{ agencyKind: 'HOSPITAL', clientId: 'test.agency', purpose: 'TREATMENT', caseReference: null },
    ...{ emergencyReasonSealed: null, operationName: 'Desk', operationHash: null, outcome: 'ANSWERED' },
    ...{ errorCodes: [], fieldsReleased: ['Resident.fullName'], fieldsRefused: [], fieldsUnavailable: [] },
    ...{ durationMs: 5, change: null },
    subjects: [{ mac, sealed: Buffer.from('sealed'), outcome: 'RELEASED', relation: 'DIRECT' }],
    ...changes,
  };
}
