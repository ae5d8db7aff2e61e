import { useEffect } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { Desk } from '../shell/use-desk.js';
import { writtenLately, writtenSpan } from '../shell/written.js';
import {
  type Dependency,
  type OperationNow,
  operationNow,
  type Queue,
  startSource,
  stopSource,
} from './queries.js';
import { SourceRow } from './source-row.js';
import type { Acts } from './use-acts.js';
import { type ReadyLine, useReadiness } from './use-readiness.js';
import { queueWords, words } from './wording.js';

const everyMs = 4_000;

type SourcesPartProps = { desk: Desk; acts: Acts; onAsked: (refresh: () => void) => void };

/** Whether everything the hub stands on answers, what to do where something does not, and what waits meanwhile. */
export function SourcesPart({ desk, acts, onAsked }: SourcesPartProps) {
  const { say } = useSpeech();
  // NOTE: also when nobody is at the keys: there is nobody's data here, and a screen on a wall shows it.
  const asked = useAsk<OperationNow>(desk.asking, operationNow, {}, everyMs);
  const { refresh } = asked;
  useEffect(() => onAsked(refresh), [onAsked, refresh]);
  const lines = useReadiness(asked.problem !== null);
  const operation = asked.value?.operation;
  return (
    <>
      <p className="hint part-hint">
        {say(words.refreshes)}
        {asked.at && ` ${say(words.lastAt)} ${writtenLately(asked.at)}.`}
        {operation &&
          ` ${say(words.version)} ${operation.version}, ${say(words.runsSince)} ${writtenLately(operation.startedAt)}.`}
      </p>
      {asked.problem && asked.value && (
        <p className="summary is-bad" role="alert" data-hub="gone">
          {say(words.hubSilent)}
        </p>
      )}
      {lines && <DownLines lines={lines} known={operation?.dependencies ?? []} />}
      <Answered asked={asked} waiting={words.askingSources}>
        {({ operation: found }) =>
          found && (
            <>
              {!asked.problem && <Summary dependencies={found.dependencies} />}
              <SourcesTable dependencies={found.dependencies} acts={acts} isOld={asked.problem !== null} />
              {found.dependencies.some(({ canBeStopped }) => canBeStopped) && (
                <p className="notice">{say(words.tryIt)}</p>
              )}
              {found.queues && <Queues queues={found.queues} />}
            </>
          )
        }
      </Answered>
    </>
  );
}

/** One sentence that a screen reader hears whenever it changes. */
function Summary({ dependencies }: { dependencies: Dependency[] }) {
  const { say } = useSpeech();
  const down = dependencies.filter(({ state }) => state === 'DOWN');
  return (
    <p
      className={down.length > 0 ? 'summary is-bad' : 'summary is-good'}
      role="status"
      data-down={down.length}
    >
      {down.length > 0
        ? `${say(words.someDown)} ${down.map(({ title }) => title).join(', ')}`
        : say(words.allUp(dependencies.length))}
    </p>
  );
}

type SourcesTableProps = { dependencies: Dependency[]; acts: Acts; isOld: boolean };

/** @param isOld it is as of the last answer, not as of now */
function SourcesTable({ dependencies, acts, isOld }: SourcesTableProps) {
  const { say } = useSpeech();
  const propose = ({ name, title, isStopped }: Dependency) =>
    acts.propose({
      document: isStopped ? startSource : stopSource,
      input: { source: name },
      does: isStopped ? words.start(title) : words.stop(title),
      means: isStopped ? words.startMeans : words.stopMeans,
      verb: isStopped ? words.startVerb : words.stopVerb,
    });
  return (
    <div className="rows panel">
      <table className="sources">
        <thead>
          <tr>
            <th scope="col">{say(words.source)}</th>
            <th scope="col">{say(words.state)}</th>
            <th scope="col">{say(words.since)}</th>
            <th scope="col">{say(words.latency)}</th>
            <th scope="col">{say(words.toDo)}</th>
            <th scope="col">
              <span className="unseen">{say(words.act)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {dependencies.map((one) => (
            <SourceRow key={one.name} dependency={one} isOld={isOld} onToggle={() => propose(one)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Queues({ queues }: { queues: Queue[] }) {
  const { say, language } = useSpeech();
  return (
    <section aria-labelledby="queues-title">
      <h3 id="queues-title">{say(words.queues)}</h3>
      <dl className="queues">
        {queues.map(({ name, waiting, oldestSeconds }) => (
          <div key={name} className="panel" data-queue={name}>
            <dt>{say(queueWords[name].name)}</dt>
            <dd>
              {waiting === null
                ? oldestSeconds === null
                  ? say(words.notHere)
                  : writtenSpan(oldestSeconds, language)
                : waiting}
              {waiting !== null && waiting > 0 && oldestSeconds !== null && (
                <small>
                  {' '}
                  {say(words.oldest)} {writtenSpan(oldestSeconds, language)}
                </small>
              )}
            </dd>
            <dd className="hint">{say(queueWords[name].means)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type DownLinesProps = { lines: readonly ReadyLine[]; known: readonly Dependency[] };

/** What the hub's health page still says when nothing else can be asked. */
function DownLines({ lines, known }: DownLinesProps) {
  const { say } = useSpeech();
  const down = lines.filter(({ up }) => !up);
  if (down.length === 0) return null;
  const titleOf = (name: string) => known.find((one) => one.name === name)?.title ?? name;
  return (
    <p className="notice" role="status">
      {say(words.healthSays)} <b>{down.map(({ name }) => titleOf(name)).join(', ')}</b>. {say(words.hubDown)}
    </p>
  );
}
