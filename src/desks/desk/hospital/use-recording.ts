import { useCallback, useState } from 'react';
import type { Desk } from '../shell/use-desk.js';
import { useOutbox } from '../shell/use-outbox.js';
import { type Patient, recordVisit, type Sending, type Visit, type VisitEntry } from './queries.js';
import { recordable } from './recordable.js';
import { patientOf } from './standing.js';
import type { Look } from './use-look.js';

/** A later moment of a visit that is open on the page, or a correction of one of its entries. */
export type Move =
  | { moment: 'DURING' | 'DISCHARGE' }
  | { corrects: VisitEntry; reason: string; withdraw: true }
  | { corrects: VisitEntry; reason: string; paper: string; care: string };

/**
 * What the officer records of visits. It waits in the page until the hub has it; whom each is about the page remembers
 * until it is cleared.
 */
export function useRecording(desk: Desk, facility: string, onVisit: (visit: Visit) => void) {
  const { here, asking } = desk;
  const [care, setCare] = useState('OUTPATIENT');
  const [paper, setPaper] = useState('');
  const [remembered, setRemembered] = useState<ReadonlyMap<string, Patient>>(new Map());
  /** Of what is shown, what was recorded last. */
  const [lastKey, setLastKey] = useState<string | null>(null);
  const onSent = useCallback(
    ({ done: visit, who }: Sending) => {
      if (!visit) return;
      setRemembered((known) => new Map(known).set(visit.id, who));
      onVisit(visit);
    },
    [onVisit],
  );
  const outbox = useOutbox<Patient, Visit>(asking, onSent);
  const entry = outbox.entries.find(({ key }) => key === lastKey) ?? null;
  const isRunning = entry !== null && (entry.state === 'SENDING' || entry.state === 'WAITING');
  const now = useCallback(() => new Date(Date.now() + here.aheadMs).toISOString(), [here]);

  /** The arrival of whom a look is about; nothing where that cannot be recorded, or has been. */
  const arrive = useCallback(
    (look: Look) => {
      if (lastKey || recordable(look) === 'NO') return;
      const person = look.identity?.resident ?? null;
      const { input, reading } = look.claim;
      const key = outbox.add(
        recordVisit,
        {
          ...{ moment: 'ARRIVAL', at: now(), facility, care, claim: input },
          ...(paper && { circumstances: { bases: [paper] } }),
        },
        {
          fullName: person?.fullName ?? reading.fullName ?? null,
          number: person?.personalId ?? reading.personalId ?? null,
        },
      );
      setLastKey(key);
    },
    [lastKey, outbox.add, now, facility, care, paper],
  );

  /** One move at a time: while one is on its way another would only be refused. */
  const goOn = useCallback(
    (visit: Visit, move: Move) => {
      if (isRunning) return;
      const who = patientOf(visit, remembered) ?? { fullName: null, number: null };
      setLastKey(outbox.add(recordVisit, { visit: visit.id, ...inputOf(move, now) }, who));
    },
    [isRunning, outbox.add, remembered, now],
  );

  /** Somebody else is shown: what was recorded of the one before is no longer. */
  const begin = useCallback(() => {
    setLastKey(null);
    setPaper('');
    setCare('OUTPATIENT');
  }, []);
  const { forgetSent } = outbox;
  const forget = useCallback(() => {
    forgetSent();
    setRemembered(new Map());
  }, [forgetSent]);
  return {
    ...{ care, setCare, paper, setPaper, remembered, entry, isRunning, unsent: outbox.unsent },
    ...{ arrive, goOn, begin, forget },
  };
}

export type Recording = ReturnType<typeof useRecording>;

function inputOf(move: Move, now: () => string) {
  if ('moment' in move) return { moment: move.moment, at: now() };
  const { corrects, reason } = move;
  if ('withdraw' in move)
    return { moment: corrects.moment, correction: { entry: corrects.id, reason, withdraw: true } };
  return {
    ...{ moment: corrects.moment, correction: { entry: corrects.id, reason }, care: move.care },
    // NOTE: the time of an arrival is the visit's own; of another moment it stays what it was.
    ...(corrects.moment !== 'ARRIVAL' && { at: corrects.at }),
    circumstances: { bases: move.paper ? [move.paper] : null },
  };
}
