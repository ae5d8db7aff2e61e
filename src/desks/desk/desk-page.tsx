import { useCallback, useEffect, useState } from 'react';
import { HospitalDesk } from './hospital/hospital-desk.js';
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
  useEffect(() => {
    document.title = say(words.pageTitle);
  }, [say]);

  const onOver = useCallback(
    () => setHere((known) => known && { ...known, hasEnded: true, session: null }),
    [],
  );

  if (here?.session)
    return <HospitalDesk here={here} session={here.session} onHere={setHere} onOver={onOver} />;
  if (here) return <SignInScreen here={here} />;
  return (
    <div className="door">
      <main className="door-card">
        {failed ? (
          <Problem problem={{ code: 'UNREACHABLE', message: '', path: [], requestId: null }} onRetry={look} />
        ) : (
          <p role="status">{say(words.opening)}</p>
        )}
      </main>
    </div>
  );
}
