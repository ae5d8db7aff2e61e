import type { FieldVerdict } from '../domain/verdict.js';
import type { RecordedEvent } from './evidence-store.js';
import { pendingWords } from './outage.js';
import { successorOf, type Verification, type Visit, type VisitEntry, verificationOf } from './visit.js';

/** One look as an insurer reads it. */
export type PackedLook = Omit<VisitEntry, 'evidence' | 'identified' | 'withdraws'> & {
  verification: Verification | null;
  withdraws: boolean;
  supersededBy: string | null;
  cardNumber: string | null;
  validUntil: string | null;
  level: number | null;
  explanation: { vi: string; en: string } | null;
  legalBasis: readonly string[];
  verdicts: readonly FieldVerdict[];
  /** Where it stands on record: `lienthong audit prove ID` proves it once it has a leaf. */
  events: Omit<RecordedEvent, 'requestId'>[];
};

/**
 * How long a source was not to be had, as far as this visit tells; `until` null while the look is owed. A moment that
 * only waits for its arrival is none of its own.
 */
export interface Interruption {
  look: string;
  because: string;
  from: string;
  until: string | null;
}

/** What a facility sends the insurer about one visit, outage and all (Decree 188/2025 art. 37–38). */
export interface EvidencePack {
  format: 'lienthong-visit-evidence/1';
  madeAt: string;
  madeBy: { agency: string; name: string; officer: string | null };
  visit: Omit<Visit, 'personalId' | 'entries' | 'lastAt'>;
  interruptions: Interruption[];
  looks: PackedLook[];
  legalBasis: readonly string[];
}

/**
 * The pack of a visit; pure. It holds no name and no personal id: the card number and the visit say whose case it is.
 * @param withVerdicts whether whoever asks may read them
 */
export function evidencePackOf(
  { personalId: _personalId, lastAt: _lastAt, ...visit }: Visit,
  events: readonly RecordedEvent[],
  { withVerdicts, ...made }: Pick<EvidencePack, 'madeAt' | 'madeBy'> & { withVerdicts: boolean },
): EvidencePack {
  const { entries, ...about } = visit;
  const successor = (id: string) => successorOf({ entries }, id);
  const looks = entries.map(({ evidence, identified: _identified, ...entry }) => ({
    ...entry,
    verification: verificationOf(entry),
    supersededBy: successor(entry.id)?.id ?? null,
    ...{ cardNumber: evidence?.cardNumber ?? null, validUntil: evidence?.validUntil ?? null },
    ...{ level: evidence?.level ?? null, explanation: evidence?.explanation ?? null },
    legalBasis: evidence?.legalBasis ?? [],
    verdicts: withVerdicts ? (evidence?.verdicts ?? []) : [],
    events: events
      .filter(({ requestId }) => requestId === entry.requestId)
      .map(({ requestId: _requestId, ...event }) => event),
  }));
  const interruptions = entries.flatMap(({ id, pendingBecause, recordedAt }) =>
    pendingBecause && pendingBecause !== 'ARRIVAL_PENDING'
      ? [{ look: id, because: pendingBecause, from: recordedAt, until: successor(id)?.recordedAt ?? null }]
      : [],
  );
  const { legalBasis } = pendingWords;
  return { format: 'lienthong-visit-evidence/1', ...made, visit: about, interruptions, looks, legalBasis };
}
