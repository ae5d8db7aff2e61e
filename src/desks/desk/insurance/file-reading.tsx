import { useEffect, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import type { Asking } from '../shell/ask-hub.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { writtenDate, writtenNumber } from '../shell/written.js';
import { type FileRead, fileQuery } from './queries.js';
import { columnNames, rejectReasons } from './terms.js';
import { words } from './wording.js';

type Column = { column: string; header: string };
type FileReadingProps = {
  asking: Asking;
  fileId: string;
  isBusy: boolean;
  onStart: (columns: Column[]) => void;
};

const needed = ['sector_no', 'full_name', 'dob'];

/** How the hub reads the file: encoding, columns, its first thousand rows. What it suggests counts once it is agreed to. */
export function FileReading({ asking, fileId, isBusy, onStart }: FileReadingProps) {
  const { say, language } = useSpeech();
  const [columns, setColumns] = useState<Column[]>([]);
  const asked = useAsk<{ reconciliationFile: FileRead | null }>(asking, fileQuery, {
    ...{ id: fileId, columns: columns.length > 0 ? columns : null },
  });
  const start = useRef<HTMLButtonElement>(null);
  const file = asked.value?.reconciliationFile ?? null;
  // What is lacking is chosen right below; the hub’s own sentence is about commands.
  const lacks = file?.refusalCode === 'COLUMNS_MISSING';
  const isRead = file !== null && file.refusal === null;
  useEffect(() => {
    if (isRead) start.current?.focus();
  }, [isRead]);
  const choose = (column: string, header: string) =>
    setColumns((all) => [
      ...all.filter((one) => one.column !== column),
      ...(header === '' ? [] : [{ column, header }]),
    ]);
  return (
    <Answered asked={asked} waiting={words.reading}>
      {() =>
        file && (
          <div className="file-reading" data-read={isRead}>
            <p>
              {say(words.readAs)}:{' '}
              <strong>
                {[file.sheet ?? file.charset, file.letters, file.delimiter && `“${shown(file.delimiter)}”`]
                  .filter(Boolean)
                  .join(' · ')}
              </strong>
              {file.tried > 0 && (
                <>
                  {' · '}
                  <strong>{writtenNumber(file.readable, language)}</strong> {say(words.ofTried)}{' '}
                  {writtenNumber(file.tried, language)} {say(words.readable)}
                  {file.rejected.map(
                    ({ reason, rows }) =>
                      ` · ${rejectReasons[reason] ? say(rejectReasons[reason]) : reason}: ${rows}`,
                  )}
                </>
              )}
            </p>
            {file.refusal && (
              <div className="problem" role="alert">
                <strong>{lacks ? say(words.columnsLacking) : file.refusal}</strong>
              </div>
            )}
            <div className="file-tables">
              <Mapping file={file} onChoose={choose} onAll={setColumns} />
              {file.first.length > 0 && <FirstRows file={file} />}
            </div>
            {isRead && (
              <p className="start-line">
                <button
                  type="button"
                  className="primary"
                  id="start-file"
                  ref={start}
                  disabled={isBusy}
                  onClick={() => onStart(columns)}
                >
                  {say(isBusy ? words.starting : words.startFile)}
                </button>
                <span className="hint">{say(words.triedText)}</span>
              </p>
            )}
          </div>
        )
      }
    </Answered>
  );
}

const shown = (delimiter: string) => (delimiter === '\t' ? 'Tab' : delimiter);

type MappingProps = {
  file: FileRead;
  onChoose: (column: string, header: string) => void;
  onAll: (columns: Column[]) => void;
};

function Mapping({ file, onChoose, onAll }: MappingProps) {
  const { say } = useSpeech();
  const suggested = file.columns.filter(({ header, suggested: name }) => header === null && name !== null);
  const button = useRef<HTMLButtonElement>(null);
  const isHelpful = suggested.length > 0 && file.refusal !== null;
  useEffect(() => {
    if (isHelpful) button.current?.focus();
  }, [isHelpful]);
  if (file.header.length === 0) return null;
  const inUse = file.columns.flatMap(({ column, header }) => (header === null ? [] : [{ column, header }]));
  return (
    <div>
      <table className="mapping">
        <caption>{say(words.columns)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(words.ours)}</th>
            <th scope="col">{say(words.theirs)}</th>
          </tr>
        </thead>
        <tbody>
          {file.columns.map(({ column, header, suggested: name }) => (
            <tr key={column}>
              <th scope="row">
                <label htmlFor={`column-${column}`}>{say(columnNames[column]!)}</label>
                {needed.includes(column) && <small> ({say(words.needed)})</small>}
              </th>
              <td>
                <select
                  id={`column-${column}`}
                  lang="vi"
                  value={header ?? ''}
                  onChange={(event) => onChoose(column, event.target.value)}
                >
                  <option value="">{say(words.none)}</option>
                  {file.header.map((one) => (
                    <option key={one} value={one}>
                      {one}
                    </option>
                  ))}
                </select>{' '}
                {header === null && name && (
                  <small>
                    {say(words.suggested)}: <span lang="vi">{name}</span>
                  </small>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {suggested.length > 0 && (
        <button
          type="button"
          id="take-suggested"
          ref={button}
          onClick={() =>
            onAll([...inUse, ...suggested.map((one) => ({ column: one.column, header: one.suggested! }))])
          }
        >
          {say(words.takeSuggested)}
        </button>
      )}
    </div>
  );
}

function FirstRows({ file }: { file: FileRead }) {
  const { say } = useSpeech();
  const heads = ['sector_no', 'personal_id', 'full_name', 'dob', 'gender', 'address'];
  return (
    <table className="first-rows">
      <caption>{say(words.tried)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(words.line)}</th>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {say(columnNames[head]!)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody lang="vi">
        {file.first.map((row) => (
          <tr key={row.line}>
            <th scope="row">{row.line}</th>
            <td className="number">{row.sectorNo}</td>
            <td className="number">{row.personalId ?? row.oldIdNumber ?? '·'}</td>
            <td>{row.fullName}</td>
            <td className="number">{row.dateOfBirth ? writtenDate(row.dateOfBirth) : '·'}</td>
            <td>{row.sex}</td>
            <td>{row.address}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
