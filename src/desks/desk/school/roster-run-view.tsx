import { useEffect, useRef } from 'react';
import { Answered } from '../shell/answered.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { useElapsed } from '../shell/use-elapsed.js';
import { problemWords } from '../shell/wording.js';
import { writtenMinute, writtenNumber } from '../shell/written.js';
import type { RosterPartProps } from './roster-part.js';
import { type RosterRun, rosterRun } from './roster-queries.js';
import { RosterRowsView } from './roster-rows-view.js';
import { outcomeNames, registerNames, words } from './roster-wording.js';

/** One import: how far it is, what came of it so far, and the rows to look at. */
export function RosterRunView(props: RosterPartProps & { id: string }) {
  const { asking, id, runner, go } = props;
  const { say } = useSpeech();
  const asked = useAsk<{ rosterImport: RosterRun | null }>(asking, rosterRun, { id });
  const isOwn = runner.id === id;
  const run = (isOwn ? runner.run : null) ?? asked.value?.rosterImport ?? null;
  return (
    <section className="panel run" aria-labelledby="run-title">
      <header className="panel-head">
        <h2 id="run-title">
          {say(words.run)}{' '}
          {run && (
            <small>
              {writtenMinute(run.startedAt)} · {run.schoolYear}
            </small>
          )}
        </h2>
        <button type="button" className="quiet" onClick={() => go('roster')}>
          {say(words.newOne)}
        </button>
      </header>
      {run ? (
        <>
          <RunProgress {...{ id, run, runner }} />
          <RunCounts run={run} />
          {run.forgottenAt ? (
            <p className="notice">{say(words.forgotten)}</p>
          ) : (
            <RosterRowsView asking={asking} id={id} isFinished={run.state === 'FINISHED'} />
          )}
        </>
      ) : (
        <Answered asked={asked} waiting={words.loadingRun}>
          {() => <p className="notice">{say(words.noRun)}</p>}
        </Answered>
      )}
    </section>
  );
}

function RunProgress({ id, run, runner }: Pick<RosterPartProps, 'runner'> & { id: string; run: RosterRun }) {
  const { say } = useSpeech();
  const { checkedCount, rowCount } = run;
  const isOwn = runner.id === id;
  const state = isOwn ? runner.state : 'STILL';
  const isFinished = run.state === 'FINISHED';
  useElapsed(isOwn ? runner.until : null);
  const left = isOwn && runner.until ? Math.max(0, Math.ceil((runner.until - Date.now()) / 1_000)) : 0;
  const why = isOwn ? runner.problem : null;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const isOtherRunning = !isOwn && runner.id !== null && runner.state !== 'STILL';
  const told = why ? problemWords[why.code]?.what : null;
  return (
    <div className="run-progress" data-run={isFinished ? 'FINISHED' : state} data-checked={checkedCount}>
      <progress value={checkedCount} max={rowCount} aria-label={say(words.checked)} />
      <p role="status">
        <strong className="number">
          {say(words.checked)} {writtenNumber(checkedCount, 'vi')} {say(words.of)}{' '}
          {writtenNumber(rowCount, 'vi')}
        </strong>
        {' · '}
        {isFinished
          ? `✓ ${say(words.finished)}`
          : state === 'QUOTA'
            ? `${say(words.quota)}…`
            : state === 'HELD_UP'
              ? `${say(words.heldUp)}… ${told ? say(told) : ''}`
              : say(state === 'CHECKING' ? words.checking : words.stopped)}
      </p>
      {left > 0 && !isFinished && state !== 'CHECKING' && <p className="waited">{left} s</p>}
      {!isFinished &&
        (state === 'STILL' ? (
          <button
            type="button"
            className="primary"
            ref={button}
            disabled={isOtherRunning}
            onClick={() => runner.start(id, checkedCount)}
          >
            {say(words.resume)} {checkedCount + 1}
          </button>
        ) : (
          <button type="button" ref={button} onClick={runner.pause}>
            {say(words.pause)}
          </button>
        ))}
      {isOtherRunning && !isFinished && <p className="hint">{say(words.isElsewhere)}</p>}
      {why && state === 'STILL' && <Problem problem={why} quiet />}
    </div>
  );
}

function RunCounts({ run }: { run: RosterRun }) {
  const { say } = useSpeech();
  if (run.counts.length === 0) return null;
  return (
    <ul className="note-counts" aria-label={say(words.result)}>
      {run.counts.map(({ outcome, register, count }) => (
        <li key={`${outcome} ${register}`} data-outcome={outcome} data-register={register ?? ''}>
          <strong>{count}</strong> {say(outcomeNames[outcome]!)}
          {register && `, ${say(registerNames[register]!)}`}
        </li>
      ))}
    </ul>
  );
}
