import { type ReactNode, useRef } from 'react';
import { Answered } from '../shell/answered.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import type { Asked } from '../shell/use-ask.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenTime } from '../shell/written.js';
import type { ClassChoice } from './class-choice.js';
import type { ClassOf } from './queries.js';
import { words } from './wording.js';

interface ClassPage<P> {
  nodes: P[];
  total: number;
  hasMore: boolean;
}

type ClassAnsweredProps<P> = {
  choice: ClassChoice;
  asked: Asked<ClassOf<P>>;
  children: (page: ClassPage<P>) => ReactNode;
};

/** The class that was asked for. Where its source stops answering, what it last said stays, with its age. */
export function ClassAnswered<P>({ choice, asked, children }: ClassAnsweredProps<P>) {
  const { say } = useSpeech();
  const kept = useRef<{ at: number; page: ClassPage<P> } | null>(null);
  const page = pageOf(asked.value);
  if (page) kept.current = { at: asked.at!, page };
  else if (asked.value === null) kept.current = null;

  if (choice.name === null)
    return (
      <Answered asked={choice.asked} waiting={words.loadingClasses}>
        {({ school }) =>
          school ? (
            <p className="notice">{say(words.noClasses)}</p>
          ) : (
            choice.asked.partly.length === 0 && <p className="notice">{say(words.notYours)}</p>
          )
        }
      </Answered>
    );
  const lost = asked.value !== null && !page ? asked.partly[0] : undefined;
  if (lost)
    return (
      <>
        <Problem problem={lost} onRetry={asked.refresh} quiet />
        {kept.current && (
          <>
            <p className="stale" role="status">
              {say(shellWords.stale)} {writtenTime(kept.current.at)}, {say(shellWords.notRefreshed)}
            </p>
            {children(kept.current.page)}
          </>
        )}
      </>
    );
  return (
    <Answered asked={asked} waiting={words.loadingClass}>
      {() => (page ? children(page) : <p className="notice">{say(words.noClass)}</p>)}
    </Answered>
  );
}

/** What came of a class, also where some of it could not be had. */
export function pageOf<P>(value: ClassOf<P> | null): ClassPage<P> | null {
  const found = value?.school?.class?.enrolments;
  if (!found) return null;
  const { nodes, totalCount, pageInfo } = found;
  return { nodes, total: totalCount ?? nodes.length, hasMore: pageInfo.hasNextPage };
}
