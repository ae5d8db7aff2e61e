import { useEffect, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { DeskFrame } from '../shell/desk-frame.js';
import { Sections, useSections } from '../shell/sections.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { type Desk, type DeskProps, useDesk } from '../shell/use-desk.js';
import { words as shellWords } from '../shell/wording.js';
import { Looks } from './looks.js';
import { MyData } from './my-data.js';
import { type Me, type Who, whoAmI } from './queries.js';
import { keyWords, sections, words } from './wording.js';
import { Year } from './year.js';
import './resident.css';

/** A resident's own page: who looked at his data and his young children's, and what is on record of them. */
export function ResidentDesk(props: DeskProps) {
  const { say } = useSpeech();
  const desk = useDesk(props);
  const { place, keys } = useSections(sections);
  return (
    <DeskFrame {...{ desk, keys, keyWords }} name={words.deskName}>
      <Sections names={sections} place={place} />
      {desk.isIdle ? (
        <main className="section own-page">
          <h2>{say(shellWords.clearedTitle)}</h2>
          <p>{say(shellWords.cleared)}</p>
        </main>
      ) : (
        <Page desk={desk} section={place.section} />
      )}
    </DeskFrame>
  );
}

/** NOTE: leaves the page whole when nobody is there, and everything it knew with it. */
function Page({ desk, section }: { desk: Desk; section: string }) {
  const me = useAsk<Me>(desk.asking, whoAmI);
  const [child, setChild] = useState<string | null>(null);
  return (
    <main className="section own-page">
      <Answered asked={me} waiting={words.opening}>
        {({ me: self }) => {
          if (!self) return me.partly.length === 0 && <Nobody />;
          const people: Who[] = [
            { child: null, personalId: self.personalId, fullName: self.fullName },
            ...(self.children ?? []).map((one) => ({ ...one, child: one.personalId })),
          ];
          const who = people.find((one) => one.child === child) ?? people[0]!;
          return (
            <>
              <Whose {...{ people, who }} onWho={(one) => setChild(one.child)} />
              <Part key={`${section} ${who.child}`} {...{ desk, section, who }} />
            </>
          );
        }}
      </Answered>
    </main>
  );
}

function Nobody() {
  const { say } = useSpeech();
  return <p className="notice">{say(words.nobody)}</p>;
}

type WhoseProps = { people: readonly Who[]; who: Who; onWho: (who: Who) => void };

/** Of whom the page tells; a choice for a guardian alone. */
function Whose({ people, who, onWho }: WhoseProps) {
  const { say } = useSpeech();
  if (people.length === 1)
    return (
      <p className="whose-name" lang="vi">
        {who.fullName}
      </p>
    );
  return (
    <fieldset className="whose">
      <legend>{say(words.whose)}</legend>
      {people.map((one) => (
        <label key={one.personalId}>
          <input type="radio" name="whose" checked={one === who} onChange={() => onWho(one)} />
          <span>
            {say(one.child === null ? words.mine : words.child)} <small lang="vi">{one.fullName}</small>
          </span>
        </label>
      ))}
      <p className="hint">{say(words.childHint)}</p>
    </fieldset>
  );
}

type PartProps = { desk: Desk; section: string; who: Who };

/** The part that was gone to; in another language it is asked for anew, since the hub tells it in words. */
function Part({ desk, section, who }: PartProps) {
  const { say, language } = useSpeech();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // NOTE: who chose a child with the arrow keys keeps his place in the choice.
    if (document.activeElement?.getAttribute('name') !== 'whose') title.current?.focus();
  }, []);
  return (
    <>
      <h2 tabIndex={-1} ref={title}>
        {say(sections[section as keyof typeof sections])}
      </h2>
      {section === 'looks' && <Looks key={language} {...{ desk, who }} />}
      {section === 'year' && <Year key={language} {...{ desk, who }} />}
      {section === 'data' && <MyData {...{ desk, who }} />}
    </>
  );
}
