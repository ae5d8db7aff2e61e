import { useSpeech } from '../shell/speaking.js';
import { writtenTime } from '../shell/written.js';
import { Columns } from './columns.js';
import type { Visit, VisitEntry } from './queries.js';
import { entitlementNames, momentNames, pendingReasons, visitStates, words } from './wording.js';

/** What was recorded of a visit, in order: what another entry stands for is struck through, and why stands beside that one. */
export function VisitMoments({ visit }: { visit: Visit }) {
  const { say } = useSpeech();
  if (visit.entries.length < 2) return null;
  const result = (entry: VisitEntry) => {
    if (entry.withdraws) return visitStates.WITHDRAWN!;
    if (entry.outcome) return entitlementNames[entry.outcome];
    return pendingReasons[entry.pendingBecause ?? ''] ?? visitStates[entry.verification ?? ''];
  };
  return (
    <section className="rows" aria-label={say(words.moments)}>
      <table>
        <Columns names={[words.time, words.moment, words.result, words.because]} />
        <tbody>
          {visit.entries.map((entry) => {
            const came = result(entry);
            return (
              <tr key={entry.id} className={entry.supersededBy ? 'superseded' : undefined}>
                <td className="number">{writtenTime(entry.at)}</td>
                <td>
                  {say(momentNames[entry.moment])}
                  {entry.supersededBy && <span className="unseen"> ({say(words.replaced)})</span>}
                </td>
                <td>
                  {came ? say(came) : '·'}
                  {entry.coveredRate != null && ` · ${entry.coveredRate}%`}
                </td>
                <td lang={entry.reason ? 'vi' : undefined}>{entry.reason ?? '·'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
