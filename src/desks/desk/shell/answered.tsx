import type { ReactNode } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { Problem, useProblemWords } from './problem.js';
import { useSpeech } from './speaking.js';
import type { Asked } from './use-ask.js';
import { Waiting } from './waiting.js';
import { words } from './wording.js';
import { writtenTime } from './written.js';

type AnsweredProps<T> = {
  asked: Asked<T>;
  /** What is waited for: “Đang tải danh sách lớp…”. */
  waiting: Sentence;
  children: (value: T) => ReactNode;
};

/** What was asked of the hub, in whichever state it is: waited for, there, there but old, or not to be had, and why. */
export function Answered<T>({ asked, waiting, children }: AnsweredProps<T>) {
  const { say } = useSpeech();
  const { value, at, since, problem, partly, refresh, stop } = asked;
  const { what } = useProblemWords(problem);
  if (value === null) {
    if (problem) return <Problem problem={problem} onRetry={refresh} quiet />;
    if (since === null)
      return (
        <p className="empty">
          {say(words.stopped)}{' '}
          <button type="button" onClick={refresh}>
            {say(words.retry)}
          </button>
        </p>
      );
    return <Waiting what={waiting} since={since} onStop={stop} canGoOn={false} />;
  }
  return (
    <>
      {problem && at !== null && (
        <p className="stale" role="status">
          {say(words.stale)} {writtenTime(at)}, {say(words.notRefreshed)}: {say(what)}.{' '}
          <button type="button" className="quiet" onClick={refresh}>
            {say(words.retry)}
          </button>
        </p>
      )}
      {partly[0] && <Problem problem={partly[0]} onRetry={refresh} quiet />}
      {children(value)}
    </>
  );
}
