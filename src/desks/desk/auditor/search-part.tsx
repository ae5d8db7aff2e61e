import { useEffect, useRef } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { EventRows } from './event-rows.js';
import { SearchForm } from './search-form.js';
import { Timeline } from './timeline.js';
import type { Search } from './use-search.js';
import { words } from './wording.js';

type SearchPartProps = {
  search: Search;
  /** The event that was looked at last, to come back to. */
  lastOpened: string | null;
  onRefresh: (does: () => void) => void;
};

/** The newest looks at once, narrowed by what is asked; one is opened with Enter. */
export function SearchPart({ search, lastOpened, onRefresh }: SearchPartProps) {
  const { say } = useSpeech();
  const { asked, page, onward, back, hidesNobodys, setHidesNobodys } = search;
  const { refresh } = asked;
  useEffect(() => onRefresh(refresh), [onRefresh, refresh]);
  const rows = useRef<HTMLDivElement>(null);
  const count = useRef<HTMLParagraphElement>(null);
  const value = asked.value?.auditEvents ?? null;
  const events = value?.nodes ?? [];
  // Each page that comes is gone to; who types in the form meanwhile is left alone.
  useEffect(() => {
    if (!value || document.activeElement?.closest('form')?.checkVisibility()) return;
    const links = [...(rows.current?.querySelectorAll<HTMLAnchorElement>('tbody a') ?? [])];
    (links.find(({ hash }) => hash === `#event/${lastOpened}`) ?? links[0] ?? count.current)?.focus();
  }, [value, lastOpened]);
  return (
    <div className="search-part">
      <SearchForm search={search} />
      <Answered asked={asked} waiting={words.waiting}>
        {({ auditEvents }) =>
          auditEvents && (
            <>
              <div className="found-head">
                <p role="status" ref={count} tabIndex={-1}>
                  <strong>{auditEvents.totalCount ?? say(words.tooMany)}</strong> {say(words.found)},{' '}
                  {say(words.newest)}
                </p>
                <label className="check hide-nobodys" title={say(words.hiddenHint)}>
                  <input
                    type="checkbox"
                    checked={hidesNobodys}
                    onChange={(event) => setHidesNobodys(event.target.checked)}
                  />
                  {say(words.hideNobodys)}
                </label>
                <span className="pages">
                  {page > 1 && (
                    <button type="button" onClick={back}>
                      {say(words.newer)}
                    </button>
                  )}
                  <span>
                    {say(words.page)} {page}
                  </span>
                  {auditEvents.pageInfo.hasNextPage && (
                    <button type="button" onClick={onward}>
                      {say(words.older)}
                    </button>
                  )}
                </span>
                <button type="button" className="quiet" onClick={refresh}>
                  {say(shellWords.refresh)} <kbd>R</kbd>
                </button>
              </div>
              {events.length === 0 ? (
                <p className="empty">{say(words.noneFound)}</p>
              ) : (
                <>
                  <Timeline events={events} />
                  <div className="rows panel" ref={rows} tabIndex={-1}>
                    <EventRows events={events} />
                  </div>
                </>
              )}
            </>
          )
        }
      </Answered>
      <p className="hint on-record">{say(words.onRecord)}</p>
    </div>
  );
}
