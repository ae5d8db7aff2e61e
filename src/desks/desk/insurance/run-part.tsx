import { useEffect, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { writtenMinute, writtenNumber, writtenSeconds } from '../shell/written.js';
import { Bars } from './bars.js';
import { Confirm } from './confirm.js';
import type { PartProps } from './desk-parts.js';
import { mutations, type Run, runQuery } from './queries.js';
import { outcomes, runStates, sourceKinds, stages } from './terms.js';
import { useSent } from './use-sent.js';
import { words } from './wording.js';

const over = ['CANCELLED', 'FAILED', 'FINISHED'];

/** How far a run is, and what it has found so far; what can be asked of it. */
export function RunPart({ asking, outbox, at, goTo }: PartProps) {
  const { say } = useSpeech();
  const [isOver, setOver] = useState(false);
  const asked = useAsk<{ reconciliationRun: Run | null }>(
    asking,
    at.runId === null ? null : runQuery,
    { id: at.runId },
    isOver ? null : 1_000,
  );
  const run = asked.value?.reconciliationRun ?? null;
  useEffect(() => setOver(run !== null && over.includes(run.state)), [run]);
  useSent(outbox.entries, ({ who }) => {
    if (who.what === 'setState') asked.refresh();
  });
  if (at.runId === null) return <NoRun />;
  const asks = outbox.entries.filter(({ who }) => who.what === 'setState' && who.of === at.runId);
  const refused = asks.at(-1)?.state === 'REFUSED' ? asks.at(-1)! : null;
  const set = (action: 'PAUSE' | 'RESUME' | 'CANCEL') =>
    outbox.add(
      mutations.setState,
      { runId: at.runId, action },
      { what: 'setState', of: at.runId!, act: action },
    );
  return (
    <main className="section run">
      <Answered asked={asked} waiting={words.loadingRun}>
        {() =>
          run === null ? (
            <p className="empty">{say(words.noRun)}</p>
          ) : (
            <>
              <RunHead
                run={run}
                onSet={set}
                isBusy={asks.some(({ state }) => state !== 'SENT' && state !== 'REFUSED')}
              />
              {refused?.problem && <Problem problem={refused.problem} />}
              <div className="run-body">
                <Stages run={run} />
                <Outcomes run={run} />
              </div>
              {run.state === 'FINISHED' && <Onward goTo={goTo} />}
            </>
          )
        }
      </Answered>
    </main>
  );
}

export function NoRun() {
  const { say } = useSpeech();
  return (
    <main className="section">
      <p className="empty">{say(words.noRun)}</p>
    </main>
  );
}

/** The next step has the focus as soon as there is one. */
function Onward({ goTo }: Pick<PartProps, 'goTo'>) {
  const { say } = useSpeech();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <p className="start-line">
      <button type="button" className="primary" id="to-queue" ref={button} onClick={() => goTo('queue', {})}>
        {say(words.seeQueue)} <kbd>Enter</kbd>
      </button>
      <button type="button" onClick={() => goTo('causes', {})}>
        {say(words.seeCauses)}
      </button>
    </p>
  );
}

type RunHeadProps = { run: Run; isBusy: boolean; onSet: (action: 'PAUSE' | 'RESUME' | 'CANCEL') => void };

function RunHead({ run, isBusy, onSet }: RunHeadProps) {
  const { say, language } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const { state, source, rowsPerSecond, secondsLeft, seconds, done } = run;
  const stands = state === 'PAUSED' || state === 'WAITING';
  const canStop = ['WAITING', 'RUNNING', 'PAUSED', 'PAUSING'].includes(state);
  return (
    <section className="panel run-head" aria-labelledby="run-title" data-run-state={state}>
      <div className="panel-head">
        <h2 id="run-title">
          {say(words.run)} {run.id}{' '}
          <span className={`chip chip-run-${state.toLowerCase()}`}>{say(runStates[state]!)}</span>
        </h2>
        {(state === 'RUNNING' || state === 'WAITING') && (
          <button type="button" id="pause-run" disabled={isBusy} onClick={() => onSet('PAUSE')}>
            {say(words.pause)}
          </button>
        )}
        {state === 'PAUSED' && (
          <button
            type="button"
            id="resume-run"
            className="primary"
            disabled={isBusy}
            onClick={() => onSet('RESUME')}
          >
            {say(words.resume)}
          </button>
        )}
        {canStop && (
          <button type="button" id="cancel-run" disabled={isBusy} onClick={() => setAsking(true)}>
            {say(words.cancelRun)}
          </button>
        )}
      </div>
      <p>
        {say(sourceKinds[source.kind]!)}
        {source.kind !== 'VIEW' && (
          <>
            {' '}
            <b lang="vi">{source.name}</b>
          </>
        )}{' '}
        · {say(words.began)} {writtenMinute(run.startedAt)}
        {run.registryAt && ` · ${say(words.registryAt)} ${writtenMinute(run.registryAt)}`}
        {run.rowsRejected > 0 && ` · ${writtenNumber(run.rowsRejected, language)} ${say(words.setAside)}`}
      </p>
      <p role="status" className="pace">
        {stands && done > 0 && `${say(words.goesOnFrom)} ${writtenNumber(done, language)}. `}
        {rowsPerSecond !== null && `${writtenNumber(rowsPerSecond, language)} ${say(words.rowsPerSecond)} · `}
        {secondsLeft !== null &&
          `${say(words.timeLeft)} ${writtenSeconds(secondsLeft, language)} ${say(words.left)} · `}
        {say(words.worked)} {writtenSeconds(seconds, language)}
      </p>
      {run.refusal && (
        <div className="problem" role="alert">
          <strong>{run.refusal}</strong>
        </div>
      )}
      <Confirm
        title={words.cancelSure}
        text={words.cancelText}
        yes={words.cancelYes}
        no={words.cancelNo}
        isOpen={isAsking}
        onYes={() => onSet('CANCEL')}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}

const order = ['LOADING', 'SEARCHING', 'GROUPING', 'DONE'] as const;

function Stages({ run }: { run: Run }) {
  const { say, language } = useSpeech();
  const now = order.indexOf(run.stage);
  return (
    <section className="panel" aria-label={say(words.state)}>
      {order.slice(0, 3).map((stage, at) => {
        const total = at === now ? run.total : null;
        const isBegun = at === now && run.state !== 'WAITING';
        return (
          <div className="stage" key={stage} data-stage={stage}>
            <span id={`stage-${stage}`}>
              {at + 1}. {say(stages[stage]!)}
            </span>
            {at < now ? (
              <progress max={1} value={1} aria-labelledby={`stage-${stage}`} />
            ) : isBegun && total === null ? (
              <progress aria-labelledby={`stage-${stage}`} />
            ) : (
              <progress
                max={Math.max(1, total ?? 1)}
                value={isBegun ? run.done : 0}
                aria-labelledby={`stage-${stage}`}
              />
            )}
            <span className="number">
              {at < now
                ? '✓'
                : isBegun &&
                  `${writtenNumber(run.done, language)}${total === null ? '' : ` / ${writtenNumber(total, language)}`}`}
            </span>
          </div>
        );
      })}
    </section>
  );
}

function Outcomes({ run }: { run: Run }) {
  const { say } = useSpeech();
  return (
    <section className="panel">
      <Bars
        caption={words.outcomes}
        of={words.outcome}
        counted={words.count}
        bars={run.outcomes.map(({ outcome, records }) => ({
          ...{ key: outcome, name: say(outcomes[outcome]!), count: records },
        }))}
      />
    </section>
  );
}
