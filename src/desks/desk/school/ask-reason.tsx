import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { words } from './money-wording.js';

type AskReasonProps = {
  title: Sentence;
  /** Whom or what it is about. */
  of: string;
  label: Sentence;
  onReason: (reason: string) => void;
  onClose: () => void;
};

/** Why something is done, which goes on record with it. */
export function AskReason({ title, of, label, onReason, onClose }: AskReasonProps) {
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [isShort, setShort] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  function submit(event: FormEvent) {
    event.preventDefault();
    const given = reason.trim();
    if ([...given].length < 10) return setShort(true);
    onReason(given);
    return onClose();
  }
  return (
    <dialog ref={dialog} aria-labelledby="reason-title" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <h2 id="reason-title">
          {say(title)} · <span lang="vi">{of}</span>
        </h2>
        <label htmlFor="reason-text">{say(label)}</label>
        <textarea
          id="reason-text"
          rows={3}
          maxLength={500}
          value={reason}
          aria-invalid={isShort}
          aria-describedby={isShort ? 'reason-short' : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        {isShort && (
          <p id="reason-short" className="wrong" role="alert">
            {say(words.whyShort)}
          </p>
        )}
        <div className="row-end">
          <button type="button" onClick={onClose}>
            {say(shellWords.cancel)}
          </button>
          <button type="submit" className="primary">
            {say(words.send)}
          </button>
        </div>
      </form>
    </dialog>
  );
}
