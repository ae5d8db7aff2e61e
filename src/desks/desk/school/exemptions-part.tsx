import { useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { dong, writtenDate } from '../shell/written.js';
import { ActState } from './act-state.js';
import { AskReason } from './ask-reason.js';
import { ClassAnswered } from './class-answered.js';
import { ChooseClass } from './class-choice.js';
import { moveByArrows } from './class-table.js';
import { ContestsPanel } from './contests-panel.js';
import { factNames, words } from './money-wording.js';
import type { PartProps } from './part.js';
import { byGivenName } from './pupils.js';
import {
  type ClassOf,
  type Contest,
  type Contests,
  classExemptions,
  contestOne,
  contestsOfSchool,
  type ExemptPupil,
  type Recomputed,
  recompute,
} from './queries.js';
import { useAct } from './use-act.js';
import { words as deskWords, groundNames } from './wording.js';

/** Who pays less, by which provision and on what kind of facts, and how to disagree. */
export function ExemptionsPart(props: PartProps) {
  const { asking, school, choice, box } = props;
  const { say } = useSpeech();
  const { year, name } = choice;
  const asked = useAsk<ClassOf<ExemptPupil>>(asking, name ? classExemptions : null, {
    code: school,
    year,
    name,
  });
  const contests = useAsk<Contests>(asking, contestsOfSchool, { code: school });
  const anew = useAct<Recomputed>(box, recompute, 'RECOMPUTE', asked.refresh);
  const contest = useAct<Contest>(box, contestOne, 'CONTEST', contests.refresh);
  const [about, setAbout] = useState<ExemptPupil | null>(null);
  const done = anew.act?.done;
  return (
    <main className="exemptions-part">
      <section className="panel" aria-labelledby="exemptions-title">
        <h2 id="exemptions-title">{say(words.exemptions)}</h2>
        <div className="tools">
          <ChooseClass choice={choice} />
          <button
            type="button"
            id="recompute"
            disabled={!name || anew.isUnder}
            onClick={() => anew.send({ className: name, schoolYear: year, schoolCode: school })}
          >
            {say(words.recompute)}
          </button>
        </div>
        <ActState act={anew.act} sending={words.recomputing} />
        {done && (
          <p role="status" className="done" data-recomputed={done.changed.length}>
            ✓ {done.changed.length} {say(words.changed)} · {done.right} {say(words.right)} · {done.byHand}{' '}
            {say(words.byHand)} · {done.unknown} {say(words.notKnown)}
          </p>
        )}
        <ActState act={contest.act} sending={words.contesting} />
        {contest.act?.state === 'SENT' && (
          <p role="status" className="done" data-contested>
            ✓ <span lang="vi">{contest.act.who.of}</span>: {say(words.contested)}
          </p>
        )}
        <ClassAnswered {...{ choice, asked }}>
          {({ nodes }) => (
            <div className="rows">
              <table onKeyDown={moveByArrows}>
                <thead>
                  <tr>
                    <th scope="col">{say(deskWords.fullName)}</th>
                    <th scope="col">{say(deskWords.dateOfBirth)}</th>
                    <th scope="col">{say(words.byLaw)}</th>
                    <th scope="col">{say(words.restsOn)}</th>
                    <th scope="col">{say(words.onBooks)}</th>
                    <th scope="col">
                      <span className="unseen">{say(words.contest)}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {nodes.toSorted(byGivenName).map((pupil) => (
                    <Line key={pupil.enrolmentId} pupil={pupil} onContest={() => setAbout(pupil)} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </ClassAnswered>
      </section>
      <ContestsPanel {...props} contests={contests} />
      {about?.resident && (
        <AskReason
          title={words.contest}
          of={about.fullName}
          label={words.contestWhy}
          onReason={(reason) => {
            const { personalId } = about.resident!;
            contest.send({ personalId, reason, schoolCode: school, schoolYear: year }, about.fullName);
          }}
          onClose={() => setAbout(null)}
        />
      )}
    </main>
  );
}

function Line({ pupil, onContest }: { pupil: ExemptPupil; onContest: () => void }) {
  const { say } = useSpeech();
  const { enrolmentId, fullName, dateOfBirth, exemption, fees, resident, status } = pupil;
  const named = (ground: string) => (groundNames[ground] ? say(groundNames[ground]) : ground);
  const booked = (fees ?? []).filter(({ exemption: one }) => one !== null);
  const grounds = [
    ...new Set(booked.map((fee) => `${named(fee.exemption!.ground)} ${fee.exemption!.rate}%`)),
  ];
  const sum = (fees ?? []).reduce((all, { amountExempt }) => all + amountExempt, 0);
  return (
    <tr>
      <th scope="row" lang="vi">
        {fullName}
      </th>
      <td className="number">{writtenDate(dateOfBirth)}</td>
      <td>
        {exemption ? (
          <>
            <strong>{exemption.rate}%</strong> {named(exemption.ground)}
            <small className="under" lang="vi">
              {exemption.legalBasis} · {writtenDate(exemption.asOf)}
            </small>
          </>
        ) : (
          say(words.none)
        )}
      </td>
      <td>
        {exemption?.restsOn.map((fact) => (factNames[fact] ? say(factNames[fact]) : fact)).join(', ') ?? '·'}
      </td>
      <td>
        {grounds.join('; ') || say(sum > 0 ? words.otherSupport : words.none)}
        {sum > 0 && <small className="under number">{dong(sum)}</small>}
      </td>
      <td>
        {resident && status === 'ENROLLED' && (
          <button type="button" data-of={enrolmentId} onClick={onContest}>
            {say(words.contest)}
            <span className="unseen"> {fullName}</span>
          </button>
        )}
      </td>
    </tr>
  );
}
