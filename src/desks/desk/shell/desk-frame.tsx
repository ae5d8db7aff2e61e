import type { ReactNode } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { KeysSheet } from './keys-sheet.js';
import { type ProblemsHere, ProblemWords } from './problem.js';
import { useSpeech } from './speaking.js';
import { TopBar } from './top-bar.js';
import { type Desk, useEnding } from './use-desk.js';
import { type Keys, useKeys } from './use-keys.js';
import { words } from './wording.js';

type DeskFrameProps = {
  desk: Desk;
  name: Sentence;
  keys: Keys;
  /** What the keys do, for the sheet. */
  keyWords: readonly (readonly [string, Sentence])[];
  /** Something that was entered is still on its way to the hub. */
  hasUnsent?: boolean;
  /** What else stands in the bar: a choice of facility. */
  choices?: ReactNode;
  problems?: ProblemsHere;
  children: ReactNode;
};

/** What is around every desk: who asks and for what, its keys, and the way out. */
export function DeskFrame(props: DeskFrameProps) {
  const { desk, name, keys, keyWords, hasUnsent = false, choices, problems = {}, children } = props;
  const { say, language } = useSpeech();
  const { mustSignIn, leave } = useEnding(desk, hasUnsent);
  const { sheet, singleKeys, setSingleKeys } = desk;
  useKeys({ '?': sheet.open, ...keys }, singleKeys);
  return (
    <div className="desk">
      <TopBar
        {...{ name, choices }}
        session={desk.session}
        sampleData={desk.here.sampleData}
        purpose={desk.purpose}
        onPurpose={desk.setPurpose}
        onKeys={sheet.open}
        onSignOut={() => void leave()}
      />
      {mustSignIn && (
        <p className="notice" role="alert">
          {say(words.leaveUnsent)}{' '}
          <a href={`/desk/sign-in?language=${language}`} target="_blank" rel="noreferrer">
            {say(words.signIn)}
          </a>
        </p>
      )}
      <ProblemWords value={problems}>{children}</ProblemWords>
      <KeysSheet
        keys={keyWords}
        isOpen={sheet.isOpen}
        onClose={sheet.close}
        singleKeys={singleKeys}
        onSingleKeys={setSingleKeys}
      />
    </div>
  );
}
