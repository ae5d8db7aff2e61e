import { Confirmation } from '../shell/confirmation.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import type { Acts } from './use-acts.js';
import { words } from './wording.js';

/** What was done from this page and what became of it; and the question before it is done. */
export function ActsStrip({ acts }: { acts: Acts }) {
  const { say } = useSpeech();
  const { proposed, confirm, leave, outbox } = acts;
  const last = outbox.entries.slice(-3);
  return (
    <>
      <div className="acts" role="status" aria-label={say(words.actsHere)}>
        {last.map(({ key, state, who, problem }) => (
          <div key={key} className="act" data-act={state}>
            <p>
              <b>{say(words.actStates[state])}</b> {say(who)}
              {state === 'WAITING' && problem && <small> ({problem.code})</small>}
            </p>
            {state === 'REFUSED' && problem && <Problem problem={problem} quiet />}
            {(state === 'REFUSED' || state === 'SENT') && (
              <button type="button" className="quiet" onClick={() => outbox.drop(key)}>
                {say(shellWords.close)}
              </button>
            )}
          </div>
        ))}
      </div>
      <Confirmation
        title={proposed ? say(proposed.does) : ''}
        verb={proposed ? say(proposed.verb) : ''}
        isOpen={proposed !== null}
        onConfirm={confirm}
        onClose={leave}
      >
        <p>{proposed && say(proposed.means)}</p>
        <p className="hint">{say(words.onRecord)}</p>
      </Confirmation>
    </>
  );
}
