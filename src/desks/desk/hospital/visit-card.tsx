import { useEffect, useRef, useState } from 'react';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { masked, writtenTime } from '../shell/written.js';
import { CorrectVisit } from './correct-visit.js';
import type { Visit } from './queries.js';
import { correctable, mayGoOn, patientOf, standingArrival } from './standing.js';
import type { Move, Recording } from './use-recording.js';
import { VisitMoments } from './visit-moments.js';
import { careNames, entitlementNames, pendingReasons, visitStates, words } from './wording.js';

type VisitCardProps = { visit: Visit; recording: Recording; onPrint: () => void; onClose: () => void };

/** A visit of the day, opened again: what was recorded, nothing asked anew; and what may follow. */
export function VisitCard({ visit, recording, onPrint, onClose }: VisitCardProps) {
  const { say } = useSpeech();
  const { remembered, entry, isRunning, goOn } = recording;
  const [isCorrecting, setCorrecting] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  // What was pressed goes away with what it did: the card is where the reader is.
  const toTitle = () => title.current?.focus();
  useEffect(toTitle, []);
  const move = (next: Move) => {
    setCorrecting(false);
    toTitle();
    goOn(visit, next);
  };
  const arrival = standingArrival(visit);
  const outcome = arrival?.outcome ? entitlementNames[arrival.outcome] : null;
  const reason = pendingReasons[arrival?.pendingBecause ?? ''];
  const name = patientOf(visit, remembered)?.fullName;
  const isOver = visit.state === 'WITHDRAWN' || !arrival;
  return (
    <section className="panel visit-card" aria-labelledby="visit-title" data-visit-is={visit.state}>
      <header className="panel-head">
        <h2 id="visit-title" tabIndex={-1} ref={title}>
          {writtenTime(visit.openedAt)} · {say(careNames[visit.care] ?? { vi: visit.care, en: visit.care })}
        </h2>
        <p className={`state state-${visit.state.toLowerCase()}`}>
          {say(visitStates[visit.state] ?? { vi: visit.state, en: visit.state })}
          {visit.endedAt && ` ${writtenTime(visit.endedAt)}`}
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
      <VisitMoments visit={visit} />
      <p role="status" className="visit-state" data-visit-move={entry?.state ?? ''}>
        {entry?.state === 'SENDING' && say(words.recordingMove)}
        {entry?.state === 'WAITING' && <strong>{say(words.unsent)}</strong>}
        {entry?.state === 'SENT' && <strong>✓ {say(words.recordedMove)}</strong>}
      </p>
      {entry?.state === 'REFUSED' && entry.problem && <Problem problem={entry.problem} />}
      {isCorrecting ? (
        <CorrectVisit
          visit={visit}
          onCorrect={move}
          onCancel={() => {
            setCorrecting(false);
            toTitle();
          }}
        />
      ) : (
        <div className="row-end">
          {mayGoOn(visit) && (
            <>
              <button
                type="button"
                className="primary"
                disabled={isRunning}
                onClick={() => move({ moment: 'DISCHARGE' })}
              >
                {say(words.discharge)} <kbd>F8</kbd>
              </button>
              <button type="button" disabled={isRunning} onClick={() => move({ moment: 'DURING' })}>
                {say(words.lookAgain)}
              </button>
            </>
          )}
          {!isOver && (correctable(visit).length > 0 || visit.state !== 'ENDED') && (
            <button type="button" disabled={isRunning} onClick={() => setCorrecting(true)}>
              {say(words.correct)}…
            </button>
          )}
          <button type="button" onClick={onPrint}>
            {say(words.print)} <kbd>Ctrl P</kbd>
          </button>
          <button type="button" onClick={onClose}>
            {say(words.clear)} <kbd>Esc</kbd>
          </button>
        </div>
      )}
    </section>
  );
}
