import { Suspense, useCallback, useEffect, useState } from 'react';
import { desks } from './desks.js';
import { Problem } from './shell/problem.js';
import { type Here, whoIsHere } from './shell/session.js';
import { SignInScreen } from './shell/sign-in-screen.js';
import { useSpeech } from './shell/speaking.js';
import { words } from './shell/wording.js';

/** Who is signed in decides what is shown: the door, or the desk of his agency. */
export function DeskPage() {
  const { say } = useSpeech();
  const [here, setHere] = useState<Here | null>(null);
  const [failed, setFailed] = useState(false);

  const look = useCallback(() => {
    setFailed(false);
    whoIsHere().then(setHere, () => setFailed(true));
  }, []);
  useEffect(look, [look]);
  const desk = desks[here?.session?.agency.kind ?? ''];
  useEffect(() => {
    document.title = desk ? `Liên Thông: ${say(desk.name).toLowerCase()}` : 'Liên Thông';
  }, [say, desk]);

  const onOver = useCallback(
    () => setHere((known) => known && { ...known, hasEnded: true, session: null }),
    [],
  );

  if (here?.session && desk)
    return (
      <Suspense fallback={<Opening />}>
        <desk.Page here={here} session={here.session} onHere={setHere} onOver={onOver} />
      </Suspense>
    );
  if (here) return <SignInScreen here={here} />;
  if (!failed) return <Opening />;
  return (
    <div className="door">
      <main className="door-card">
        <Problem problem={{ code: 'UNREACHABLE', message: '', path: [], requestId: null }} onRetry={look} />
      </main>
    </div>
  );
}

function Opening() {
  const { say } = useSpeech();
  return (
    <div className="door">
      <main className="door-card">
        <p role="status">{say(words.opening)}</p>
      </main>
    </div>
  );
}
