import type { Purpose } from '../shell/ask-hub.js';
import type { Session } from '../shell/session.js';
import { useSpeech } from '../shell/speaking.js';
import { purposeNames } from '../shell/wording.js';
import { dayInVietnam, masked, writtenDate, writtenTime } from '../shell/written.js';
import type { Patient, Visit } from './queries.js';
import { standingArrival } from './standing.js';
import { careNames, entitlementNames, pendingReasons, tagNames, words } from './wording.js';

type SlipProps = {
  visit: Visit;
  who: Patient | null;
  session: Session;
  /** Of the visit just recorded; of an older one it is on record alone. */
  purpose: Purpose | null;
  sampleData: boolean;
};

/** What is printed of a visit, on 80 mm or A5: nothing that a waiting room should not read, the number masked. */
export function Slip({ visit, who, session, purpose, sampleData }: SlipProps) {
  const { say } = useSpeech();
  const arrival = standingArrival(visit);
  const isPending = visit.state === 'PENDING_VERIFICATION';
  const outcome = arrival?.outcome ? entitlementNames[arrival.outcome] : null;
  const reason = pendingReasons[arrival?.pendingBecause ?? ''];
  const day = writtenDate(dayInVietnam(Date.parse(visit.openedAt)));
  return (
    <article className="slip">
      <p className="slip-agency" lang="vi">
        {session.agency.name}
      </p>
      {sampleData && <p className="slip-sample">DỮ LIỆU MẪU HƯ CẤU</p>}
      <h1>{say(isPending ? words.slipPending : words.slipTitle)}</h1>
      <dl>
        {who?.fullName && (
          <div>
            <dt>{say(words.patient)}</dt>
            <dd lang="vi">{who.fullName}</dd>
          </div>
        )}
        {who?.number && (
          <div>
            <dt>{say(words.personalId)}</dt>
            <dd>{masked(who.number)}</dd>
          </div>
        )}
        <div>
          <dt>{say(words.time)}</dt>
          <dd>
            {writtenTime(visit.openedAt)} {day}
          </dd>
        </div>
        <div>
          <dt>{say(words.care)}</dt>
          <dd>{say(careNames[visit.care] ?? { vi: visit.care, en: visit.care })}</dd>
        </div>
        {arrival?.cardNumber && (
          <div>
            <dt>{say(words.cardNumber)}</dt>
            <dd>{masked(arrival.cardNumber)}</dd>
          </div>
        )}
        <div>
          <dt>{say(words.insurance)}</dt>
          <dd>
            <strong>{say(isPending ? tagNames.UNKNOWN! : (outcome ?? tagNames.UNKNOWN!))}</strong>
            {arrival?.coveredRate != null && `, ${say(words.covered)} ${arrival.coveredRate}%`}
            {isPending && reason && ` (${say(reason)})`}
          </dd>
        </div>
      </dl>
      {arrival?.explanation && <p>{arrival.explanation}</p>}
      {isPending && <p>{say(words.slipPendingText)}</p>}
      <dl className="slip-foot">
        <div>
          <dt>{say(words.slipVisit)}</dt>
          <dd>{visit.id}</dd>
        </div>
        {arrival && (
          <div>
            <dt>{say(words.slipRequest)}</dt>
            <dd>{arrival.requestId}</dd>
          </div>
        )}
        {purpose && (
          <div>
            <dt>{say(words.slipPurpose)}</dt>
            <dd>{say(purposeNames[purpose.purpose] ?? { vi: purpose.purpose, en: purpose.purpose })}</dd>
          </div>
        )}
        <div>
          <dt>{say(words.slipOfficer)}</dt>
          <dd lang="vi">
            {arrival?.officer === session.officer.id && session.officer.name
              ? `${session.officer.name} (${session.officer.id})`
              : (arrival?.officer ?? session.officer.id)}
          </dd>
        </div>
      </dl>
      {isPending && (
        <div className="slip-signs">
          <p>{say(words.slipPatient)}</p>
          <p>{say(words.slipOfficer)}</p>
        </div>
      )}
    </article>
  );
}
