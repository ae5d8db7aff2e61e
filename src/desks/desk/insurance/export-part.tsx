import { useState } from 'react';
import { askHub, type HubProblem, problemOf } from '../shell/ask-hub.js';
import { download } from '../shell/download.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { writtenNumber } from '../shell/written.js';
import type { PartProps } from './desk-parts.js';
import { filterInput } from './place.js';
import { type Run, summaryQuery } from './queries.js';
import { QueueFilter } from './queue-filter.js';
import { NoRun } from './run-part.js';
import { useExport } from './use-export.js';
import { words } from './wording.js';

/** What a run found, as files: the queue as it is filtered, and the run's own summary. */
export function ExportPart({ asking, at, goTo }: PartProps) {
  const { say, language } = useSpeech();
  const { runId, filter } = at;
  const { making, make, stop } = useExport(asking);
  const [withValues, setWithValues] = useState(false);
  const [problem, setProblem] = useState<HubProblem | null>(null);
  const [hasNoNote, setNoNote] = useState(false);
  if (runId === null) return <NoRun />;
  const isGoing = making?.state === 'GOING' || making?.state === 'WAITING';
  const summary = async (isNote: boolean) => {
    setProblem(null);
    setNoNote(false);
    try {
      const { data } = await askHub<{ reconciliationRun: Run | null }>(asking, summaryQuery, { id: runId });
      const { signedSummary: note = null, ...run } = data?.reconciliationRun ?? ({} as Run);
      if (!isNote)
        return download(`run-${runId}.json`, [`${JSON.stringify(run, null, 2)}\n`], 'application/json');
      if (note === null) return setNoNote(true);
      return download(`run-${runId}.note`, [note], 'text/plain;charset=utf-8');
    } catch (error) {
      return setProblem(problemOf(error));
    }
  };
  return (
    <main className="section export">
      <section className="panel" aria-labelledby="export-title">
        <h2 id="export-title">{say(words.exportTitle)}</h2>
        <p>{say(words.exportText)}</p>
        <QueueFilter filter={filter} onFilter={(wish) => goTo('export', { filter: wish })} />
        <label className="check">
          <input
            type="checkbox"
            id="with-values"
            checked={withValues}
            onChange={(event) => setWithValues(event.target.checked)}
          />
          {say(words.withValues)}
        </label>
        <p className="start-line">
          <button
            type="button"
            className="primary"
            id="make-csv"
            disabled={isGoing}
            onClick={() => void make(runId, filterInput(filter), withValues)}
          >
            {say(words.makeCsv)}
          </button>
          {isGoing && (
            <button type="button" id="stop-csv" onClick={stop}>
              {say(words.stopMaking)}
            </button>
          )}
          {making && (
            <span role="status" data-making={making.state}>
              <progress
                max={Math.max(1, making.total ?? 1)}
                value={making.rows}
                aria-label={say(words.making)}
              />{' '}
              {say(making.state === 'DONE' ? words.made : words.making)}{' '}
              {writtenNumber(making.rows, language)}
              {making.total !== null && ` / ${writtenNumber(making.total, language)}`}
            </span>
          )}
        </p>
        {making?.problem && (
          <Problem problem={making.problem} quiet isDealtWith={making.state === 'WAITING'} />
        )}
        <p className="start-line">
          <button type="button" id="make-summary" onClick={() => void summary(false)}>
            {say(words.makeSummary)}
          </button>
          <button type="button" id="make-note" onClick={() => void summary(true)}>
            {say(words.makeNote)}
          </button>
        </p>
        {hasNoNote && <p className="notice">{say(words.noNote)}</p>}
        {problem && <Problem problem={problem} onRetry={() => void summary(false)} />}
      </section>
    </main>
  );
}
