import { useEffect, useMemo, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import type { Asking } from '../shell/ask-hub.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenDate } from '../shell/written.js';
import { moveInRows } from './event-rows.js';
import { type QuestionPage, type UsageQuestion, usageQuestions } from './queries.js';
import { type Answers, QuestionCard } from './question-card.js';
import { questionStates, words } from './wording.js';

type QuestionsPartProps = {
  asking: Asking;
  answers: Answers;
  drafts: Map<string, string>;
  id: string | null;
  onRefresh: (does: () => void) => void;
  go: (section: string, of?: string | null) => void;
};

/** What residents ask about looks at them, the first due first; one beside the list, to be answered. */
export function QuestionsPart({ asking, answers, drafts, id, onRefresh, go }: QuestionsPartProps) {
  const { say } = useSpeech();
  const [state, setState] = useState<UsageQuestion['state']>('OPEN');
  const [after, setAfter] = useState<string | null>(null);
  const variables = useMemo(() => ({ state, after }), [state, after]);
  const asked = useAsk<QuestionPage>(asking, usageQuestions, variables);
  const { refresh } = asked;
  useEffect(() => onRefresh(refresh), [onRefresh, refresh]);
  /** NOTE: kept beside the list, since an answered question leaves it. */
  const [chosen, setChosen] = useState<UsageQuestion | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const nodes = asked.value?.usageQuestions?.nodes ?? null;
  const found = nodes?.find((one) => one.id === id) ?? null;
  useEffect(() => {
    if (found) setChosen(found);
  }, [found]);
  const last = chosen?.id;
  useEffect(() => {
    if (!nodes || id || document.activeElement?.closest('.case-states')) return;
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>('tbody a') ?? [])];
    (links.find(({ hash }) => hash === `#questions/${last}`) ?? links[0])?.focus();
  }, [nodes, id, last]);
  const shown = id === null ? null : (found ?? (chosen?.id === id ? chosen : null));
  return (
    <div className="cases-part">
      <section className="panel case-list" aria-labelledby="questions-title">
        <header className="panel-head">
          <h2 id="questions-title">{say(words.questionsTitle)}</h2>
          <fieldset className="case-states">
            <legend className="unseen">{say(words.state)}</legend>
            {Object.entries(questionStates).map(([name, said]) => (
              <button
                key={name}
                type="button"
                aria-pressed={name === state}
                onClick={() => {
                  setState(name as UsageQuestion['state']);
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
          {({ usageQuestions: page }) =>
            page && page.nodes.length === 0 ? (
              <p className="empty">{say(words[state === 'OPEN' ? 'noQuestions' : 'noAnswered'])}</p>
            ) : (
              <div className="rows" ref={list}>
                <table onKeyDown={moveInRows}>
                  <thead>
                    <tr>
                      <th scope="col">{say(words.dueOn)}</th>
                      <th scope="col">{say(words.agencyAsked)}</th>
                      <th scope="col">{say(words.question)}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {page?.nodes.map((one) => (
                      <tr key={one.id} className={one.id === id ? 'is-chosen' : ''}>
                        <td className="number">
                          <a href={`#questions/${one.id}`} aria-current={one.id === id ? 'true' : undefined}>
                            {writtenDate(one.answerBy)}
                          </a>{' '}
                          {one.isOverdue && <strong className="overdue">{say(words.overdue)}</strong>}
                        </td>
                        <td>{one.agency ?? say(words.nobody)}</td>
                        <td lang="vi" className="question-text">
                          {one.question}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                {page?.pageInfo.hasNextPage && (
                  <button type="button" onClick={() => setAfter(page.pageInfo.endCursor)}>
                    {say(words.nextPage)}
                  </button>
                )}
              </div>
            )
          }
        </Answered>
      </section>
      {shown ? (
        <QuestionCard
          key={shown.id}
          one={shown}
          {...{ asking, answers, drafts }}
          onAnswered={refresh}
          onBack={() => go('questions')}
        />
      ) : (
        <p className="empty panel">{say(words.chooseQuestion)}</p>
      )}
    </div>
  );
}
