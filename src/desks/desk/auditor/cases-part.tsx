import { useEffect, useMemo, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import type { Asking } from '../shell/ask-hub.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { useOutbox } from '../shell/use-outbox.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenMoment } from '../shell/written.js';
import { CaseCard } from './case-card.js';
import type { Decided, DecisionAbout } from './decision.js';
import { moveInRows } from './event-rows.js';
import { type CasePage, type MisuseCase, misuseCases } from './queries.js';
import { actions, caseStates, detectors, words } from './wording.js';

export type Decisions = ReturnType<typeof useOutbox<DecisionAbout, Decided>>;

type CasesPartProps = {
  asking: Asking;
  outbox: Decisions;
  drafts: Map<string, string>;
  id: string | null;
  onRefresh: (does: () => void) => void;
  go: (section: string, of?: string | null) => void;
};

/** What looked like misuse, by what became of it; one case beside the list, to be decided. */
export function CasesPart({ asking, outbox, drafts, id, onRefresh, go }: CasesPartProps) {
  const { say } = useSpeech();
  const [state, setState] = useState('OPEN');
  const [after, setAfter] = useState<string | null>(null);
  const variables = useMemo(() => ({ state, after }), [state, after]);
  const asked = useAsk<CasePage>(asking, misuseCases, variables);
  const { refresh } = asked;
  useEffect(() => onRefresh(refresh), [onRefresh, refresh]);
  /** NOTE: kept beside the list, since a decided case leaves it. */
  const [chosen, setChosen] = useState<MisuseCase | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const nodes = asked.value?.misuseCases?.nodes ?? null;
  const found = nodes?.find((one) => one.id === id) ?? null;
  useEffect(() => {
    if (found) setChosen(found);
  }, [found]);
  useEffect(() => {
    if (nodes && !id && !document.activeElement?.closest('.case-states'))
      list.current?.querySelector<HTMLElement>('tbody a')?.focus();
  }, [nodes, id]);
  const shown = id === null ? null : (found ?? (chosen?.id === id ? chosen : null));
  return (
    <div className="cases-part">
      <section className="panel case-list" aria-labelledby="cases-title">
        <header className="panel-head">
          <h2 id="cases-title">{say(caseStates[state]!)}</h2>
          <fieldset className="case-states">
            <legend className="unseen">{say(words.state)}</legend>
            {Object.entries(caseStates).map(([name, said]) => (
              <button
                key={name}
                type="button"
                aria-pressed={name === state}
                onClick={() => {
                  setState(name);
                  setAfter(null);
                }}
              >
                {say(said)}
              </button>
            ))}
          </fieldset>
          <button type="button" className="quiet" onClick={refresh}>
            {say(shellWords.refresh)} <kbd>R</kbd>
          </button>
        </header>
        <Answered asked={asked} waiting={words.waiting}>
          {({ misuseCases: page }) =>
            page && page.nodes.length === 0 ? (
              <p className="empty">{say(words.noCases)}</p>
            ) : (
              <div className="rows" ref={list}>
                <table onKeyDown={moveInRows}>
                  <thead>
                    <tr>
                      <th scope="col">{say(words.sign)}</th>
                      <th scope="col">{say(words.whoAsked)}</th>
                      <th scope="col">{say(words.measure)}</th>
                      <th scope="col">{say(words.seen)}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {page?.nodes.map((one) => (
                      <tr key={one.id} className={one.id === id ? 'is-chosen' : ''}>
                        <td>
                          <a href={`#cases/${one.id}`} aria-current={one.id === id ? 'true' : undefined}>
                            {say(detectors[one.detector]?.name ?? { vi: one.detector, en: one.detector })}
                          </a>
                        </td>
                        <td>
                          {one.agency ?? say(words.noOfficer)} {one.officer && <small>/ {one.officer}</small>}
                        </td>
                        <td>{say(actions[one.action] ?? { vi: one.action, en: one.action })}</td>
                        <td className="number">{writtenMoment(one.lastSeenAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                {page?.pageInfo.hasNextPage && (
                  <button type="button" onClick={() => setAfter(page.pageInfo.endCursor)}>
                    {say(words.older)}
                  </button>
                )}
              </div>
            )
          }
        </Answered>
      </section>
      {shown ? (
        <CaseCard
          key={shown.id}
          one={shown}
          {...{ outbox, drafts }}
          onDecided={refresh}
          onBack={() => go('cases')}
        />
      ) : (
        <p className="empty panel">{say(words.chooseCase)}</p>
      )}
    </div>
  );
}
