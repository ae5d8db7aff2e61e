import './operator.css';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { BoardPart } from '../board/board-part.js';
import { DeskFrame } from '../shell/desk-frame.js';
import { Sections, useSections } from '../shell/sections.js';
import { useSpeech } from '../shell/speaking.js';
import { type DeskProps, useDesk } from '../shell/use-desk.js';
import { words as shellWords } from '../shell/wording.js';
import { ActsStrip } from './acts-strip.js';
import { AgenciesPart } from './agencies-part.js';
import { ChangesPart } from './changes-part.js';
import { SourcesPart } from './sources-part.js';
import { useActs } from './use-acts.js';
import { sections, words } from './wording.js';

const keyWords = [
  ['Alt 1', sections.sources],
  ['Alt 2', sections.agencies],
  ['Alt 3', sections.changes],
  ['Alt 4', sections.board],
  ['R', shellWords.refresh],
] as const;

/** The operator's desk: whether everything answers, who may ask, who changed what, and the indicators. */
export function OperatorDesk(props: DeskProps) {
  const desk = useDesk(props);
  const { say, language } = useSpeech();
  const { place, keys } = useSections(sections);
  const refresh = useRef<() => void>(() => undefined);
  const onAsked = useCallback((next: () => void) => {
    refresh.current = next;
  }, []);
  const acts = useActs(desk.asking, () => refresh.current());
  const again = useCallback(() => refresh.current(), []);
  const all = useMemo(() => ({ ...keys, r: again, R: again }), [keys, again]);
  const title = useRef<HTMLHeadingElement>(null);
  const { section, of } = place;
  // Whoever comes to another part begins at its title.
  useEffect(() => title.current?.focus(), [section]);
  return (
    <DeskFrame
      desk={desk}
      name={words.deskName}
      keys={all}
      keyWords={keyWords}
      hasUnsent={acts.outbox.unsent.length > 0}
    >
      <Sections names={sections} place={place} />
      <main className="section operator">
        <h2 tabIndex={-1} ref={title} data-section={section}>
          {say(sections[section as keyof typeof sections])}
        </h2>
        {/* NOTE: by language, since titles of sources come in the language they were asked for in. */}
        {section === 'sources' && <SourcesPart key={language} {...{ desk, acts, onAsked }} />}
        {section === 'agencies' && <AgenciesPart {...{ desk, acts, onAsked }} code={of} />}
        {section === 'changes' && <ChangesPart {...{ desk, onAsked }} />}
        {section === 'board' && <BoardPart key={language} {...{ desk, onAsked }} />}
      </main>
      <ActsStrip acts={acts} />
    </DeskFrame>
  );
}
