import { useEffect, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { DeskFrame } from '../shell/desk-frame.js';
import { Sections, useSections } from '../shell/sections.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { type Desk, type DeskProps, useDesk } from '../shell/use-desk.js';
import { useOutbox } from '../shell/use-outbox.js';
import { words as shellWords } from '../shell/wording.js';
import type { Asking } from './ask-back.js';
import { Looks } from './looks.js';
import { MyData } from './my-data.js';
import { askAboutUsage, type Look, type Me, type Question, type Who, whoAmI } from './queries.js';
import { keyWords, problemsHere, sections, words } from './wording.js';
import { Year } from './year.js';
import './resident.css';

/** A resident's own page: who looked at his data and his young children's, and what is on record of them. */
export function ResidentDesk(props: DeskProps) {
  const { say } = useSpeech();
  const desk = useDesk(props);
  const { place, keys } = useSections(sections);
  const outbox = useOutbox<string, Question>(desk.asking, nothingMore);
  const { forgetSent } = outbox;
  // What is on its way stays, unseen: nothing that was entered is lost.
  useEffect(() => {
    if (desk.isIdle) forgetSent();
  }, [desk.isIdle, forgetSent]);
  return (
    <DeskFrame
      {...{ desk, keys, keyWords }}
      name={words.deskName}
      problems={problemsHere}
      hasUnsent={outbox.unsent.length > 0}
    >
      <Sections names={sections} place={place} />
      {desk.isIdle ? (
        <main className="section own-page">
          <h2>{say(shellWords.clearedTitle)}</h2>
          <p>{say(shellWords.cleared)}</p>
        </main>
      ) : (
        <Page {...{ desk, outbox }} section={place.section} />
      )}
    </DeskFrame>
  );
}

type Questions = ReturnType<typeof useOutbox<string, Question>>;
type PageProps = { desk: Desk; section: string; outbox: Questions };

/** What was sent stands in the outbox, and is shown from there. */
const nothingMore = () => undefined;

type Drafts = ReadonlyMap<string, string>;

function askingOf(
  { entries, add, drop }: Questions,
  who: Who,
  [drafts, setDrafts]: readonly [Drafts, (change: (all: Drafts) => Drafts) => void],
): Asking {
  const entryOf = (look: Look) => entries.findLast((one) => one.who === look.id) ?? null;
  return {
    entryOf,
    draftOf: (look) => drafts.get(look.id) ?? null,
    write(look, draft) {
      setDrafts((all) => {
        const others = [...all].filter(([id]) => id !== look.id);
        return new Map(draft === null ? others : [...others, [look.id, draft]]);
      });
    },
    ask(look, question) {
      const input = { usageEntryId: look.id, personalId: who.child, question };
      add(askAboutUsage, input, look.id);
    },
    drop(look) {
      const entry = entryOf(look);
      if (entry) drop(entry.key);
    },
  };
}

/** NOTE: leaves the page whole when nobody is there, and everything it knew with it. */
function Page({ desk, section, outbox }: PageProps) {
  const me = useAsk<Me>(desk.asking, whoAmI);
  const [child, setChild] = useState<string | null>(null);
  const drafts = useState<Drafts>(new Map());
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
              <Part
                key={`${section} ${who.child}`}
                {...{ desk, section, who }}
                asking={askingOf(outbox, who, drafts)}
              />
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

type PartProps = { desk: Desk; section: string; who: Who; asking: Asking };

/** The part that was gone to. */
function Part({ desk, section, who, asking }: PartProps) {
  const { say } = useSpeech();
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
      {section === 'looks' && <Looks {...{ desk, who, asking }} />}
      {section === 'year' && <Year {...{ desk, who }} />}
      {section === 'data' && <MyData {...{ desk, who }} />}
    </>
  );
}
