import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import type { Entry } from '../shell/use-outbox.js';
import { words as shellWords } from '../shell/wording.js';
import type { Decided, DecisionAbout } from './decision.js';
import { words } from './wording.js';

type DecisionStateProps = { entry: Entry<DecisionAbout, Decided> | null; onAgain: () => void };

/** How far a decision has come on its way to the hub. */
export function DecisionState({ entry, onAgain }: DecisionStateProps) {
  const { say } = useSpeech();
  if (!entry) return null;
  const { state, problem, done } = entry;
  if (state === 'REFUSED' && problem)
    return (
      <>
        <Problem problem={problem} />
        <button type="button" onClick={onAgain}>
          {say(problem.code === 'CONFLICT' ? shellWords.refresh : words.tryAgain)}
        </button>
      </>
    );
  const said = {
    SENDING: say(words.sending),
    WAITING: say(words.waitingToSend),
    SENT: done && 'openCases' in done ? `${say(words.lifted)} ${done.openCases}` : say(words.decided),
    REFUSED: '',
  }[state];
  return (
    <p className={state === 'SENT' ? 'notice done' : 'notice'} role="status" data-decision={state}>
      {said}
    </p>
  );
}
