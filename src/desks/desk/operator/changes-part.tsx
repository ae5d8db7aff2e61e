import { useEffect, useMemo, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { Desk } from '../shell/use-desk.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenLately } from '../shell/written.js';
import { actsOfAdministration, changeNames, valueNames, words } from './agency-wording.js';
import { type Change, type ChangePage, changesOn } from './queries.js';

/** Who changed what, newest first, with what was before and what is after. */
export function ChangesPart({ desk, onAsked }: { desk: Desk; onAsked: (refresh: () => void) => void }) {
  const { say } = useSpeech();
  const [isAll, setAll] = useState(false);
  const [after, setAfter] = useState<string | null>(null);
  const variables = useMemo(() => ({ after }), [after]);
  // What is registered has names of officers in it.
  const asked = useAsk<ChangePage>(desk.asking, desk.isIdle ? null : changesOn, variables);
  const { refresh } = asked;
  useEffect(() => onAsked(refresh), [onAsked, refresh]);
  const shownOf = (rows: Change[]) =>
    isAll ? rows : rows.filter(({ what }) => actsOfAdministration.has(what));
  const hiddenOf = (rows: Change[]) => rows.length - shownOf(rows).length;
  if (desk.isIdle) return <p className="empty">{say(words.idle)}</p>;
  return (
    <Answered asked={asked} waiting={words.loadingChanges}>
      {({ changes }) =>
        changes && (
          <>
            <p className="row-start changes-shown">
              <label htmlFor="changes-shown">{say(words.changesShown)}</label>
              <select
                id="changes-shown"
                value={isAll ? 'ALL' : 'ADMINISTRATION'}
                onChange={(event) => setAll(event.target.value === 'ALL')}
              >
                <option value="ADMINISTRATION">{say(words.ofAdministration)}</option>
                <option value="ALL">{say(words.ofAll)}</option>
              </select>
              <span className="hint" role="status">
                {hiddenOf(changes.nodes) > 0 && `${hiddenOf(changes.nodes)} ${say(words.hidden)}`}
              </span>
            </p>
            {shownOf(changes.nodes).length === 0 ? (
              <p className="empty">{say(changes.nodes.length === 0 ? words.noChanges : words.noneHere)}</p>
            ) : (
              <ChangesTable rows={shownOf(changes.nodes)} />
            )}
            <p className="row-start">
              <button type="button" onClick={refresh}>
                {say(shellWords.refresh)}
              </button>
              <button type="button" disabled={after === null} onClick={() => setAfter(null)}>
                {say(words.newest)}
              </button>
              <button
                type="button"
                disabled={!changes.pageInfo.hasNextPage}
                onClick={() => setAfter(changes.pageInfo.endCursor)}
              >
                {say(words.older)}
              </button>
            </p>
          </>
        )
      }
    </Answered>
  );
}

function ChangesTable({ rows }: { rows: Change[] }) {
  const { say } = useSpeech();
  return (
    <div className="rows panel">
      <table className="changes">
        <thead>
          <tr>
            <th scope="col">{say(words.when)}</th>
            <th scope="col">{say(words.who)}</th>
            <th scope="col">{say(words.what)}</th>
            <th scope="col">{say(words.target)}</th>
            <th scope="col">{say(words.beforeAfter)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, occurredAt, agency, officer, client, what, target, before, after }) => (
            <tr key={id} data-change={what}>
              <td className="number">{writtenLately(occurredAt)}</td>
              <td>
                {agency}/{officer} {client === 'cli' && <small>{say(words.byCommand)}</small>}
              </td>
              <th scope="row">{say(changeNames[what] ?? { vi: what, en: what })}</th>
              <td>{target}</td>
              <td>
                <Differences before={before} after={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Only what is different, a line a value. */
function Differences({ before, after }: { before: string | null; after: string | null }) {
  const { say } = useSpeech();
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  // What came to nothing is on record without a value: nothing before, nothing after.
  if (names.length === 0) return <small>{say(before === null ? words.refused : words.same)}</small>;
  const nameOf = (name: string) => (valueNames[name] ? say(valueNames[name]) : name);
  const told = (value: unknown): string => {
    if (value === undefined || value === null) return say(words.nothing);
    if (typeof value === 'boolean') return say(value ? words.yes : words.no);
    if (Array.isArray(value)) return value.map(told).join('; ');
    if (typeof value !== 'object') return String(value);
    // What says nothing is left out.
    const said = Object.entries(value).filter(([, one]) => one !== null);
    return said
      .map(([name, one]) => (name === 'scope' ? told(one) : `${nameOf(name)} ${told(one)}`))
      .join(', ');
  };
  return (
    <ul className="differences">
      {names.map((name) => (
        <li key={name}>
          <small>{nameOf(name)}</small> {before !== null && <del>{told(was[name])}</del>}{' '}
          {before !== null && '→ '}
          {after !== null ? <ins>{told(is[name])}</ins> : say(words.nothing)}
        </li>
      ))}
    </ul>
  );
}

function valuesOf(json: string | null): Record<string, unknown> {
  const value: unknown = json === null ? {} : JSON.parse(json);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : { '': value };
}
