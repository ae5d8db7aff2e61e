import type { KeyboardEvent } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { purposeNames } from '../shell/wording.js';
import { writtenMoment } from '../shell/written.js';
import type { FoundEvent } from './queries.js';
import { outcomes, words } from './wording.js';

/** From row to row with the arrows; a row is a link, so Enter opens it. */
export function moveInRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody a')];
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Looks, one a row: who, what for, of how many people, how it ended. */
export function EventRows({ events }: { events: readonly FoundEvent[] }) {
  const { say } = useSpeech();
  const said = (names: typeof outcomes, name: string | null) =>
    name && names[name] ? say(names[name]) : (name ?? '·');
  return (
    <table className="events" onKeyDown={moveInRows}>
      <thead>
        <tr>
          <th scope="col">{say(words.when)}</th>
          <th scope="col">{say(words.whoAsked)}</th>
          <th scope="col">{say(words.purpose)}</th>
          <th scope="col">{say(words.operation)}</th>
          <th scope="col">{say(words.outcome)}</th>
          <th scope="col" className="right">
            {say(words.people)}
          </th>
          <th scope="col" className="right">
            {say(words.fields)}
          </th>
        </tr>
      </thead>
      <tbody>
        {events.map(({ id, occurredAt, agency, officer, purpose, operationName, outcome, ...rest }) => (
          <tr key={id}>
            <td className="number">
              <a href={`#event/${id}`}>{writtenMoment(occurredAt)}</a>
            </td>
            <td>
              {agency ?? say(words.nobody)} {officer && <small>/ {officer}</small>}
            </td>
            <td>{said(purposeNames, purpose)}</td>
            <td>{operationName ?? '·'}</td>
            <td>
              <span className={`outcome outcome-${outcome.toLowerCase()}`}>{said(outcomes, outcome)}</span>
            </td>
            <td className="number right">{rest.subjects.length}</td>
            <td className="number right">{rest.fieldsReleased.length}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
