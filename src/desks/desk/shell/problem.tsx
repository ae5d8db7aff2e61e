import { createContext, useContext, useEffect, useRef } from 'react';
import type { Sentence } from '../../../domain/language.js';
import type { HubProblem } from './ask-hub.js';
import { useSpeech } from './speaking.js';
import { anyProblem, problemWords, words } from './wording.js';

/** What a problem means at one desk, and what to do there, by its code; else the words of every desk. */
export type ProblemsHere = Readonly<Record<string, { what?: Sentence; act?: Sentence }>>;
export const ProblemWords = createContext<ProblemsHere>({});

/** Codes whose sentence says more than the code. */
const saysMore = new Set(['BAD_USER_INPUT', 'CONFLICT', 'LIMIT_EXCEEDED']);

/** What a problem means at this desk, and what to do. */
export function useProblemWords(problem: HubProblem | null): { what: Sentence; act: Sentence } {
  const here = useContext(ProblemWords)[problem?.code ?? ''];
  return { ...(problemWords[problem?.code ?? ''] ?? anyProblem), ...here };
}

type ProblemProps = {
  problem: HubProblem;
  onRetry?: () => void;
  quiet?: boolean;
  /** What was to be done has been done. */
  isDealtWith?: boolean;
};

/** What went wrong, what to do, and a way to do it; the first thing that is read, unless it is quiet. */
export function Problem({ problem, onRetry, quiet = false, isDealtWith = false }: ProblemProps) {
  const { say } = useSpeech();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!quiet) ref.current?.focus();
  }, [quiet]);
  const { what, act } = useProblemWords(problem);
  return (
    <div className="problem" role="alert" tabIndex={-1} ref={ref}>
      <strong>{say(what)}</strong>
      {saysMore.has(problem.code) && problem.message && <p>{problem.message}</p>}
      {!isDealtWith && <p>{say(act)}</p>}
      <p className="problem-foot">
        {onRetry && !isDealtWith && (
          <button type="button" onClick={onRetry}>
            {say(words.retry)}
          </button>
        )}
        {problem.requestId && (
          <small>
            {say(words.requestId)} <code>{problem.requestId.slice(0, 8)}</code>
          </small>
        )}
      </p>
    </div>
  );
}
