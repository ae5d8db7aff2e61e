import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import type { Asking } from '../shell/ask-hub.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { words as shellWords } from '../shell/wording.js';
import { parseMoment, writtenMinute } from '../shell/written.js';
import { AccessChanges } from './access-changes.js';
import { AccessMatrix } from './access-matrix.js';
import { type AccessPage, agencyAccess } from './queries.js';
import { sections, words } from './wording.js';

type AccessPartProps = { asking: Asking; onRefresh: (does: () => void) => void };

/** Who may ask for what, today and on a day before, and every turn in between. */
export function AccessPart({ asking, onRefresh }: AccessPartProps) {
  const { say } = useSpeech();
  const [after, setAfter] = useState<string | null>(null);
  const asked = useAsk<AccessPage>(asking, agencyAccess, { after });
  const { refresh } = asked;
  useEffect(() => onRefresh(refresh), [onRefresh, refresh]);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const [entered, setEntered] = useState('');
  const [since, setSince] = useState<number | null>(null);
  const [isWrong, setWrong] = useState(false);

  function compare(event: FormEvent) {
    event.preventDefault();
    const moment = entered.trim() === '' ? null : parseMoment(entered, false);
    setWrong(entered.trim() !== '' && moment === null);
    if (entered.trim() === '' || moment) setSince(moment === null ? null : Date.parse(moment));
  }

  return (
    <div className="access-part">
      <header className="panel-head">
        <h2 ref={title} tabIndex={-1} id="access-title">
          {say(sections.access)} · {asked.value?.agencyAccess?.totalCount ?? ''} {say(words.agencies)}
        </h2>
        <form className="with-button" onSubmit={compare} noValidate>
          <label htmlFor="compare-to">{say(words.compareTo)}</label>
          <input
            id="compare-to"
            value={entered}
            placeholder={writtenMinute(Date.now() - 30 * 86_400_000)}
            autoComplete="off"
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'compare-wrong' : undefined}
            onChange={(event) => setEntered(event.target.value)}
          />
          <button type="submit">{say(words.compare)}</button>
        </form>
        <button type="button" className="quiet" onClick={refresh}>
          {say(shellWords.refresh)} <kbd>R</kbd>
        </button>
      </header>
      {isWrong && (
        <p className="wrong" id="compare-wrong" role="alert">
          {say(words.dateWrong)}
        </p>
      )}
      <Answered asked={asked} waiting={words.waiting}>
        {({ agencyAccess: page }) =>
          page && (
            <>
              <AccessMatrix agencies={page.nodes} now={asked.at ?? Date.now()} since={since} />
              <p className="hint">{say(words.accessHint)}</p>
              {(page.pageInfo.hasNextPage || after !== null) && (
                <p>
                  {after !== null && (
                    <button type="button" onClick={() => setAfter(null)}>
                      {say(words.firstPage)}
                    </button>
                  )}
                  {page.pageInfo.hasNextPage && (
                    <button type="button" onClick={() => setAfter(page.pageInfo.endCursor)}>
                      {say(words.nextPage)}
                    </button>
                  )}
                </p>
              )}
              <AccessChanges agencies={page.nodes} now={asked.at ?? Date.now()} since={since} />
            </>
          )
        }
      </Answered>
    </div>
  );
}
