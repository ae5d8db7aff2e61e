import type { ReactNode, RefObject } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { purposeNames } from '../shell/wording.js';
import { writtenMoment, writtenNumber } from '../shell/written.js';
import type { WholeEvent } from './queries.js';
import { kindNames, outcomes, relations, subjectOutcomes, words } from './wording.js';

type EventFactsProps = {
  event: WholeEvent;
  titleRef: RefObject<HTMLHeadingElement | null>;
  onBack: () => void;
};

const mostPeople = 200;

/** What is on record of one look, in plain words; whom it was about by pseudonym alone. */
export function EventFacts({ event, titleRef, onBack }: EventFactsProps) {
  const { say, language } = useSpeech();
  const { occurredAt, agency, officer, clientId, purpose, operationName, outcome, durationMs, subjects } =
    event;
  const took = writtenNumber(durationMs, language);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="panel facts-panel" aria-labelledby="event-title" tabIndex={0}>
      <header className="panel-head">
        <h2 id="event-title" ref={titleRef} tabIndex={-1}>
          {say(outcomes[outcome] ?? { vi: outcome, en: outcome })} · {writtenMoment(occurredAt)}
        </h2>
        <button type="button" onClick={onBack}>
          {say(words.backToList)} <kbd>Esc</kbd>
        </button>
      </header>
      <dl className="facts">
        <Fact name={say(words.whoAsked)}>
          {agency ?? say(words.nobody)} {officer && `/ ${officer}`}{' '}
          {event.agencyKind && <small>{say(kindNames[event.agencyKind] ?? words.agency)}</small>}
        </Fact>
        <Fact name={say(words.purpose)}>
          {purpose ? say(purposeNames[purpose] ?? { vi: purpose, en: purpose }) : '·'}
        </Fact>
        <Fact name={say(words.operation)}>{operationName ?? '·'}</Fact>
        <Fact name={say(words.duration)}>{took} ms</Fact>
        {event.caseReference && <Fact name={say(words.caseReference)}>{event.caseReference}</Fact>}
        {event.emergencyReason && (
          <Fact name={say(words.emergencyReason)} isWide>
            <span lang="vi">{event.emergencyReason}</span>
          </Fact>
        )}
        {event.errorCodes.length > 0 && (
          <Fact name={say(words.errorCodes)}>{event.errorCodes.join(', ')}</Fact>
        )}
      </dl>
      <h3>
        {say(words.what)} <span className="count">{event.fieldsReleased.length}</span>
      </h3>
      <FieldList fields={event.fieldsReleased} none={say(words.nothingReleased)} />
      {event.fieldsRefused.length > 0 && (
        <>
          <h3>{say(words.refused)}</h3>
          <FieldList fields={event.fieldsRefused} none="" />
        </>
      )}
      {event.fieldsUnavailable.length > 0 && (
        <>
          <h3>{say(words.unavailable)}</h3>
          <FieldList fields={event.fieldsUnavailable} none="" />
        </>
      )}
      {event.change && <Change change={event.change} />}
      <h3>
        {say(words.ofWhom)} <span className="count">{subjects.length}</span>
      </h3>
      {subjects.length === 0 ? (
        <p className="empty">{say(words.noSubjects)}</p>
      ) : (
        <div className="rows">
          <table>
            <thead>
              <tr>
                <th scope="col">{say(words.pseudonym)}</th>
                <th scope="col">{say(words.outcome)}</th>
                <th scope="col">{say(words.relation)}</th>
              </tr>
            </thead>
            <tbody>
              {subjects.slice(0, mostPeople).map((one) => (
                <tr key={`${one.pseudonym} ${one.outcome}`}>
                  <td>
                    <code>{one.pseudonym}</code>
                  </td>
                  <td>{say(subjectOutcomes[one.outcome] ?? { vi: one.outcome, en: one.outcome })}</td>
                  <td>{say(relations[one.relation] ?? { vi: one.relation, en: one.relation })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {subjects.length > mostPeople && (
            <p className="hint">
              + {subjects.length - mostPeople} {say(words.morePeople)}
            </p>
          )}
          <p className="hint">{say(words.pseudonymHint)}</p>
        </div>
      )}
      <dl className="facts ids">
        <Fact name={say(words.eventId)} isWide>
          <code>{event.id}</code>
        </Fact>
        <Fact name={say(words.requestId)} isWide>
          <code>{event.requestId}</code>
        </Fact>
        {clientId && <Fact name={say(words.client)}>{clientId}</Fact>}
        {event.operationHash && (
          <Fact name={say(words.operationHash)} isWide>
            <code>{event.operationHash}</code>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, isWide = false, children }: { name: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={isWide ? 'wide' : ''}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Fields by the type they stand on. */
function FieldList({ fields, none }: { fields: readonly string[]; none: string }) {
  const byType = new Map<string, string[]>();
  for (const coordinate of fields) {
    const [type = '', name = coordinate] = coordinate.split('.');
    byType.set(type, [...(byType.get(type) ?? []), name]);
  }
  if (fields.length === 0) return <p className="empty">{none}</p>;
  return (
    <ul className="fields">
      {[...byType].map(([type, names]) => (
        <li key={type}>
          <strong>{type}</strong> {names.join(', ')}
        </li>
      ))}
    </ul>
  );
}

function Change({ change }: { change: string }) {
  const { say } = useSpeech();
  const { what, target, before, after } = JSON.parse(change);
  const text = (value: unknown) =>
    value === null || value === undefined ? '·' : JSON.stringify(value, null, 1);
  return (
    <>
      <h3>{say(words.change)}</h3>
      <p>
        <strong>{what}</strong> {target}
      </p>
      <dl className="facts change">
        <Fact name={say(words.before)}>
          <pre>{text(before)}</pre>
        </Fact>
        <Fact name={say(words.after)}>
          <pre>{text(after)}</pre>
        </Fact>
      </dl>
    </>
  );
}
