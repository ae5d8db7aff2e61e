import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { Waiting } from '../shell/waiting.js';
import { writtenDate } from '../shell/written.js';
import type { Card, Entitlement } from './queries.js';
import { tagOf } from './tag.js';
import type { Look } from './use-look.js';
import { entitlementNames, routeNames, tagNames, words } from './wording.js';

type CoveragePanelProps = {
  look: Look;
  facility: string;
  isRecorded: boolean;
  /** What is not known here is known of the visit by now, and said above. */
  isMadeUp: boolean;
  onStop: () => void;
  onRetry: () => void;
};

/** Whether insurance pays here, to be seen from across the counter; then why. */
export function CoveragePanel({ look, facility, isRecorded, isMadeUp, onStop, onRetry }: CoveragePanelProps) {
  const { say } = useSpeech();
  const { phase, identity, problem } = look;
  const isMatched = identity?.outcome === 'MATCHED';
  const isWaiting = phase === 'WAITING';
  const tag = tagOf(look);
  const card = identity?.resident?.coverage ?? null;
  const entitlement = identity?.resident?.eligibility ?? null;
  return (
    <section className="panel coverage" aria-labelledby="coverage-title">
      <header className="panel-head">
        <h2 id="coverage-title">{say(words.insurance)}</h2>
      </header>
      {isWaiting ? (
        <Waiting
          what={words.waitingInsurance}
          since={look.since}
          onStop={onStop}
          canGoOn={identity !== null}
        />
      ) : isMadeUp && tag === 'UNKNOWN' ? (
        <p className="act">{say(words.lookForMore)}</p>
      ) : (
        <>
          {identity?.resident?.status === 'DECEASED' && <p className="warn">{say(words.holderDeceased)}</p>}
          <p className={`tag tag-${tag.toLowerCase()}`} role="status" data-tag={tag}>
            {say(tagNames[tag]!)}
          </p>
          {tag === 'UNKNOWN' && isMatched && problem && (
            <Problem problem={problem} onRetry={onRetry} isDealtWith={isRecorded} quiet />
          )}
          {tag === 'UNKNOWN' && isMatched && !problem && <p className="act">{say(words.unknownInsurance)}</p>}
          {tag === 'UNKNOWN' && !isMatched && identity && (
            <p className="act">{say(words.unknownBecauseOfIdentity)}</p>
          )}
          {tag === 'NONE' && !entitlement && <p className="act">{say(words.noCard)}</p>}
          {entitlement && <EntitlementLines entitlement={entitlement} />}
          {card && <CardLines card={card} entitlement={entitlement} facility={facility} />}
          {entitlement && entitlement.legalBasis.length > 0 && (
            <details className="basis">
              <summary>{say(words.legalBasis)}</summary>
              <p lang="vi">{entitlement.legalBasis.join('; ')}</p>
            </details>
          )}
        </>
      )}
    </section>
  );
}

function EntitlementLines({ entitlement }: { entitlement: Entitlement }) {
  const { say } = useSpeech();
  return (
    <>
      <p className="entitled">
        <strong>{say(entitlementNames[entitlement.outcome]!)}</strong>
      </p>
      <p className="explanation" lang={document.documentElement.lang}>
        {entitlement.explanation}
      </p>
    </>
  );
}

type CardLinesProps = { card: Card; entitlement: Entitlement | null; facility: string };

function CardLines({ card, entitlement, facility }: CardLinesProps) {
  const { say } = useSpeech();
  const { startOn, endOn } = card.period;
  const rate = entitlement?.coveredRate ?? null;
  return (
    <dl className="facts">
      <div>
        <dt>{say(words.cardNumber)}</dt>
        <dd className="number">{card.cardNumber}</dd>
      </div>
      <div>
        <dt>{say(words.validity)}</dt>
        <dd className="number">
          {writtenDate(startOn)} – {endOn ? writtenDate(endOn) : say(words.unlimited)}
        </dd>
      </div>
      <div>
        <dt>{say(words.level)}</dt>
        <dd>
          <strong>{entitlement?.level ?? card.benefitLevel}</strong>
          {rate !== null && (
            <>
              {' · '}
              {say(words.covered)} <strong>{rate}%</strong>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{say(words.facility)}</dt>
        <dd className="number">
          {card.initialFacility ?? '·'}
          {card.initialFacility === facility && <small> ({say(words.thisFacility)})</small>}
        </dd>
      </div>
      {entitlement?.route && (
        <div>
          <dt>{say(words.route)}</dt>
          <dd>
            {say(routeNames[entitlement.route] ?? { vi: entitlement.route, en: entitlement.route })}
            {entitlement.routeCode && (
              <small>
                {' '}
                ({say(words.routeCode)} {entitlement.routeCode})
              </small>
            )}
          </dd>
        </div>
      )}
      {entitlement && (
        <div>
          <dt>{say(words.portalCode)}</dt>
          <dd className="number">{entitlement.portalCode}</dd>
        </div>
      )}
      {card.replacedByCard && (
        <div className="wide">
          <dt>{say(words.newCard)}</dt>
          <dd className="number">{card.replacedByCard}</dd>
        </div>
      )}
    </dl>
  );
}
