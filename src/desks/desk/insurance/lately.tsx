import { useSpeech } from '../shell/speaking.js';
import type { Sending } from './queries.js';
import { acts, conflicts, findingStates } from './terms.js';
import { resultOf } from './use-work.js';
import { words } from './wording.js';

type LatelyProps = {
  entries: readonly Sending[];
  isToBeUndone: (key: string) => boolean;
  onOpen: (finding: string) => void;
};

/** What was decided here lately and whether the hub has it; what it did not take stands out, with the reason. */
export function Lately({ entries, isToBeUndone, onOpen }: LatelyProps) {
  const { say } = useSpeech();
  const decided = entries.filter(({ who }) => who.what === 'decide').slice(-4);
  if (decided.length === 0) return null;
  return (
    <section className="lately" aria-live="polite">
      <h3>{say(words.lately)}</h3>
      <ul>
        {decided.reverse().map((entry) => {
          const { key, who, state, problem } = entry;
          const result = resultOf(entry);
          const isDone = result?.outcome === 'DONE';
          const failed = state === 'REFUSED' ? problem?.message || problem?.code : result?.reason;
          return (
            <li key={key} data-sent={isDone ? 'DONE' : (result?.outcome ?? state)} data-of={who.of}>
              <span>
                {who.sectorNo}: {say(acts[who.act!]!)}
                {isDone && ` → ${say(findingStates[result.state!]!)}`}
              </span>{' '}
              {(state === 'SENDING' || state === 'WAITING') && (
                <em>
                  {say(words.waitingToSend)}
                  {isToBeUndone(key) && `, ${say(words.undoWaits)}`}
                </em>
              )}
              {!isDone && failed && (
                <span className="wrong">
                  {say(words.notDone)}: {conflicts[failed] ? say(conflicts[failed]) : failed}{' '}
                  <button type="button" className="link" onClick={() => onOpen(who.of)}>
                    {say(words.reopen)}
                  </button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
