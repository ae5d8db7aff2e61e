import { useSpeech } from '../shell/speaking.js';
import { writtenTime } from '../shell/written.js';
import type { Visit } from './queries.js';
import { standingArrival } from './standing.js';
import { entitlementNames, outcomeNames, words } from './wording.js';

/** The visit shown was pending and is no longer: what came of it, and a fresh look for what is still not known here. */
export function MadeUpFor({ visit, onLook }: { visit: Visit; onLook: () => void }) {
  const { say } = useSpeech();
  const arrival = standingArrival(visit);
  const isConfirmed = arrival?.verification === 'CONFIRMED';
  const came = isConfirmed
    ? entitlementNames[arrival.outcome ?? '']
    : outcomeNames[arrival?.notConfirmedBecause ?? ''];
  return (
    <div className="made-up-for" role="status" data-made-up-for={arrival?.verification ?? ''}>
      <p>
        <strong>
          {say(isConfirmed ? words.madeUpFor : words.notMadeUpFor)} {writtenTime(visit.answeredAt!)}
          {came && `: ${say(came)}`}
          {arrival?.coveredRate != null && `, ${say(words.covered)} ${arrival.coveredRate}%`}
        </strong>
      </p>
      <button type="button" onClick={onLook}>
        {say(words.lookAgain)}
      </button>
    </div>
  );
}
