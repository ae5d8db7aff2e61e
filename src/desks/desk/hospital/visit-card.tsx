import { useSpeech } from '../shell/speaking.js';
import { masked, writtenTime } from '../shell/written.js';
import type { Patient, Visit } from './queries.js';
import { standingArrival } from './standing.js';
import { careNames, entitlementNames, pendingReasons, visitStates, words } from './wording.js';

type VisitCardProps = { visit: Visit; who: Patient | null; onPrint: () => void; onClose: () => void };

/** A visit of the day, opened again: what was recorded, nothing asked anew. */
export function VisitCard({ visit, who, onPrint, onClose }: VisitCardProps) {
  const { say, language } = useSpeech();
  const arrival = standingArrival(visit);
  const outcome = arrival?.outcome ? entitlementNames[arrival.outcome] : null;
  const reason = pendingReasons[arrival?.pendingBecause ?? ''];
  const name = visit.resident?.fullName ?? who?.fullName;
  return (
    <section className="panel visit-card" aria-labelledby="visit-title">
      <header className="panel-head">
        <h2 id="visit-title">
          {writtenTime(visit.openedAt, language)} ·{' '}
          {say(careNames[visit.care] ?? { vi: visit.care, en: visit.care })}
        </h2>
        <p className={`state state-${visit.state.toLowerCase()}`}>
          {say(visitStates[visit.state] ?? { vi: visit.state, en: visit.state })}
        </p>
      </header>
      {name && (
        <p className="person-name" lang="vi">
          {name}
        </p>
      )}
      <dl className="facts">
        {arrival?.cardNumber && (
          <div>
            <dt>{say(words.cardNumber)}</dt>
            <dd className="number">{masked(arrival.cardNumber)}</dd>
          </div>
        )}
        {outcome && (
          <div>
            <dt>{say(words.insurance)}</dt>
            <dd>
              {say(outcome)}
              {arrival?.coveredRate != null && ` · ${say(words.covered)} ${arrival.coveredRate}%`}
            </dd>
          </div>
        )}
        {reason && visit.state === 'PENDING_VERIFICATION' && (
          <div>
            <dt>{say(words.because)}</dt>
            <dd>{say(reason)}</dd>
          </div>
        )}
        <div className="wide">
          <dt>{say(words.slipVisit)}</dt>
          <dd className="number">{visit.id}</dd>
        </div>
      </dl>
      {arrival?.explanation && <p className="explanation">{arrival.explanation}</p>}
      <div className="row-end">
        <button type="button" className="primary" onClick={onPrint}>
          {say(words.print)} <kbd>Ctrl P</kbd>
        </button>
        <button type="button" onClick={onClose}>
          {say(words.clear)} <kbd>Esc</kbd>
        </button>
      </div>
    </section>
  );
}
