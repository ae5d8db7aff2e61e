import type { ReactNode } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { Desk } from '../shell/use-desk.js';
import { CoverageFacts, Day, Fact, IdentityFacts, SchoolFacts } from './facts.js';
import {
  type About,
  coverageOf,
  type Identity,
  type Insured,
  identityOf,
  type Member,
  membershipOf,
  type Schooled,
  schoolingOf,
  type Who,
} from './queries.js';
import { words } from './wording.js';

/** What agencies have on record of the person, source by source, and whom to ask where it is wrong. */
export function MyData({ desk, who }: { desk: Desk; who: Who }) {
  const { say } = useSpeech();
  const place = { desk, who };
  return (
    <>
      <p className="intro">{say(words.dataIntro)}</p>
      <OnRecord<Identity> {...place} about={identityOf} title={words.identity} wrong={words.wrongIdentity}>
        {(person) => <IdentityFacts person={person} number={who.personalId} />}
      </OnRecord>
      <OnRecord<Insured> {...place} about={coverageOf} title={words.insurance} wrong={words.wrongInsurance}>
        {({ coverage }) => <CoverageFacts coverage={coverage} />}
      </OnRecord>
      <OnRecord<Schooled> {...place} about={schoolingOf} title={words.schooling} wrong={words.wrongSchooling}>
        {(pupil) => <SchoolFacts pupil={pupil} />}
      </OnRecord>
      <OnRecord<Member>
        {...place}
        about={membershipOf}
        title={words.membership}
        wrong={words.wrongMembership}
      >
        {({ membership }) =>
          membership ? (
            <dl className="facts">
              <Fact name={words.memberNo}>{membership.sectorNo}</Fact>
              <Fact name={words.months}>{membership.monthsContributed}</Fact>
              {membership.joinedOn && (
                <Fact name={words.joined}>
                  <Day of={membership.joinedOn} />
                </Fact>
              )}
            </dl>
          ) : (
            <p className="empty">{say(words.noMember)}</p>
          )
        }
      </OnRecord>
    </>
  );
}

type OnRecordProps<T> = {
  desk: Desk;
  who: Who;
  about: About;
  title: Sentence;
  wrong: Sentence;
  children: (person: T) => ReactNode;
};
type Found<T> = { me: (T & { personalId: string; children?: (T & { personalId: string })[] | null }) | null };

/** One source's part: it alone is lost while that source does not answer. */
function OnRecord<T>({ desk, who, about, title, wrong, children }: OnRecordProps<T>) {
  const { say } = useSpeech();
  const asked = useAsk<Found<T>>(desk.asking, who.child === null ? about.own : about.children);
  return (
    <section className="panel">
      <h3>{say(title)}</h3>
      <Answered asked={asked} waiting={words.loadingData}>
        {({ me }) => {
          const person = who.child === null ? me : me?.children?.find((one) => one.personalId === who.child);
          // What could not be had is said above: in its place there is nothing, not an empty record.
          return asked.partly.length === 0 && person ? children(person) : null;
        }}
      </Answered>
      <details>
        <summary>{say(words.wrongTitle)}</summary>
        <p>{say(wrong)}</p>
      </details>
    </section>
  );
}
