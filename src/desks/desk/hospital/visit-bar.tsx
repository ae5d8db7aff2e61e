import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { writtenTime } from '../shell/written.js';
import type { Sending } from './queries.js';
import type { Hindrance } from './recordable.js';
import { VisitChoices } from './visit-choices.js';
import { hindranceWords, words } from './wording.js';

type VisitBarProps = {
  care: string;
  paper: string;
  onCare: (care: string) => void;
  onPaper: (paper: string) => void;
  /** Whether somebody is shown whose visit can be recorded, and whether it will be pending. */
  canRecord: 'NO' | 'YES' | 'PENDING';
  /** Why it cannot. */
  hindrance: Hindrance | null;
  entry: Sending | null;
  onRecord: () => void;
  onPrint: () => void;
  onClear: () => void;
};

/** What is done with the person shown: record, print, clear; and how far the record is. */
export function VisitBar(props: VisitBarProps) {
  const { say } = useSpeech();
  const { care, paper, canRecord, hindrance, entry, onCare, onPaper, onRecord, onPrint, onClear } = props;
  const visit = entry?.done;
  return (
    <section className="visit-bar" aria-label={say(words.record)}>
      <div className="visit-choices">
        {!entry && <VisitChoices {...{ care, paper, onCare, onPaper }} />}
        <p
          className="visit-state"
          role="status"
          data-visit-state={entry ? (visit?.state ?? entry.state) : ''}
        >
          {hindrance && <span className="hint">{say(hindranceWords[hindrance])}</span>}
          {entry?.state === 'SENDING' && say(words.recording)}
          {entry?.state === 'WAITING' && <strong>{say(words.unsent)}</strong>}
          {visit && (
            <>
              <strong>
                {visit.state === 'PENDING_VERIFICATION' ? '◷ ' : '✓ '}
                {say(visit.state === 'PENDING_VERIFICATION' ? words.recordedPending : words.recorded)}
              </strong>{' '}
              {writtenTime(visit.openedAt)} · <code>{visit.id.slice(0, 8)}</code>
            </>
          )}
        </p>
        {!entry && (
          <button type="button" className="primary" onClick={onRecord} disabled={canRecord === 'NO'}>
            {say(canRecord === 'PENDING' ? words.recordPending : words.record)} <kbd>F2</kbd>
          </button>
        )}
        {visit && (
          <button type="button" className="primary" onClick={onPrint}>
            {say(words.print)} <kbd>Ctrl P</kbd>
          </button>
        )}
        <button type="button" onClick={onClear}>
          {say(words.clear)} <kbd>Esc</kbd>
        </button>
      </div>
      {entry?.state === 'REFUSED' && entry.problem && <Problem problem={entry.problem} />}
    </section>
  );
}
