import { useCallback, useRef, useState } from 'react';
import type { Outbox } from './desk-parts.js';
import { type Act, type ItemResult, mutations, type Sending, type Sent } from './queries.js';

/** A decision as an officer makes it. */
export interface Decided {
  finding: string;
  version: number;
  /** As the queue shows it, for this page alone. */
  sectorNo: string;
  act: Act;
  candidate?: number | null;
  reason?: string;
}

const runOf = (finding: string) => finding.split('-')[0]!;

/** What the hub made of a decision that it has; null while it is on its way. */
export const resultOf = ({ state, done }: Sending): ItemResult | null =>
  state === 'SENT' ? (done?.results?.[0] ?? null) : null;

/**
 * What an officer does one after the other: the findings in hand, and the decisions that may be taken back, the last one
 * first. A decision that is not sent yet is taken back as soon as it is: never before, which would be another order.
 */
export function useWork(outbox: Outbox, undoReason: string) {
  const [batch, setBatch] = useState<readonly string[]>([]);
  const [undone, setUndone] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Set<string>());
  const { add, entries } = outbox;

  const decide = useCallback(
    ({ finding, act, sectorNo, ...rest }: Decided) =>
      add(
        mutations.decide,
        { runId: runOf(finding), decisions: [{ finding, act, ...rest }] },
        { what: 'decide', of: finding, act, sectorNo },
      ),
    [add],
  );
  const takeBack = useCallback(
    ({ of, sectorNo = '' }: Sent, version: number) =>
      decide({ finding: of, sectorNo, version, act: 'UNDO', reason: undoReason }),
    [decide, undoReason],
  );

  const last = entries.findLast(
    (entry) =>
      entry.who.what === 'decide' &&
      entry.who.act !== 'UNDO' &&
      entry.state !== 'REFUSED' &&
      !undone.has(entry.key) &&
      resultOf(entry)?.outcome !== 'CONFLICT',
  );
  /** Takes back the last decision; answers whose, null where there is none. */
  const undo = useCallback((): string | null => {
    if (!last) return null;
    setUndone((all) => new Set(all).add(last.key));
    const result = resultOf(last);
    if (result?.version) takeBack(last.who, result.version);
    else waiting.current.add(last.key);
    return last.who.of;
  }, [last, takeBack]);

  /** Told of what was sent: what waited to be taken back is. */
  const onSent = useCallback(
    (entry: Sending) => {
      if (!waiting.current.delete(entry.key)) return;
      const result = resultOf(entry);
      if (result?.outcome === 'DONE' && result.version) takeBack(entry.who, result.version);
    },
    [takeBack],
  );
  const giveBack = useCallback(
    (findings: readonly string[]) => {
      if (findings.length > 0)
        add(
          mutations.release,
          { runId: runOf(findings[0]!), findings },
          { what: 'release', of: findings[0]! },
        );
    },
    [add],
  );
  const isToBeUndone = useCallback((key: string) => waiting.current.has(key), []);
  return { batch, setBatch, decide, takeBack, undo, onSent, giveBack, isToBeUndone };
}

export type Work = ReturnType<typeof useWork>;
