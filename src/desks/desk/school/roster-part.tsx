import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { writtenMinute } from '../shell/written.js';
import type { PartProps } from './part.js';
import { type RosterRuns, rosterRuns } from './roster-queries.js';
import { RosterRunView } from './roster-run-view.js';
import { RosterUpload } from './roster-upload.js';
import { words } from './roster-wording.js';
import type { RosterRunner } from './use-roster-run.js';

export type RosterPartProps = PartProps & {
  runner: RosterRunner;
  /** The import that stands behind `#`; null to begin one. */
  run: string | null;
  go: (section: string, of?: string | null) => void;
};

/** A whole school from a file: understood first, then checked row by row, through pauses and reloads. */
export function RosterPart(props: RosterPartProps) {
  const { run } = props;
  return (
    <main className="section roster">
      {run === null ? (
        <>
          <RosterUpload {...props} />
          <EarlierRuns {...props} />
        </>
      ) : (
        <RosterRunView key={run} {...props} id={run} />
      )}
    </main>
  );
}

function EarlierRuns({ asking, school, runner }: RosterPartProps) {
  const { say } = useSpeech();
  const asked = useAsk<RosterRuns>(asking, rosterRuns, { code: school });
  return (
    <section className="panel" aria-labelledby="earlier-title">
      <h2 id="earlier-title">{say(words.before)}</h2>
      <Answered asked={asked} waiting={words.loadingBefore}>
        {(value) => {
          const runs = value.school?.rosterImports ?? [];
          if (runs.length === 0) return <p className="empty">{say(words.noneBefore)}</p>;
          return (
            <div className="rows">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say(words.startedAt)}</th>
                    <th scope="col">{say(words.checked)}</th>
                    <th scope="col">{say(words.state)}</th>
                  </tr>
                </thead>
                <tbody>
                  {runs.map(({ id, startedAt, checkedCount, rowCount, state }) => (
                    <tr key={id}>
                      <th scope="row" className="number">
                        <a href={`#roster/${encodeURIComponent(id)}`}>
                          {writtenMinute(startedAt)}
                          <span className="unseen"> {say(words.open)}</span>
                        </a>
                      </th>
                      <td className="number">
                        {checkedCount}/{rowCount}
                      </td>
                      <td>
                        {say(
                          state === 'FINISHED'
                            ? words.finished
                            : runner.id === id && runner.state !== 'STILL'
                              ? words.checking
                              : words.stopped,
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </Answered>
    </section>
  );
}
