import type { CardReading } from '../../../domain/card-text.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { Waiting } from '../shell/waiting.js';
import { grouped, writtenDate } from '../shell/written.js';
import type { Person, Verdict } from './queries.js';
import type { Look } from './use-look.js';
import {
  fieldNames,
  outcomeActs,
  outcomeNames,
  personStates,
  reasonNames,
  sexNames,
  verdictNames,
  words,
} from './wording.js';

type IdentityPanelProps = {
  look: Look;
  isRecorded: boolean;
  isMadeUp: boolean;
  onStop: () => void;
  onRetry: () => void;
};

/** Who it is: the registry's words large, and what the card says beside them, field by field. */
export function IdentityPanel({ look, isRecorded, isMadeUp, onStop, onRetry }: IdentityPanelProps) {
  const { say } = useSpeech();
  const { identity, phase, problem, claim } = look;
  const outcome = identity?.outcome ?? (phase === 'WAITING' || isMadeUp ? null : 'UNKNOWN');
  const person = identity?.resident ?? null;
  const isDeceased = person?.status === 'DECEASED';
  return (
    <section className="panel identity" aria-labelledby="identity-title">
      <header className="panel-head">
        <h2 id="identity-title">{say(words.identity)}</h2>
        {outcome && (
          <p
            className={`chip chip-${isDeceased ? 'mismatched' : outcome.toLowerCase()}`}
            data-outcome={outcome}
          >
            {isDeceased ? say(words.deceased) : say(outcomeNames[outcome]!)}
          </p>
        )}
      </header>
      {!identity && phase === 'WAITING' && (
        <Waiting what={words.waitingRegistry} since={look.since} onStop={onStop} canGoOn={false} />
      )}
      {!identity && phase === 'FAILED' && problem && !isMadeUp && (
        <Problem problem={problem} onRetry={onRetry} isDealtWith={isRecorded} />
      )}
      {person && <PersonLines person={person} />}
      {isDeceased && <p className="act">{say(words.deceasedDo)}</p>}
      {outcome && outcomeActs[outcome] && <p className="act">{say(outcomeActs[outcome])}</p>}
      {identity && identity.verdicts.length > 0 && (
        <Verdicts verdicts={identity.verdicts} reading={claim.reading} person={person} />
      )}
    </section>
  );
}

function PersonLines({ person }: { person: Person }) {
  const { say } = useSpeech();
  const { permanentResidence: residence } = person;
  const unit = residence?.currentUnits[0];
  const former = residence?.recordedUnit;
  const hasMoved = former && unit && (former.name !== unit.name || former.provinceName !== unit.provinceName);
  return (
    <>
      {personStates[person.status] && <p className="warn">{say(personStates[person.status]!)}</p>}
      <p className="person-name" lang="vi">
        {person.fullName}
      </p>
      <dl className="facts">
        <div>
          <dt>{say(words.personalId)}</dt>
          <dd className="number">{grouped(person.personalId)}</dd>
        </div>
        <div>
          <dt>{say(words.dateOfBirth)}</dt>
          <dd className="number">{writtenDate(person.dateOfBirth)}</dd>
        </div>
        <div>
          <dt>{say(words.sex)}</dt>
          <dd>{say(sexNames[person.sex] ?? sexNames.UNKNOWN!)}</dd>
        </div>
        {residence && (
          <div className="wide">
            <dt>{say(words.residence)}</dt>
            <dd lang="vi">
              {[residence.addressLine, unit?.name, unit?.provinceName].filter(Boolean).join(', ')}
              {hasMoved && (
                <small>
                  {' '}
                  ({say(words.formerly)}: {former.name}, {former.provinceName})
                </small>
              )}
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

type VerdictsProps = { verdicts: Verdict[]; reading: CardReading; person: Person | null };

function Verdicts({ verdicts, reading, person }: VerdictsProps) {
  const { say } = useSpeech();
  return (
    <table className="verdicts">
      <thead>
        <tr>
          <th scope="col">{say(words.field)}</th>
          <th scope="col">{say(words.onCard)}</th>
          <th scope="col">{say(words.inRegistry)}</th>
          <th scope="col">{say(words.verdict)}</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map(({ field, verdict, reason }) => (
          <tr key={field} className={verdict === 'DIFFERENT' ? 'differs' : undefined}>
            <th scope="row">{say(fieldNames[field]!)}</th>
            <td lang="vi">{stated(field, reading, say) ?? '·'}</td>
            <td lang="vi">{person ? (held(field, person, say) ?? '·') : <i>{say(words.notShown)}</i>}</td>
            <td className={`verdict verdict-${verdict.toLowerCase()}`}>
              {ofNumber(field, verdict, reading, person, say) ?? say(verdictNames[verdict]!)}
              {verdict !== 'SAME' && reason && reasonNames[reason] && (
                <small>{say(reasonNames[reason])}</small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Say = ReturnType<typeof useSpeech>['say'];

function stated(field: Verdict['field'], reading: CardReading, say: Say): string | undefined {
  const { personalId, oldIdNumber, insuranceCard, insuranceNumber } = reading;
  if (field === 'NUMBER')
    return grouped(personalId ?? oldIdNumber ?? insuranceCard?.cardNumber ?? insuranceNumber ?? '');
  if (field === 'FULL_NAME') return reading.fullName;
  if (field === 'DATE_OF_BIRTH') return reading.dateOfBirth && writtenDate(reading.dateOfBirth);
  if (field === 'SEX') return reading.sex && say(sexNames[reading.sex]!);
  return reading.address;
}

/** A number that is the person's without being the one the registry goes by: that it is the same would be no true word. */
function ofNumber(
  field: Verdict['field'],
  verdict: Verdict['verdict'],
  { personalId, oldIdNumber, insuranceCard, insuranceNumber }: CardReading,
  person: Person | null,
  say: Say,
): string | null {
  const isTheirs = verdict !== 'DIFFERENT' && verdict !== 'NOT_ON_RECORD';
  if (field !== 'NUMBER' || !isTheirs || !person) return null;
  const number = personalId ?? oldIdNumber;
  if (number)
    return number === person.personalId ? null : `${say(words.formerNumber)} ${grouped(person.personalId)}`;
  if (insuranceCard) return say(words.ofThisCard);
  return insuranceNumber && insuranceNumber !== person.personalId ? say(words.ofThisNumber) : null;
}

function held(field: Verdict['field'], person: Person, say: Say): string | undefined {
  if (field === 'NUMBER') return grouped(person.personalId);
  if (field === 'FULL_NAME') return person.fullName;
  if (field === 'DATE_OF_BIRTH') return writtenDate(person.dateOfBirth);
  if (field === 'SEX') return say(sexNames[person.sex] ?? sexNames.UNKNOWN!);
  const { permanentResidence: residence } = person;
  const unit = residence?.recordedUnit ?? residence?.currentUnits[0];
  return residence
    ? [residence.addressLine, unit?.name, unit?.provinceName].filter(Boolean).join(', ')
    : undefined;
}
