import { useSpeech } from '../shell/speaking.js';
import { purposeNames } from '../shell/wording.js';
import { writtenMoment } from '../shell/written.js';
import { changesBetween } from './access-over-time.js';
import type { AgencyAccess } from './queries.js';
import { scopeNames } from './scope-names.js';
import { words } from './wording.js';

type AccessChangesProps = { agencies: readonly AgencyAccess[]; now: number; since: number | null };

const most = 200;

/** What was granted and what ended, newest first, and by whom. */
export function AccessChanges({ agencies, now, since }: AccessChangesProps) {
  const { say } = useSpeech();
  const changes = changesBetween(agencies, since ?? 0, now);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="rows panel access-changes" aria-labelledby="changes-title" tabIndex={0}>
      <h2 id="changes-title">
        {say(words.changes)}{' '}
        {since !== null && `${say(words.changesSince)} ${writtenMoment(since).slice(0, 16)}`}{' '}
        <span className="count">{changes.length}</span>
      </h2>
      {changes.length === 0 ? (
        <p className="empty">{say(words.noChanges)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.when)}</th>
              <th scope="col">{say(words.agency)}</th>
              <th scope="col">{say(words.scope)}</th>
              <th scope="col">{say(words.changes)}</th>
              <th scope="col">{say(words.by)}</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, most).map(({ at, agency, scope, purpose, what, by }) => (
              <tr key={`${at} ${agency} ${scope} ${purpose} ${what}`} data-what={what}>
                <td className="number">{writtenMoment(at)}</td>
                <td>{agency}</td>
                <td>
                  {scopeNames[scope] ? say(scopeNames[scope]) : scope} <small>{scope}</small>
                </td>
                <td>
                  {say(words[what])}
                  {purpose &&
                    `, ${say(words.forPurposes)} ${purposeNames[purpose] ? say(purposeNames[purpose]) : purpose}`}
                </td>
                <td>{by ?? say(words.byCommand)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
