import { type ComponentType, useEffect, useMemo, useState } from 'react';
import { DeskFrame } from '../shell/desk-frame.js';
import { Sections, useSections } from '../shell/sections.js';
import { useSpeech } from '../shell/speaking.js';
import { type DeskProps, useDesk } from '../shell/use-desk.js';
import { useOutbox } from '../shell/use-outbox.js';
import { purposeNames, words as shellWords } from '../shell/wording.js';
import { useClassChoice } from './class-choice.js';
import { ClassPart } from './class-part.js';
import { ExemptionsPart } from './exemptions-part.js';
import type { PartProps } from './part.js';
import { PaymentsPart } from './payments-part.js';
import type { About } from './queries.js';
import { RosterPart } from './roster-part.js';
import { useRosterRun } from './use-roster-run.js';
import { keyWords, problemsHere, purposeOf, sections, words } from './wording.js';
import './paper.css';
import './school.css';

const parts: Readonly<Record<string, ComponentType<PartProps>>> = {
  classes: ClassPart,
  exemptions: ExemptionsPart,
  payments: PaymentsPart,
};

/** The school's office: its classes with what everybody owes, rosters, exemptions, and the money that comes in. */
export function SchoolDesk(props: DeskProps) {
  const { say } = useSpeech();
  const desk = useDesk(props);
  const { session, asking, isIdle, purpose, setPurpose } = desk;
  const { place, go, keys } = useSections(sections);
  const [school, setSchool] = useState(session.agency.units[0] ?? '');

  // Each part has the purpose that fits it, in sight in the bar, where it can still be changed.
  const [statedFor, setStatedFor] = useState<string | null>(null);
  useEffect(() => {
    if (isIdle) setStatedFor(null);
    else if (statedFor !== place.section) {
      setPurpose({ purpose: purposeOf[place.section]!, emergencyReason: '' });
      setStatedFor(place.section);
    }
  }, [isIdle, statedFor, place.section, setPurpose]);
  const isReady = !isIdle && statedFor === place.section && purpose.purpose !== '';

  // NOTE: books are written for one purpose alone, whatever part is shown by the time a thing is sent again.
  const collecting = useMemo(
    () => ({ ...asking, purpose: { purpose: 'FEE_COLLECTION', emergencyReason: '' } }),
    [asking],
  );
  const box = useOutbox<About, unknown>(collecting, noted);
  const { forgetSent } = box;
  const waiting = box.unsent.length;
  // What is sent while nobody is here is forgotten too
  useEffect(() => {
    if (isIdle) forgetSent();
  }, [isIdle, waiting, forgetSent]);
  // A roster goes on while another part is shown, and while nobody touches the page: it names nobody here.
  const enrolling = useMemo(
    () => ({ ...asking, purpose: { purpose: 'ENROLMENT', emergencyReason: '' } }),
    [asking],
  );
  const runner = useRosterRun(enrolling);

  const isRoster = place.section === 'roster';
  const choice = useClassChoice(asking, school, place, isReady && !isRoster, go);
  const Part = parts[place.section];
  const given: PartProps = { desk, asking, school, choice, box };
  return (
    <DeskFrame
      {...{ desk, keys, keyWords }}
      name={words.deskName}
      hasUnsent={box.unsent.length > 0}
      problems={problemsHere}
      choices={
        session.agency.units.length > 1 && (
          <div>
            <dt>
              <label htmlFor="school">{say(words.school)}</label>
            </dt>
            <dd>
              <select id="school" value={school} onChange={(event) => setSchool(event.target.value)}>
                {session.agency.units.map((unit) => (
                  <option key={unit}>{unit}</option>
                ))}
              </select>
            </dd>
          </div>
        )
      }
    >
      <Sections names={sections} place={place} />
      {isReady && purpose.purpose !== purposeOf[place.section] && (
        <p className="unsent-bar" role="status">
          {say(words.otherPurpose)} {say(purposeNames[purposeOf[place.section]!]!)}
        </p>
      )}
      {box.unsent.length > 0 && (
        <p className="unsent-bar" role="status" data-unsent={box.unsent.length}>
          ◷ {box.unsent.length} {say(words.unsent)}
        </p>
      )}
      {!isReady ? (
        <main className="section">
          {isIdle && (
            <>
              <h2>{say(shellWords.clearedTitle)}</h2>
              <p>{say(words.cleared)}</p>
            </>
          )}
        </main>
      ) : isRoster ? (
        <RosterPart {...given} {...{ runner, go }} run={place.of} />
      ) : (
        Part && <Part {...given} />
      )}
    </DeskFrame>
  );
}

const noted = () => undefined;
