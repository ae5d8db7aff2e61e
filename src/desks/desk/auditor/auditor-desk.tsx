import { useCallback, useEffect, useRef, useState } from 'react';
import { DeskFrame } from '../shell/desk-frame.js';
import { Sections, useSections } from '../shell/sections.js';
import { useSpeech } from '../shell/speaking.js';
import { type DeskProps, useDesk } from '../shell/use-desk.js';
import { useOutbox } from '../shell/use-outbox.js';
import { words as shellWords } from '../shell/wording.js';
import { AccessPart } from './access-part.js';
import { CasesPart } from './cases-part.js';
import type { Decided, DecisionAbout } from './decision.js';
import { EventPart } from './event-part.js';
import type { UsageQuestion } from './queries.js';
import { QuestionsPart } from './questions-part.js';
import { SealStrip } from './seal-strip.js';
import { SealsPart } from './seals-part.js';
import { SearchPart } from './search-part.js';
import { useSeals } from './use-seals.js';
import { useSearch } from './use-search.js';
import { keyWords, problemsHere, sections, words } from './wording.js';
import './auditor.css';

/** The desk of an inspector: the newest looks at once, one of them proven by itself, what was sealed, decided, granted. */
export function AuditorDesk(props: DeskProps) {
  const { say } = useSpeech();
  const desk = useDesk(props);
  const { asking, isIdle } = desk;
  const { place, go, keys } = useSections(sections);
  const search = useSearch(asking, isIdle);
  const seals = useSeals(asking);
  const outbox = useOutbox<DecisionAbout, Decided>(asking, () => undefined);
  /** What R does, by the part that is open. */
  const refresh = useRef<() => void>(() => undefined);
  const download = useRef<() => void>(() => undefined);
  /** Reasons that were begun, by case: nobody else's words, so they outlive the idle time. */
  const [drafts] = useState(() => new Map<string, string>());
  /** And answers, by question. */
  const [answerDrafts] = useState(() => new Map<string, string>());
  const answers = useOutbox<string, UsageQuestion>(asking, ({ who }) => answerDrafts.delete(who));
  const [lastOpened, setLastOpened] = useState<string | null>(null);

  const part = place.section;
  useEffect(() => {
    if (part === 'event' && place.of) setLastOpened(place.of);
  }, [part, place.of]);
  const onRefresh = useCallback((does: () => void) => {
    refresh.current = does;
  }, []);
  const onDownload = useCallback((does: () => void) => {
    download.current = does;
  }, []);
  const { forgetSent } = outbox;
  const { forgetSent: forgetAnswered } = answers;
  useEffect(() => {
    if (!isIdle) return;
    forgetSent();
    forgetAnswered();
  }, [isIdle, forgetSent, forgetAnswered]);

  const deskKeys = {
    ...keys,
    Escape: () => {
      if (part === 'event') go('search');
      if (part === 'questions' && place.of) go('questions');
    },
    '/': () => {
      if (part === 'search') document.getElementById('by-agency')?.focus();
      else go('search');
    },
    r: () => refresh.current(),
    R: () => refresh.current(),
    d: () => download.current(),
    D: () => download.current(),
  };
  return (
    <DeskFrame
      {...{ desk, keyWords }}
      keys={deskKeys}
      name={words.deskName}
      problems={problemsHere}
      hasUnsent={outbox.unsent.length + answers.unsent.length > 0}
    >
      <Sections names={sections} place={place} />
      <SealStrip seals={seals} />
      <main className="section auditor">
        {isIdle ? (
          <div className="empty">
            <h2>{say(shellWords.clearedTitle)}</h2>
            <p>{say(shellWords.cleared)}</p>
          </div>
        ) : (
          <>
            {part === 'search' && <SearchPart {...{ search, lastOpened, onRefresh }} />}
            {part === 'event' && (
              <EventPart key={place.of} {...{ asking, seals, onRefresh, onDownload, go }} id={place.of} />
            )}
            {part === 'seals' && <SealsPart {...{ seals, onRefresh }} />}
            {part === 'cases' && <CasesPart {...{ asking, outbox, drafts, onRefresh, go }} id={place.of} />}
            {part === 'access' && <AccessPart {...{ asking, onRefresh }} />}
            {part === 'questions' && (
              <QuestionsPart {...{ asking, answers, onRefresh, go }} drafts={answerDrafts} id={place.of} />
            )}
          </>
        )}
      </main>
    </DeskFrame>
  );
}
