import type { RefObject } from 'react';
import type { Language } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenNumber, writtenTime } from '../shell/written.js';
import type { Day } from './use-day.js';
import { words } from './wording.js';

type DayFiguresProps = {
  figures: Day['figures'];
  /** How long this page's looks took, ms. */
  tookMs: readonly number[];
  titleRef: RefObject<HTMLHeadingElement | null>;
};

/** The day in five numbers: the facility's own, and how fast looks were at this desk. */
export function DayFigures({ figures, tookMs, titleRef }: DayFiguresProps) {
  const { say, language } = useSpeech();
  const value = figures.value;
  const shown: readonly (readonly [string, string])[] = [
    [value ? String(value.visits) : '·', say(words.figVisits)],
    [value ? String(value.people) : '·', say(words.figPeople)],
    [value ? String(value.byIdentityCard) : '·', say(words.figCards)],
    [value ? String(value.pending) : '·', say(words.figPending)],
    [median(tookMs, language), say(words.figMedian)],
  ];
  return (
    <section className="panel figures" aria-labelledby="figures-title">
      <header className="panel-head">
        <h2 id="figures-title" tabIndex={-1} ref={titleRef}>
          {say(words.shift)}
        </h2>
        {figures.at && (
          <p className={figures.failed ? 'stale' : 'hint'}>
            {say(words.asOf)} {writtenTime(figures.at)}
            {figures.failed && `, ${say(shellWords.notRefreshed)}`}
          </p>
        )}
      </header>
      <dl>
        {shown.map(([number, name]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function median(times: readonly number[], language: Language): string {
  if (times.length === 0) return '·';
  const sorted = [...times].sort((a, b) => a - b);
  const ms = sorted[Math.floor(sorted.length / 2)]!;
  const seconds = writtenNumber(ms / 1_000, language, {
    ...{ minimumFractionDigits: 2, maximumFractionDigits: 2 },
  });
  return `${seconds} s`;
}
