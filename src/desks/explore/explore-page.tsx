import { useCallback, useEffect, useState } from 'react';
import { ReadyEditor } from './ready-editor.js';
import { loadSession, type Session } from './session.js';
import { TopBar } from './top-bar.js';
import { languageOf, wording } from './wording.js';

/** The whole page: the bar, then the editor once the hub has given a session, or why it has not. */
export function ExplorePage() {
  const [language, setLanguage] = useState(() => languageOf(navigator.language));
  const [session, setSession] = useState<Session>();
  const [failed, setFailed] = useState(false);
  const [slot, setSlot] = useState<HTMLElement | null>(null);

  const load = useCallback(() => {
    setFailed(false);
    loadSession().then(setSession, () => setFailed(true));
  }, []);
  useEffect(load, [load]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = wording.pageTitle[language];
  }, [language]);

  return (
    <>
      <TopBar
        language={language}
        onLanguage={setLanguage}
        notice={session?.notice[language]}
        slotRef={setSlot}
      />
      <main>
        {session && slot ? (
          <ReadyEditor session={session} onSession={setSession} language={language} slot={slot} />
        ) : failed ? (
          <NoSession onRetry={load} />
        ) : (
          <p className="waiting" role="status">
            {wording.loading[language]}
          </p>
        )}
      </main>
    </>
  );
}

/** Says in both languages that the hub gave no session, and lets the reader ask again. */
function NoSession({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="no-session" role="alert">
      <p lang="vi">{wording.noSession.vi}</p>
      <p lang="en">{wording.noSession.en}</p>
      <button type="button" onClick={onRetry}>
        <span lang="vi">{wording.retry.vi}</span> / <span lang="en">{wording.retry.en}</span>
      </button>
    </div>
  );
}
