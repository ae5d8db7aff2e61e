import { useEffect, useMemo, useState } from 'react';
import type { Asking } from '../shell/ask-hub.js';
import { type Asked, useAsk } from '../shell/use-ask.js';
import { type SealingAnswer, sealing } from './queries.js';
import { type SealsVerdict, verifySeals } from './verify-seals.js';

export interface Seals {
  asked: Asked<SealingAnswer>;
  /** The last seals as this page judged them; null until it has. */
  judged: SealsVerdict | null;
  /** The keys that count here: those that the auditor was handed himself, else those that the hub gives. */
  keys: readonly string[];
  /** What the auditor entered as the keys he trusts. */
  own: string;
  setOwn: (text: string) => void;
}

const none: readonly string[] = [];

/** The last seals of the record, asked for once and judged here. */
export function useSeals(asking: Asking): Seals {
  const asked = useAsk<SealingAnswer>(asking, sealing);
  const [own, setOwn] = useState('');
  const [judged, setJudged] = useState<SealsVerdict | null>(null);
  const given = asked.value?.auditSealing ?? null;
  const keys = useMemo(() => {
    const handed = own.split(/\s+/).filter(Boolean);
    return handed.length > 0 ? handed : (given?.keys ?? none);
  }, [own, given]);
  useEffect(() => {
    if (!given) return setJudged(null);
    let isLatest = true;
    void verifySeals({ ...given, keys }).then((found) => {
      if (isLatest) setJudged(found);
    });
    return () => {
      isLatest = false;
    };
  }, [given, keys]);
  return { asked, judged, keys, own, setOwn };
}
