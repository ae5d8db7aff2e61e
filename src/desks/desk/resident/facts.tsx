import type { ReactNode } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { dayInVietnam, dong, grouped, writtenDate } from '../shell/written.js';
import type { Identity, Insured, Place, Schooled } from './queries.js';
import { coverageStates, sexes, words } from './wording.js';

/** One thing on record, by its name. */
export function Fact({ name, children, wide }: { name: Sentence; children: ReactNode; wide?: boolean }) {
  const { say } = useSpeech();
  return (
    <div className={wide ? 'wide' : undefined}>
      <dt>{say(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A day, which no narrow screen breaks. */
export function Day({ of }: { of: string }) {
  return <span className="one-day">{writtenDate(of)}</span>;
}

export function IdentityFacts({ person, number }: { person: Identity; number: string }) {
  const { say } = useSpeech();
  return (
    <dl className="facts">
      <Fact name={words.fullName} wide>
        <span lang="vi">{person.fullName}</span>
      </Fact>
      <Fact name={words.number} wide>
        <code>{grouped(number)}</code>
      </Fact>
      <Fact name={words.birth}>
        <Day of={person.dateOfBirth} />
      </Fact>
      <Fact name={words.sex}>{say(sexes[person.sex] ?? sexes.UNKNOWN!)}</Fact>
      {inForce(person).map((card) => (
        <Fact key={card.cardNumber + card.issuedOn} name={words.card} wide>
          <code>{grouped(card.cardNumber)}</code>{' '}
          <small>
            {say(words.until)} {card.expiresOn ? <Day of={card.expiresOn} /> : say(words.noEnd)}
          </small>
        </Fact>
      ))}
      {person.permanentResidence && (
        <Fact name={words.permanent} wide>
          <Where place={person.permanentResidence} />
        </Fact>
      )}
      {person.temporaryResidence && (
        <Fact name={words.temporary} wide>
          <Where place={person.temporaryResidence} />
        </Fact>
      )}
    </dl>
  );
}

/** The card in force; where none is, those of before. */
function inForce({ identityCards }: Identity): Identity['identityCards'] {
  const valid = identityCards.filter(({ status }) => status === 'VALID');
  return valid.length > 0 ? valid : identityCards;
}

function Where({ place }: { place: Place }) {
  const { say } = useSpeech();
  const [unit] = place.currentUnits;
  return (
    <>
      <span lang="vi">{[place.addressLine, unit?.name, unit?.provinceName].filter(Boolean).join(', ')}</span>
      {place.since && (
        <>
          {' '}
          <small>
            {say(words.since)} <Day of={place.since} />
          </small>
        </>
      )}
    </>
  );
}

export function CoverageFacts({ coverage }: { coverage: Insured['coverage'] }) {
  const { say } = useSpeech();
  if (!coverage) return <p className="empty">{say(words.noCard)}</p>;
  const { cardNumber, status, period, coveredRate, initialFacility } = coverage;
  return (
    <dl className="facts">
      <Fact name={words.cardNumber} wide>
        <code>{cardNumber}</code>
      </Fact>
      <Fact name={words.status}>{coverageStates[status] ? say(coverageStates[status]) : status}</Fact>
      <Fact name={words.rate}>{coveredRate}%</Fact>
      <Fact name={words.untilName}>
        {period.endOn ? <Day of={period.endOn} /> : say(words.noEnd)}
        {period.endOn && period.endOn < dayInVietnam(Date.now()) && (
          <>
            {' '}
            <strong className="is-over">{say(words.isOver)}</strong>
          </>
        )}
      </Fact>
      {initialFacility && <Fact name={words.facility}>{initialFacility}</Fact>}
    </dl>
  );
}

export function SchoolFacts({ pupil }: { pupil: Schooled }) {
  const { say } = useSpeech();
  const classes = pupil.enrolments ?? [];
  const open = (pupil.fees ?? []).filter(({ amountOutstanding }) => amountOutstanding > 0);
  if (classes.length === 0) return <p className="empty">{say(words.noSchool)}</p>;
  return (
    <>
      <ul className="plain">
        {classes.map(({ enrolmentId, className, schoolCode, schoolYear }) => (
          <li key={enrolmentId}>
            {say(words.class)} <strong>{className}</strong>, {say(words.schoolYear)} {schoolYear}{' '}
            <small>
              ({say(words.school)} {schoolCode})
            </small>
          </li>
        ))}
      </ul>
      {open.length === 0 ? (
        <p className="empty">{say(words.noFees)}</p>
      ) : (
        <table className="fees">
          <caption>{say(words.feesToPay)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(words.feeItem)}</th>
              <th scope="col">{say(words.feeDue)}</th>
              <th scope="col" className="number">
                {say(words.feeLeft)}
              </th>
            </tr>
          </thead>
          <tbody>
            {open.map(({ feeId, itemName, period, dueOn, amountOutstanding }) => (
              <tr key={feeId}>
                <th scope="row">
                  <span lang="vi">{itemName}</span>{' '}
                  <small>
                    <Day of={period} />
                  </small>
                </th>
                <td>
                  <Day of={dueOn} />
                </td>
                <td className="number">{dong(amountOutstanding)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
