import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { reasons } from './terms.js';
import { words } from './wording.js';

type ReasonDialogProps = {
  act: 'DISMISS' | 'ROUTE' | null;
  onReason: (reason: string) => void;
  onClose: () => void;
};

/** Why: one of what is said again and again, or one's own words. It goes into the finding's history. */
export function ReasonDialog({ act, onReason, onClose }: ReasonDialogProps) {
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, setChosen] = useState('0');
  const [own, setOwn] = useState('');
  const [isShort, setShort] = useState(false);
  useEffect(() => {
    if (act === null) return dialog.current?.close();
    setChosen('0');
    setOwn('');
    setShort(false);
    dialog.current?.showModal();
  }, [act]);
  const known = act ? reasons[act] : [];
  function send(event: FormEvent) {
    event.preventDefault();
    // NOTE: in Vietnamese whichever language the page speaks: the history is read by everybody.
    const reason = chosen === 'own' ? own.trim() : (known[Number(chosen)]?.vi ?? '');
    if (reason === '') return setShort(true);
    onClose();
    onReason(reason);
  }
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="reason-title">
      <form onSubmit={send} noValidate>
        <h2 id="reason-title">{say(words[`reasonTitle${act ?? 'DISMISS'}`])}</h2>
        {known.map((reason, at) => (
          <label className="radio" key={reason.en}>
            <input
              type="radio"
              name="reason"
              value={at}
              checked={chosen === String(at)}
              onChange={() => setChosen(String(at))}
            />
            {say(reason)}
          </label>
        ))}
        <label className="radio">
          <input
            type="radio"
            name="reason"
            value="own"
            checked={chosen === 'own'}
            onChange={() => setChosen('own')}
          />
          {say(words.reasonOther)}
        </label>
        {chosen === 'own' && (
          <textarea
            id="own-reason"
            aria-label={say(words.reasonOther)}
            rows={2}
            maxLength={300}
            value={own}
            aria-invalid={isShort}
            onChange={(event) => setOwn(event.target.value)}
          />
        )}
        <p className={isShort ? 'wrong' : 'hint'} role={isShort ? 'alert' : undefined}>
          {say(isShort ? words.reasonShort : words.reasonOnRecord)}
        </p>
        <div className="row-end">
          <button type="button" onClick={onClose}>
            {say(shellWords.cancel)}
          </button>
          <button type="submit" className="primary">
            {say(words.decide)}
          </button>
        </div>
      </form>
    </dialog>
  );
}
