import { useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { Desk } from '../shell/use-desk.js';
import { dayInVietnam, writtenDate } from '../shell/written.js';
import { KeptBack } from './kept-back.js';
import { type LookCount, looksOf, type Report, type Who } from './queries.js';
import { kindNames, words } from './wording.js';

/** A year in figures: how many looks, by whom, in which month. */
export function Year({ desk, who }: { desk: Desk; who: Who }) {
  const { say, language } = useSpeech();
  const thisYear = dayInVietnam(Date.now()).slice(0, 4);
  const [year, setYear] = useState(thisYear);
  const asked = useAsk<Report>(desk.asking, looksOf(language), { child: who.child, first: 1 });
  return (
    <Answered asked={asked} waiting={words.loadingLooks}>
      {({ usage }) => {
        if (!usage) return asked.partly.length === 0 && <p className="empty">{say(words.notYours)}</p>;
        const years = [...new Set([thisYear, ...usage.counts.map(({ month }) => month.slice(0, 4))])];
        const counts = usage.counts.filter(({ month }) => month.startsWith(year));
        return (
          <>
            <p className="intro">{say(words.yearIntro)}</p>
            <div className="filters">
              <label>
                {say(words.year)}
                <select value={year} onChange={(event) => setYear(event.target.value)}>
                  {years.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </select>
              </label>
            </div>
            {counts.length === 0 ? (
              <p className="empty">{say(words.none)}</p>
            ) : (
              <>
                <Bars
                  title={words.byKind}
                  head={words.kindFilter}
                  rows={summed(counts, ({ agencyKind, own }) => {
                    const kind = kindNames[agencyKind ?? ''];
                    return own ? say(words.ownLook) : kind ? say(kind) : (agencyKind ?? '');
                  }).sort((a, b) => b[1] - a[1])}
                />
                <Bars
                  title={words.byMonth}
                  head={words.monthFilter}
                  rows={summed(counts, ({ month }) => writtenDate(month))}
                />
              </>
            )}
            <KeptBack withheld={usage.withheld} />
          </>
        );
      }}
    </Answered>
  );
}

function summed(counts: readonly LookCount[], nameOf: (one: LookCount) => string): [string, number][] {
  const sums = new Map<string, number>();
  for (const one of counts) sums.set(nameOf(one), (sums.get(nameOf(one)) ?? 0) + one.count);
  return [...sums];
}

type BarsProps = { title: Sentence; head: Sentence; rows: readonly (readonly [string, number])[] };

/** Bars and their figures in one table: who does not see the bars misses nothing. */
function Bars({ title, head, rows }: BarsProps) {
  const { say } = useSpeech();
  const most = Math.max(...rows.map(([, count]) => count));
  return (
    <table className="bars">
      <caption>{say(title)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(head)}</th>
          <th scope="col" className="number">
            {say(words.count)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, count]) => (
          <tr key={name}>
            <th scope="row">
              {name}
              <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(count / most) * 100} height="6" rx="1" />
              </svg>
            </th>
            <td className="number">{count}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say(words.total)}</th>
          <td className="number">{rows.reduce((sum, [, count]) => sum + count, 0)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
