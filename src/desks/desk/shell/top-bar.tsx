import type { ReactNode } from 'react';
import type { Sentence } from '../../../domain/language.js';
import type { Purpose } from './ask-hub.js';
import { Languages } from './languages.js';
import { PurposeChoice } from './purpose-choice.js';
import type { Session } from './session.js';
import { useSpeech } from './speaking.js';
import { words } from './wording.js';

type TopBarProps = {
  /** Which desk this is. */
  name: Sentence;
  session: Session;
  sampleData: boolean;
  purpose: Purpose;
  onPurpose: (purpose: Purpose) => void;
  choices?: ReactNode;
  onKeys: () => void;
  onSignOut: () => void;
};

/** Who asks, and for what: always in sight. A resident asks about himself, which needs no saying. */
export function TopBar(props: TopBarProps) {
  const { name, session, sampleData, purpose, choices, onPurpose, onKeys, onSignOut } = props;
  const { say } = useSpeech();
  const { agency, officer } = session;
  const isOwn = agency.kind === 'RESIDENT';
  return (
    <header className={isOwn ? 'top-bar is-own' : 'top-bar'}>
      <h1>
        <span className="mark" lang="vi">
          Liên Thông
        </span>
        <span className="mark-desk">{say(name)}</span>
      </h1>
      {sampleData && <p className="sample">{say(words.sampleData)}</p>}
      {!isOwn && (
        <>
          <dl className="who">
            <div>
              <dt>{say(words.agency)}</dt>
              <dd lang="vi">{agency.name}</dd>
            </div>
            {choices}
            <div>
              <dt>{say(words.officer)}</dt>
              <dd lang="vi">
                {officer.name ?? officer.id} {officer.name && <small>({officer.id})</small>}
              </dd>
            </div>
          </dl>
          <PurposeChoice purposes={session.purposes} purpose={purpose} onPurpose={onPurpose} />
        </>
      )}
      <div className="top-tools">
        <button type="button" className="quiet" onClick={onKeys}>
          {say(words.keys)} <kbd>?</kbd>
        </button>
        <Languages />
        <button type="button" className="quiet" onClick={onSignOut}>
          {say(words.signOut)}
        </button>
      </div>
    </header>
  );
}
