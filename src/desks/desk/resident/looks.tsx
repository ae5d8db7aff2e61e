import { useEffect, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { Desk } from '../shell/use-desk.js';
import { dayInVietnam, masked, writtenDate, writtenTime } from '../shell/written.js';
import type { Asking } from './ask-back.js';
import { KeptBack } from './kept-back.js';
import { type Choice, everything, filterOf, LookFilters } from './look-filters.js';
import { LookItem } from './look-item.js';
import { type Look, type LookCount, looksOf, type Report, type Who } from './queries.js';
import { TakeAway } from './take-away.js';
import { words } from './wording.js';

const aPage = 20;

/** Who looked, newest first, a day at a time. */
export function Looks({ desk, who, asking }: { desk: Desk; who: Who; asking: Asking }) {
  const { say, language } = useSpeech();
  const [choice, setChoice] = useState<Choice>(everything);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [counts, setCounts] = useState<readonly LookCount[]>([]);
  const top = useRef<HTMLParagraphElement>(null);
  const filter = filterOf(choice);
  const asked = useAsk<Report>(desk.asking, looksOf(language), {
    ...{ child: who.child, filter, first: aPage, after: cursors.at(-1) },
  });
  const report = asked.value?.usage;
  useEffect(() => {
    if (report) setCounts(report.counts);
  }, [report]);
  const turn = (to: readonly (string | null)[]) => {
    setCursors(to);
    top.current?.focus();
  };
  const [madeAt] = useState(() => Date.now());
  return (
    <>
      <p className="print-only">
        {say(words.printedFor)} <strong lang="vi">{who.fullName}</strong> ({masked(who.personalId)}).{' '}
        {say(words.printedAt)} {writtenTime(madeAt)} {writtenDate(dayInVietnam(madeAt))}
      </p>
      <p className="intro">{say(words.looksIntro)}</p>
      <LookFilters
        {...{ choice, counts }}
        onChoice={(next) => {
          setChoice(next);
          setCursors([null]);
        }}
      />
      <p className="how-many" role="status" tabIndex={-1} ref={top}>
        {report && `${report.totalCount} ${say(report.totalCount === 1 ? words.look : words.looks)}`}
        {report && report.totalCount > aPage && (
          <>
            {' · '}
            {say(words.pages)} {cursors.length}/{Math.ceil(report.totalCount / aPage)}
          </>
        )}
      </p>
      <Answered asked={asked} waiting={words.loadingLooks}>
        {({ usage }) =>
          usage ? (
            <>
              {usage.nodes.length === 0 && (
                <p className="empty">
                  {say(choice.kind || choice.month || choice.asked ? words.noneChosen : words.none)}
                </p>
              )}
              {byDay(usage.nodes).map(([day, looks]) => (
                <section className="day" key={day} aria-labelledby={`day-${day}`}>
                  <h3 id={`day-${day}`}>{writtenDate(day)}</h3>
                  <ul>
                    {looks.map((look) => (
                      <LookItem key={look.id} {...{ look, asking }} />
                    ))}
                  </ul>
                </section>
              ))}
              <nav className="turn" aria-label={say(words.pages)}>
                {cursors.length > 1 && (
                  <button type="button" onClick={() => turn(cursors.slice(0, -1))}>
                    ← {say(words.newer)}
                  </button>
                )}
                {usage.pageInfo.hasNextPage && (
                  <button type="button" onClick={() => turn([...cursors, usage.pageInfo.endCursor])}>
                    {say(words.older)} →
                  </button>
                )}
              </nav>
              {usage.nodes.length > 0 && <TakeAway {...{ desk, who, filter }} />}
              <KeptBack withheld={usage.withheld} />
            </>
          ) : (
            asked.partly.length === 0 && <p className="empty">{say(words.notYours)}</p>
          )
        }
      </Answered>
    </>
  );
}

function byDay(looks: readonly Look[]): [string, Look[]][] {
  const days = new Map<string, Look[]>();
  for (const look of looks) {
    const day = dayInVietnam(Date.parse(look.at));
    days.set(day, [...(days.get(day) ?? []), look]);
  }
  return [...days];
}
