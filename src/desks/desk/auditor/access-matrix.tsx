import { useSpeech } from '../shell/speaking.js';
import { purposeNames } from '../shell/wording.js';
import { type Held, heldAt } from './access-over-time.js';
import type { AgencyAccess } from './queries.js';
import { scopeNames } from './scope-names.js';
import { words } from './wording.js';

type AccessMatrixProps = { agencies: readonly AgencyAccess[]; now: number; since: number | null };

/** Rights down, agencies across: what each may ask for now, and what of it is new or gone since the moment compared. */
export function AccessMatrix({ agencies, now, since }: AccessMatrixProps) {
  const { say } = useSpeech();
  const columns = agencies.map((agency) => ({
    agency,
    held: heldAt(agency.grants, now),
    before: since === null ? null : heldAt(agency.grants, since),
  }));
  const all = new Set(columns.flatMap(({ held, before }) => [...held.keys(), ...(before?.keys() ?? [])]));
  const known = Object.keys(scopeNames);
  const scopes = [...all].sort((a, b) => known.indexOf(a) - known.indexOf(b) || (a < b ? -1 : 1));
  const purposeName = (name: string) => (purposeNames[name] ? say(purposeNames[name]) : name);

  function inWords(held: Held | undefined, change: string): string {
    const limits = held
      ? [
          say(words.held),
          held.purposes && `${say(words.forPurposes)} ${held.purposes.map(purposeName).join(', ')}`,
          held.maxRows !== null && `${say(words.mostRows)} ${held.maxRows}`,
        ]
      : [say(words.notHeld)];
    return [...limits, change].filter(Boolean).join(', ');
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="rows panel matrix" tabIndex={0} aria-labelledby="access-title">
      <table>
        <thead>
          <tr>
            <th scope="col">{say(words.scope)}</th>
            {agencies.map(({ code, name, suspended }) => (
              <th key={code} scope="col" title={name}>
                {code} {suspended && <small className="suspended">{say(words.suspended)}</small>}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="row">{say(words.purpose)}</th>
            {agencies.map(({ code, purposes }) => (
              <td key={code}>{purposes.map(purposeName).join('; ')}</td>
            ))}
          </tr>
        </thead>
        <tbody>
          {scopes.map((scope) => (
            <tr key={scope}>
              <th scope="row">
                {scopeNames[scope] ? say(scopeNames[scope]) : scope} <small>{scope}</small>
              </th>
              {columns.map(({ agency, held, before }) => {
                const [is, was] = [held.get(scope), before?.get(scope)];
                const change = before && !is !== !was ? (is ? 'added' : 'removed') : null;
                const isNarrow = is && (is.purposes !== null || is.maxRows !== null);
                const told = inWords(is, change ? say(words[change]) : '');
                return (
                  <td key={agency.code} className={change ? `cell is-${change}` : 'cell'} title={told}>
                    <span aria-hidden="true">
                      {is ? (isNarrow ? '◐' : '●') : ''}
                      {change && <small> {say(words[change])}</small>}
                    </span>
                    <span className="unseen">{told}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
