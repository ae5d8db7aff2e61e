import { useEffect, useRef } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { masked, writtenDate } from '../shell/written.js';
import type { RosterPreview } from './roster-queries.js';
import { columnNames, words } from './roster-wording.js';
import { words as deskWords } from './wording.js';

type RosterPreviewProps = {
  /** Null where the file could not be understood for want of a column. */
  preview: RosterPreview | null;
  columns: Readonly<Record<string, string>>;
  isBusy: boolean;
  onColumns: (columns: Record<string, string>) => void;
  onAgain: () => void;
  onStart: () => void;
};

/** How a roster was understood: to agree with, or to set right. */
export function RosterPreviewView({
  preview,
  columns,
  isBusy,
  onColumns,
  onAgain,
  onStart,
}: RosterPreviewProps) {
  const { say } = useSpeech();
  // A code is counted under the hub’s own sentence for it.
  const told = new Map(
    preview?.notedRows.flatMap(({ notes }) => notes.map((note) => [note.code, note.message] as const)),
  );
  const begin = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (preview) begin.current?.focus();
  }, [preview]);
  return (
    <div className="preview" data-preview={preview ? preview.rows : 'none'}>
      {preview && (
        <div className="preview-head">
          <p>
            {say(words.understood)}: {preview.kind}{' '}
            {preview.sheet && <span lang="vi">“{preview.sheet}”</span>} ·{' '}
            <strong>
              {preview.rows} {say(words.rows)}
            </strong>
            , {preview.readable} {say(words.readable)}
          </p>
          <button type="button" className="primary" ref={begin} disabled={isBusy} onClick={onStart}>
            {say(words.start)} ({preview.readable})
          </button>
        </div>
      )}
      <div className="preview-parts">
        <section aria-labelledby="columns-title">
          <h3 id="columns-title">{say(words.columns)}</h3>
          <table>
            <thead>
              <tr>
                <th scope="col">{say(words.holds)}</th>
                <th scope="col">{say(words.inFile)}</th>
                <th scope="col">{say(words.otherName)}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(columnNames).map(([field, name]) => {
                const found = preview?.columns.find((column) => column.field === field);
                return (
                  <tr key={field}>
                    <th scope="row">{say(name)}</th>
                    <td lang="vi">{found ? `${found.letter}: ${found.header}` : '·'}</td>
                    <td>
                      <input
                        aria-label={`${say(words.otherName)}: ${say(name)}`}
                        id={`column-${field}`}
                        autoComplete="off"
                        maxLength={60}
                        value={columns[field] ?? ''}
                        onChange={(event) => onColumns({ ...columns, [field]: event.target.value })}
                        onKeyDown={(event) => {
                          if (event.key === 'Enter') onAgain();
                        }}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <button type="button" disabled={isBusy} onClick={onAgain}>
            {say(words.again)}
          </button>
        </section>
        {preview && (
          <section aria-labelledby="notes-title">
            <h3 id="notes-title">{say(words.notes)}</h3>
            {preview.notedRows.length === 0 ? (
              <p className="empty">{say(words.noNotes)}</p>
            ) : (
              <>
                <ul className="note-counts">
                  {Object.entries(preview.counts).map(([code, count]) => (
                    <li key={code} data-note={code}>
                      <strong>{count} ×</strong> {told.get(code) ?? code}
                    </li>
                  ))}
                </ul>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
                <section className="rows" tabIndex={0} aria-labelledby="notes-title">
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">{say(words.cell)}</th>
                        <th scope="col">{say(deskWords.fullName)}</th>
                        <th scope="col">{say(words.what)}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {preview.notedRows.flatMap(({ row, fullName, notes }) =>
                        notes.map((note) => (
                          <tr key={`${row} ${note.field} ${note.code}`}>
                            <td className="number">{note.cell ?? row}</td>
                            <td lang="vi">{fullName}</td>
                            <td>
                              {note.message} {note.blocks && <strong>({say(words.blocks)})</strong>}
                            </td>
                          </tr>
                        )),
                      )}
                    </tbody>
                  </table>
                </section>
              </>
            )}
            <h3>{say(words.firstRows)}</h3>
            <div className="rows">
              <table>
                <tbody>
                  {preview.firstRows.slice(0, 5).map((row) => (
                    <tr key={row.row}>
                      <td className="number">{row.row}</td>
                      <td>{row.className}</td>
                      <th scope="row" lang="vi">
                        {row.fullName}
                      </th>
                      <td className="number">{row.dateOfBirth && writtenDate(row.dateOfBirth)}</td>
                      <td className="number">{row.personalId ? masked(row.personalId) : '·'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        )}
      </div>
    </div>
  );
}
