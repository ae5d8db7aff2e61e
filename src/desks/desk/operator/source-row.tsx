import { useSpeech } from '../shell/speaking.js';
import { writtenLately } from '../shell/written.js';
import type { Dependency } from './queries.js';
import { causeWords, effectWords, remedyOf, words } from './wording.js';

type SourceRowProps = { dependency: Dependency; isOld: boolean; onToggle: () => void };

/** One source: whether it answers, since when, and in plain words what to do. */
export function SourceRow({ dependency, isOld, onToggle }: SourceRowProps) {
  const { say } = useSpeech();
  const { name, title, part, state, since, cause, latencyMs, canBeStopped, isStopped } = dependency;
  const isUp = state === 'UP';
  const now = isUp ? 'chip-matched' : isStopped ? 'chip-partial' : 'chip-mismatched';
  const chip = isOld ? 'chip-unknown' : now;
  return (
    <tr data-source={name} data-state={state} className={isUp ? undefined : 'is-down'}>
      <th scope="row">
        <span>{title}</span> <small>{name}</small>
      </th>
      <td>
        <span className={`chip ${chip}`}>
          {say(isUp ? words.up : isStopped ? words.stopped : words.down)}
        </span>
        {!isUp && cause && !isStopped && <small> {say(causeWords[cause])}</small>}
      </td>
      <td className="number">{writtenLately(since)}</td>
      <td className="number">{latencyMs === null ? '·' : `${latencyMs} ms`}</td>
      <td className="remedy">
        {isUp ? (
          <span className="hint">{say(words.nothingToDo)}</span>
        ) : (
          <>
            {say(remedyOf(part, cause, isStopped))} <span className="hint">{say(effectWords[part])}</span>
          </>
        )}
      </td>
      <td>
        {canBeStopped && (
          <button type="button" onClick={onToggle} data-toggle={name}>
            {say(isStopped ? words.startVerb : words.stopVerb)} <span className="unseen">{title}</span>
          </button>
        )}
      </td>
    </tr>
  );
}
