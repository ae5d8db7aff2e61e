import { useEffect, useRef, useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { Answered } from '../shell/answered.js';
import type { Asking } from '../shell/ask-hub.js';
import { csvOf, csvType } from '../shell/csv.js';
import { download } from '../shell/download.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { masked, writtenDate } from '../shell/written.js';
import { type RosterRow, type RosterRows, rosterRows } from './roster-queries.js';
import { outcomeNames, registerNames, rowFilters, words } from './roster-wording.js';
import { words as deskWords, fieldNames } from './wording.js';

type RosterRowsProps = { asking: Asking; id: string; isFinished: boolean };
type Say = (sentence: Sentence) => string;

/** The rows of an import that want a look, each with what is wrong and in which cell. */
export function RosterRowsView({ asking, id, isFinished }: RosterRowsProps) {
  const { say } = useSpeech();
  const [filter, setFilter] = useState('NOTED');
  const [after, setAfter] = useState<string | null>(null);
  const asked = useAsk<RosterRows>(asking, rosterRows, { id, after, ...rowFilters[filter]!.asks });
  // Not at every chunk: the rows would jump under the eye.
  const { refresh } = asked;
  const wasFinished = useRef(isFinished);
  useEffect(() => {
    if (isFinished && !wasFinished.current) refresh();
    wasFinished.current = isFinished;
  }, [isFinished, refresh]);
  const page = asked.value?.rosterImport?.rows ?? null;
  const nodes = page?.nodes ?? [];
  return (
    <div className="run-rows">
      <div className="tools">
        <label>
          {say(words.filter)}
          <select
            id="row-filter"
            value={filter}
            onChange={(event) => {
              setFilter(event.target.value);
              setAfter(null);
            }}
          >
            {Object.entries(rowFilters).map(([code, { name }]) => (
              <option key={code} value={code}>
                {say(name)}
              </option>
            ))}
          </select>
        </label>
        <span className="tools-end">
          {after !== null && (
            <button type="button" className="quiet" onClick={() => setAfter(null)}>
              {say(words.first)}
            </button>
          )}
          {page?.pageInfo.hasNextPage && (
            <button type="button" className="quiet" onClick={() => setAfter(page.pageInfo.endCursor)}>
              {say(words.next)}
            </button>
          )}
          <button
            type="button"
            className="quiet"
            disabled={nodes.length === 0}
            onClick={() => download('danh-sach-can-xem.csv', [csvOfRows(nodes, say)], csvType)}
          >
            {say(words.exportRows)}
          </button>
        </span>
      </div>
      <Answered asked={asked} waiting={words.loadingRows}>
        {() =>
          nodes.length === 0 ? (
            <p className="empty">{say(words.noRows)}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
            <section className="rows" tabIndex={0} aria-label={say(words.filter)}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say(words.row)}</th>
                    <th scope="col">{say(deskWords.className)}</th>
                    <th scope="col">{say(deskWords.fullName)}</th>
                    <th scope="col">{say(deskWords.dateOfBirth)}</th>
                    <th scope="col">{say(words.number)}</th>
                    <th scope="col">{say(words.result)}</th>
                    <th scope="col">{say(words.what)}</th>
                  </tr>
                </thead>
                <tbody>
                  {nodes.map((row) => (
                    <tr key={row.row}>
                      <td className="number">{row.row}</td>
                      <td>{row.className}</td>
                      <th scope="row" lang="vi">
                        {row.fullName}
                      </th>
                      <td className="number">{row.dateOfBirth && writtenDate(row.dateOfBirth)}</td>
                      <td className="number">{row.personalId ? masked(row.personalId) : '·'}</td>
                      <td>{resultOf(row, say)}</td>
                      <td>
                        {row.notes.map((note) => (
                          <p key={`${note.field} ${note.code}`}>
                            {note.cell && <strong className="number">{note.cell}: </strong>}
                            {note.message}
                          </p>
                        ))}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )
        }
      </Answered>
    </div>
  );
}

function resultOf({ outcome, register, refused, verdicts }: RosterRow, say: Say): string {
  if (!outcome) return '·';
  const fields = verdicts
    .filter(({ verdict }) => verdict === 'DIFFERENT')
    .map(({ field }) => say(fieldNames[field] ?? fieldNames.NUMBER!));
  const parts = [
    [say(outcomeNames[outcome]!), fields.join(', ')].filter((part) => part !== '').join(' '),
    register ? say(registerNames[register]!) : '',
    refused ?? '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function csvOfRows(rows: readonly RosterRow[], say: Say): string {
  const head = [
    ...[words.row, deskWords.className, deskWords.fullName, deskWords.dateOfBirth, words.number],
    ...[words.result, words.what],
  ];
  return csvOf([
    head.map(say),
    ...rows.map((row) => [
      ...[row.row, row.className, row.fullName, row.dateOfBirth ? writtenDate(row.dateOfBirth) : null],
      ...[{ digits: row.personalId ?? '' }, resultOf(row, say)],
      row.notes.map(({ cell, message }) => `${cell ?? ''} ${message}`.trim()).join(' '),
    ]),
  ]);
}
