import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef, useState } from 'react';
import { headersText, type ReadyTab, type Session } from './session.js';
import type { TokenKeeper } from './token-keeper.js';
import { type Language, wording } from './wording.js';

type ReadyQueriesProps = { session: Session; tokens: TokenKeeper; language: Language };

/** One button a user, which opens that user's ready query, and a sentence on what the current one shows. */
export function ReadyQueries({ session, tokens, language }: ReadyQueriesProps) {
  const { addTab, changeTab } = useGraphiQLActions();
  const { openTabs, active, query, variables, headers } = useGraphiQL((state) => ({
    openTabs: state.tabs,
    active: state.activeTabIndex,
    query: state.queryEditor,
    variables: state.variableEditor,
    headers: state.headerEditor,
  }));
  const activeId = openTabs[active]?.id ?? '';
  const [ownerOf, setOwnerOf] = useState(
    () => new Map(openTabs.map(({ id }, index) => [id, session.tabs[index]?.key])),
  );
  const reopening = useRef<ReadyTab>(undefined);
  const current = session.tabs.find(({ key }) => key === ownerOf.get(activeId));

  function fill(tab: ReadyTab) {
    query?.setValue(tab.query);
    variables?.setValue(tab.variables ?? '');
    headers?.setValue(headersText(tab));
  }

  function open(tab: ReadyTab) {
    const index = openTabs.findIndex(({ id }) => ownerOf.get(id) === tab.key);
    if (index >= 0) return changeTab(index);
    reopening.current = tab;
    addTab();
    fill(tab);
  }

  useEffect(() => {
    const tab = reopening.current;
    if (!tab) return;
    reopening.current = undefined;
    setOwnerOf((known) => new Map(known).set(activeId, tab.key));
  }, [activeId]);

  useEffect(() => {
    const text = headers?.getValue() ?? '';
    const fresh = tokens.withFreshText(text);
    if (fresh !== text) headers?.setValue(fresh);
  }, [session, activeId, headers, tokens]);

  return (
    <>
      <fieldset className="ready-queries">
        <legend>{wording.readyQueries[language]}</legend>
        {session.tabs.map((tab) => (
          <button key={tab.key} type="button" aria-pressed={tab === current} onClick={() => open(tab)}>
            {tab.title[language]}
          </button>
        ))}
      </fieldset>
      <p className="explain" aria-live="polite">
        {current ? current.explain[language] : wording.ownTab[language]}
      </p>
      {current && (
        <button className="restore" type="button" onClick={() => fill(current)}>
          {wording.restore[language]}
        </button>
      )}
    </>
  );
}
