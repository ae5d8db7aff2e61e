import type { KeyboardEvent, RefObject } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { dong, writtenDate } from '../shell/written.js';
import { differing, type Known, knownOf, standingOf, sumsOf } from './pupils.js';
import type { Pupil } from './queries.js';
import { fieldNames, knownNames, standingNames, words } from './wording.js';

type ClassTableProps = {
  pupils: readonly Pupil[];
  /** How many there are without the filter. */
  of: number;
  openId: string | null;
  tableRef: RefObject<HTMLTableElement | null>;
  onOpen: (enrolmentId: string) => void;
};

/** One line a pupil; arrows go up and down, Enter opens. */
export function ClassTable({ pupils, of, openId, tableRef, onOpen }: ClassTableProps) {
  const { say } = useSpeech();
  const sums = sumsOf(pupils.flatMap(({ fees }) => fees ?? []));
  const owing = pupils.filter(({ fees }) => sumsOf(fees).owed > 0).length;
  return (
    <>
      <p className="class-count" role="status" data-shown={pupils.length}>
        {pupils.length}/{of} {say(words.pupils)} · {owing} {say(words.owing)}
      </p>
      {pupils.length === 0 ? (
        <p className="empty">{say(words.nobody)}</p>
      ) : (
        <div className="rows">
          <table ref={tableRef} onKeyDown={moveByArrows}>
            <thead>
              <tr>
                <th scope="col">{say(words.no)}</th>
                <th scope="col">{say(words.fullName)}</th>
                <th scope="col">{say(words.dateOfBirth)}</th>
                <th scope="col">{say(words.identity)}</th>
                <th scope="col" className="amount">
                  {say(words.due)}
                </th>
                <th scope="col" className="amount">
                  {say(words.exempt)}
                </th>
                <th scope="col" className="amount">
                  {say(words.paid)}
                </th>
                <th scope="col" className="amount">
                  {say(words.owed)}
                </th>
                <th scope="col">{say(words.standing)}</th>
              </tr>
            </thead>
            <tbody>
              {pupils.map((pupil, at) => (
                <Line
                  key={pupil.enrolmentId}
                  {...{ pupil, at, onOpen }}
                  isOpen={pupil.enrolmentId === openId}
                />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <td />
                <th scope="row">{say(words.total)}</th>
                <td />
                <td />
                <td className="amount">{dong(sums.due)}</td>
                <td className="amount">{dong(sums.exempt)}</td>
                <td className="amount">{dong(sums.paid)}</td>
                <td className="amount" data-owed={sums.owed}>
                  {dong(sums.owed)}
                </td>
                <td />
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </>
  );
}

type LineProps = { pupil: Pupil; at: number; isOpen: boolean; onOpen: (enrolmentId: string) => void };

function Line({ pupil, at, isOpen, onOpen }: LineProps) {
  const { say } = useSpeech();
  const { enrolmentId, fullName, dateOfBirth, fees } = pupil;
  const sums = sumsOf(fees);
  const standing = standingOf(fees);
  const amount = (value: number) => (fees === null ? '·' : value === 0 ? '0' : dong(value));
  const grounds = new Set((fees ?? []).flatMap(({ exemption }) => exemption?.rate ?? []));
  return (
    <tr className={isOpen ? 'is-open' : undefined}>
      <td className="number">{at + 1}</td>
      <th scope="row">
        <button
          type="button"
          className="link"
          lang="vi"
          data-of={enrolmentId}
          aria-current={isOpen ? 'true' : undefined}
          onClick={() => onOpen(enrolmentId)}
        >
          {fullName}
        </button>
      </th>
      <td className="number">{writtenDate(dateOfBirth)}</td>
      <td>
        <KnownAs pupil={pupil} />
      </td>
      <td className="amount">{amount(sums.due)}</td>
      <td className="amount">
        {amount(sums.exempt)}
        {sums.exempt > 0 && grounds.size > 0 && <small> {[...grounds].join(', ')}%</small>}
      </td>
      <td className="amount">{amount(sums.paid)}</td>
      <td className="amount">{sums.owed > 0 ? <strong>{amount(sums.owed)}</strong> : amount(sums.owed)}</td>
      <td>
        <span className={`standing standing-${standing.toLowerCase()}`} data-standing={standing}>
          {say(standingNames[standing]!)}
        </span>
      </td>
    </tr>
  );
}

/** Who somebody is by the registry, and which field says something else. */
export function KnownAs({ pupil }: { pupil: Pupil }) {
  const { say } = useSpeech();
  const known: Known = knownOf(pupil);
  const fields =
    known === 'DIFFERS' ? differing(pupil).map((field) => say(fieldNames[field] ?? fieldNames.NUMBER!)) : [];
  return (
    <span className={`known known-${known.toLowerCase()}`} data-known={known}>
      {say(knownNames[known]!)}
      {fields.length > 0 && ` ${fields.join(', ')}`}
    </span>
  );
}

/** What the class as a whole has paid and owes, while nobody is chosen. */
export function ClassSums({ pupils }: { pupils: readonly Pupil[] }) {
  const { say } = useSpeech();
  const sums = sumsOf(pupils.flatMap(({ fees }) => fees ?? []));
  return (
    <div className="ready-side">
      <h2>{say(words.choosePupil)}</h2>
      <p>{say(words.choosePupilText)}</p>
      {pupils.length > 0 && (
        <dl className="facts sums">
          {(
            [
              [words.due, sums.due],
              [words.exempt, sums.exempt],
              [words.paid, sums.paid],
              [words.owed, sums.owed],
              [words.overdue, sums.overdue],
            ] as const
          ).map(([name, value]) => (
            <div key={name.en}>
              <dt>{say(name)}</dt>
              <dd className="number">{dong(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** Arrows, Home and End between the lines of a table whose lines have a button each. */
export function moveByArrows(event: KeyboardEvent<HTMLTableElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('tbody button[data-of]')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  const next = to === undefined ? undefined : buttons[to];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
