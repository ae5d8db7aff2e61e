import { useEffect, useRef, useState } from 'react';
import { Languages } from './languages.js';
import type { Here } from './session.js';
import { useSpeech } from './speaking.js';
import { signInProblems, words } from './wording.js';

/** Why the last sign-in failed, as the hub put it into the address; taken out of it at once. */
function problemInAddress(): string | null {
  const problem = new URLSearchParams(location.search).get('problem');
  if (problem) history.replaceState(null, '', '/desk/');
  return problem;
}

/** Nobody is signed in: why, and the way in. */
export function SignInScreen({ here }: { here: Here }) {
  const { say, language } = useSpeech();
  const [problem] = useState(problemInAddress);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  const told = problem ? signInProblems[problem] : here.hasEnded ? words.sessionOver : null;
  return (
    <div className="door">
      <main className="door-card">
        <div className="door-head">
          <p className="mark" lang="vi">
            Liên Thông
          </p>
          <Languages />
        </div>
        {here.sampleData && <p className="sample">{say(words.sampleData)}</p>}
        <h1>{say(words.signInTitle)}</h1>
        {told && (
          <p className="notice" role="alert">
            {say(told)}
          </p>
        )}
        {here.canSignIn ? (
          <>
            <p>{say(words.signInExplain)}</p>
            <p>{say(words.signInResident)}</p>
            <a className="button primary" ref={link} href={`/desk/sign-in?language=${language}`}>
              {say(words.signIn)}
            </a>
            {here.sampleData && <p className="hint">{say(words.signInSample)}</p>}
          </>
        ) : (
          problem !== 'NOT_CONFIGURED' && <p className="notice">{say(words.notConfigured)}</p>
        )}
      </main>
    </div>
  );
}
