import { GraphiQL } from 'graphiql';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { makeHubFetcher } from './hub-fetcher.js';
import { makeMemoryStorage } from './memory-storage.js';
import { ReadyQueries } from './ready-queries.js';
import { headersText, loadSession, type Session } from './session.js';
import { makeTokenKeeper } from './token-keeper.js';
import type { Language } from './wording.js';

type ReadyEditorProps = {
  session: Session;
  onSession: (session: Session) => void;
  language: Language;
  slot: HTMLElement;
};

/**
 * GraphiQL with one tab a ready query; nothing it holds outlives the page.
 *
 * NOTE: fetcher, storage and first tabs are made once: the editor reads the schema anew for a new fetcher.
 * `lang="en"` because its own labels are English whatever the page speaks.
 */
export function ReadyEditor({ session, onSession, language, slot }: ReadyEditorProps) {
  const [{ tokens, ...editor }] = useState(() => {
    const tokens = makeTokenKeeper(session, loadSession, onSession);
    const defaultTabs = session.tabs.map((tab) => ({
      query: tab.query,
      variables: tab.variables,
      headers: headersText(tab),
    }));
    const [first] = session.tabs;
    return {
      tokens,
      fetcher: makeHubFetcher(tokens),
      storage: makeMemoryStorage(),
      defaultTabs,
      defaultHeaders: headersText(first),
      initialQuery: first.query,
      initialVariables: first.variables ?? '',
      initialHeaders: headersText(first),
    };
  });
  return (
    <div className="editor" lang="en">
      <GraphiQL {...editor} defaultEditorToolsVisibility="headers" shouldPersistHeaders={false}>
        <GraphiQL.Logo>
          <span className="editor-name">GraphiQL</span>
        </GraphiQL.Logo>
        {createPortal(<ReadyQueries session={session} tokens={tokens} language={language} />, slot)}
      </GraphiQL>
    </div>
  );
}
