import { useEffect, useRef, useState } from 'react';
import { type HubProblem, problemOf } from '../shell/ask-hub.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import type { RosterPartProps } from './roster-part.js';
import { RosterPreviewView } from './roster-preview-view.js';
import type { RosterPreview } from './roster-queries.js';
import { columnNames, words } from './roster-wording.js';
import { previewRoster, RosterRefusal, startRoster } from './send-roster.js';
import { words as deskWords } from './wording.js';

/** Choose a file, see how it was understood, set columns right, start. The file stays in this page until then. */
export function RosterUpload({ asking, school, choice, runner, go }: RosterPartProps) {
  const { say } = useSpeech();
  const [year, setYear] = useState(choice.year);
  const [enrols, setEnrols] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [sheet, setSheet] = useState('');
  const [columns, setColumns] = useState<Record<string, string>>({});
  const [preview, setPreview] = useState<RosterPreview | null>(null);
  const [under, setUnder] = useState<'READING' | 'STARTING' | null>(null);
  const [problem, setProblem] = useState<HubProblem | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(0);
  useEffect(() => input.current?.focus(), []);

  const sending = { school, year, enrols, columns, sheet };
  async function read(chosen: File | null, over: Partial<typeof sending> = {}) {
    if (!chosen) return;
    latest.current += 1;
    const own = latest.current;
    setUnder('READING');
    setProblem(null);
    try {
      const understood = await previewRoster(asking, chosen, { ...sending, ...over });
      if (own !== latest.current) return;
      setPreview(understood);
      setMissing([]);
    } catch (error) {
      if (own !== latest.current) return;
      setPreview(null);
      setProblem(problemOf(error));
      setMissing(error instanceof RosterRefusal ? error.missing : []);
    }
    setUnder(null);
  }

  async function start() {
    if (!file || !preview) return;
    setUnder('STARTING');
    setProblem(null);
    try {
      const { id } = await startRoster(asking, file, sending);
      runner.start(id, 0);
      go('roster', id);
    } catch (error) {
      setProblem(problemOf(error));
      setUnder(null);
    }
  }

  return (
    <section className="panel upload" aria-labelledby="upload-title">
      <h2 id="upload-title">{say(words.title)}</h2>
      <p className="hint">{say(words.explain)}</p>
      <div className="tools">
        <label>
          {say(words.file)}
          <input
            id="roster-file"
            type="file"
            ref={input}
            accept=".xlsx,.csv,.txt"
            onChange={(event) => {
              const chosen = event.target.files?.[0] ?? null;
              setFile(chosen);
              setPreview(null);
              setColumns({});
              void read(chosen, { columns: {} });
            }}
          />
        </label>
        <label>
          {say(deskWords.year)}
          <select
            value={year}
            onChange={(event) => {
              setYear(event.target.value);
              void read(file, { year: event.target.value });
            }}
          >
            {choice.years.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label>
          {say(words.sheet)}
          <input
            value={sheet}
            autoComplete="off"
            maxLength={100}
            onChange={(event) => setSheet(event.target.value)}
            onBlur={() => {
              if (preview && sheet !== '' && sheet !== preview.sheet) void read(file);
            }}
          />
        </label>
        <label className="check">
          <input type="checkbox" checked={enrols} onChange={(event) => setEnrols(event.target.checked)} />
          {say(words.enrols)}
        </label>
      </div>
      <p role="status" className="empty">
        {under && say(under === 'READING' ? words.reading : words.starting)}
      </p>
      {problem && <Problem problem={problem} onRetry={() => void (preview ? start() : read(file))} />}
      {missing.length > 0 && (
        <p className="wrong">
          {say(words.missing)}:{' '}
          {missing.map((field) => say(columnNames[field] ?? columnNames.fullName!)).join(', ')}
        </p>
      )}
      {(preview || missing.length > 0) && (
        <RosterPreviewView
          preview={preview}
          columns={columns}
          isBusy={under !== null}
          onColumns={setColumns}
          onAgain={() => void read(file)}
          onStart={() => void start()}
        />
      )}
    </section>
  );
}
