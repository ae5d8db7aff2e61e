import { type RefObject, useEffect, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { writtenMinute, writtenNumber } from '../shell/written.js';
import type { PartProps } from './desk-parts.js';
import { FilePanel } from './file-panel.js';
import { noFilter } from './place.js';
import { type Counts, mutations, type Run, type RunList, runsQuery, statesQuery } from './queries.js';
import { runStates, sourceKinds } from './terms.js';
import type { useUpload } from './use-upload.js';
import { words } from './wording.js';

type RunsPartProps = PartProps & { uploading: ReturnType<typeof useUpload> };

/** The runs of the agency, and how a new one begins: over its own records, or over a file. */
export function RunsPart({ asking, outbox, goTo, uploading }: RunsPartProps) {
  const { say } = useSpeech();
  const asked = useAsk<RunList>(asking, runsQuery, {}, 5_000);
  const first = useRef<HTMLButtonElement>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const hasAnswer = asked.value !== null;
  // Most who come here go on with the newest run, where there is one.
  const newest = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (hasAnswer) (newest.current ?? first.current)?.focus();
  }, [hasAnswer]);
  const starts = outbox.entries.filter(({ who }) => who.what === 'start');
  const starting = starts.find(({ state }) => state === 'SENDING' || state === 'WAITING');
  const refused = starts.at(-1)?.state === 'REFUSED' ? starts.at(-1)! : null;
  const start = (sector: string, file: object = {}) =>
    outbox.add(mutations.start, { sector, ...file }, { what: 'start', of: sector });
  return (
    <main className="section runs">
      <Answered asked={asked} waiting={words.loadingRuns}>
        {({ reconciledSectors: sectors, reconciliationRuns }) => {
          const sector = sectors.find(({ name }) => name === wanted)?.name ?? sectors[0]?.name;
          const runs = reconciliationRuns?.nodes ?? [];
          const newestRun = runs.find(({ state }) => state !== 'CANCELLED' && state !== 'FAILED');
          return (
            <>
              {newestRun && <Newest run={newestRun} asking={asking} goTo={goTo} buttonRef={newest} />}
              <section className="panel" aria-labelledby="new-title">
                <h2 id="new-title">{say(words.newRun)}</h2>
                {sector ? (
                  <>
                    {runs.length === 0 && <p className="notice">{say(words.noRuns)}</p>}
                    <p className="start-line">
                      <select
                        id="sector"
                        aria-label={say(words.whose)}
                        value={sector}
                        onChange={(event) => setWanted(event.target.value)}
                      >
                        {sectors.map(({ name, records }) => (
                          <option key={name} value={name}>
                            {records}
                          </option>
                        ))}
                      </select>
                      <button
                        type="button"
                        className={newestRun ? '' : 'primary'}
                        id="start-view"
                        ref={first}
                        disabled={starting !== undefined}
                        onClick={() => start(sector)}
                      >
                        {say(starting ? words.starting : words.fromView)} {!newestRun && <kbd>Enter</kbd>}
                      </button>
                      <span className="hint">{say(words.fromViewText)}</span>
                    </p>
                    {refused?.problem && <Problem problem={refused.problem} />}
                    <FilePanel
                      asking={asking}
                      uploading={uploading}
                      isBusy={starting !== undefined}
                      onStart={(file) => start(sector, file)}
                    />
                  </>
                ) : (
                  <p className="notice">{say(words.noSector)}</p>
                )}
              </section>
              <RunTable runs={runs} onOpen={(run) => goTo('run', { runId: run.id, finding: null })} />
            </>
          );
        }}
      </Answered>
      <p className="hint">{say(words.purposeHere)}</p>
    </main>
  );
}

type NewestProps = Pick<PartProps, 'asking' | 'goTo'> & {
  run: Run;
  buttonRef: RefObject<HTMLButtonElement | null>;
};

/** The newest run, and how much of it waits for a second officer. */
function Newest({ run, asking, goTo, buttonRef }: NewestProps) {
  const { say, language } = useSpeech();
  const isOver = run.state === 'FINISHED';
  const counted = useAsk<Pick<Counts, 'byState'>>(
    ...([asking, isOver ? statesQuery : null, { runId: run.id }, 10_000] as const),
  );
  const waiting = counted.value?.byState?.find(({ key }) => key === 'PROPOSED')?.findings ?? 0;
  const at = { runId: run.id, finding: null };
  return (
    <section className="panel" aria-labelledby="newest-title">
      <h2 id="newest-title">
        {say(words.newestRun)}: {say(words.run).toLowerCase()} {run.id},{' '}
        {say(runStates[run.state]!).toLowerCase()}
      </h2>
      <p className="start-line">
        <button
          type="button"
          className="primary"
          id="newest-run"
          ref={buttonRef}
          onClick={() => (isOver ? goTo('queue', { ...at, filter: noFilter }) : goTo('run', at))}
        >
          {say(isOver ? words.seeQueue : words.seeRun)} <kbd>Enter</kbd>
        </button>
        {waiting > 0 && (
          <button
            type="button"
            data-waiting={waiting}
            onClick={() => goTo('queue', { ...at, filter: { ...noFilter, state: 'PROPOSED' } })}
          >
            {writtenNumber(waiting, language)} {say(words.waitForSecond)}
          </button>
        )}
      </p>
    </section>
  );
}

function RunTable({ runs, onOpen }: { runs: readonly Run[]; onOpen: (run: Run) => void }) {
  const { say, language } = useSpeech();
  if (runs.length === 0) return null;
  return (
    <section className="panel list" aria-labelledby="runs-title">
      <h2 id="runs-title">{say(words.runsTitle)}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="rows" tabIndex={0} aria-label={say(words.runsTitle)}>
        <table>
          <thead>
            <tr>
              {[words.run, words.began, words.source, words.state, words.rows, words.asked].map((head) => (
                <th scope="col" key={head.en}>
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id} data-run={run.id}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => onOpen(run)}>
                    {say(words.run)} {run.id}
                  </button>
                </th>
                <td className="number">{writtenMinute(run.startedAt)}</td>
                <td>
                  {run.source.kind === 'UPLOAD' ? (
                    <span lang="vi">{run.source.name}</span>
                  ) : (
                    say(sourceKinds[run.source.kind]!)
                  )}
                </td>
                <td>{say(runStates[run.state]!)}</td>
                <td className="number">{writtenNumber(run.rowsRead, language)}</td>
                <td lang="vi">{run.officer ?? say(words.night)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
