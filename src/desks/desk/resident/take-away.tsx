import { useEffect, useRef, useState } from 'react';
import { askHub, type HubProblem, HubRefusal, problemOf } from '../shell/ask-hub.js';
import { download } from '../shell/download.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import type { Desk } from '../shell/use-desk.js';
import { dayInVietnam } from '../shell/written.js';
import { type Proven, provenLooks, type Who } from './queries.js';
import { words } from './wording.js';

type TakeAwayProps = { desk: Desk; who: Who; filter: Record<string, unknown> };

/** The looks that were chosen, on paper or as a file with the proof of each. */
export function TakeAway({ desk, who, filter }: TakeAwayProps) {
  const { say } = useSpeech();
  const [fetched, setFetched] = useState<number | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const [problem, setProblem] = useState<HubProblem | null>(null);
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  /** @throws what could not be had: half a file would be taken for a whole one */
  async function provenAfter(after: string | null, signal: AbortSignal): Promise<Proven['usage']> {
    const variables = { child: who.child, filter, after };
    const { data, problems } = await askHub<Proven>(desk.asking, provenLooks, variables, { signal });
    if (problems[0]) throw new HubRefusal(problems[0]);
    return data?.usage ?? null;
  }

  async function takeAway() {
    const own = new AbortController();
    stopper.current = own;
    setDone(null);
    setProblem(null);
    const looks: unknown[] = [];
    try {
      let after: string | null = null;
      do {
        setFetched(looks.length);
        const usage: Proven['usage'] = await provenAfter(after, own.signal);
        looks.push(...(usage?.nodes ?? []));
        after = usage?.pageInfo.hasNextPage ? usage.pageInfo.endCursor : null;
      } while (after !== null);
      const content = JSON.stringify({ madeAt: new Date().toISOString(), looks }, null, 2);
      download(`ai-da-xem-${dayInVietnam(Date.now())}.json`, [`${content}\n`], 'application/json');
      setDone(looks.length);
    } catch (error) {
      if (!own.signal.aborted) setProblem(problemOf(error));
    }
    setFetched(null);
  }

  return (
    <div className="take-away">
      <p className="row">
        <button type="button" onClick={() => window.print()}>
          {say(words.print)}
        </button>
        <button
          type="button"
          aria-disabled={fetched !== null}
          onClick={() => fetched === null && void takeAway()}
        >
          {say(words.download)}
        </button>
      </p>
      <p className="hint" role="status">
        {fetched !== null
          ? `${say(words.downloading)}… ${fetched}`
          : done !== null
            ? `${say(words.downloaded)} ${done}`
            : say(words.downloadHint)}
      </p>
      {problem && <Problem problem={problem} onRetry={() => void takeAway()} />}
    </div>
  );
}
