import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from './speaking.js';
import { useElapsed } from './use-elapsed.js';
import { words } from './wording.js';

type WaitingProps = { what: Sentence; since: number; onStop: () => void; canGoOn: boolean };

/** A source that has not answered: which, for how long, and what can be done meanwhile. */
export function Waiting({ what, since, onStop, canGoOn }: WaitingProps) {
  const { say } = useSpeech();
  const seconds = useElapsed(since);
  return (
    <div className="waiting">
      <p role="status">{say(what)}</p>
      {seconds >= 1 && (
        <>
          <p className="waited">
            {seconds} {say(words.seconds)}
          </p>
          <button type="button" onClick={onStop}>
            {say(canGoOn ? words.goWithout : words.stop)}
          </button>
        </>
      )}
    </div>
  );
}
