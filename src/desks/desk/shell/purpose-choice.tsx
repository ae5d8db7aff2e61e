import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Purpose } from './ask-hub.js';
import { useSpeech } from './speaking.js';
import { purposeNames, words } from './wording.js';

type PurposeChoiceProps = { purposes: string[]; purpose: Purpose; onPurpose: (purpose: Purpose) => void };

/** The purpose of every look from here; an emergency wants its reason before it counts. */
export function PurposeChoice({ purposes, purpose, onPurpose }: PurposeChoiceProps) {
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const [isShort, setShort] = useState(false);
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted) dialog.current?.showModal();
    else dialog.current?.close();
  }, [wanted]);

  function choose(next: string) {
    if (next === 'EMERGENCY') {
      setReason('');
      setShort(false);
      setWanted(next);
    } else onPurpose({ purpose: next, emergencyReason: '' });
  }

  function apply(event: FormEvent) {
    event.preventDefault();
    const given = reason.trim();
    if ([...given].length < 10) {
      setShort(true);
      return;
    }
    setWanted(null);
    onPurpose({ purpose: 'EMERGENCY', emergencyReason: given.slice(0, 500) });
  }

  return (
    <div className={purpose.purpose === 'EMERGENCY' ? 'purpose is-emergency' : 'purpose'}>
      <label htmlFor="purpose">{say(words.purpose)}</label>
      <select id="purpose" value={purpose.purpose} onChange={(event) => choose(event.target.value)}>
        {purposes.map((name) => (
          <option key={name} value={name}>
            {purposeNames[name] ? say(purposeNames[name]) : name}
          </option>
        ))}
      </select>
      <dialog ref={dialog} aria-labelledby="emergency-title" onClose={() => setWanted(null)}>
        <form onSubmit={apply} noValidate>
          <h2 id="emergency-title">{say(purposeNames.EMERGENCY!)}</h2>
          <label htmlFor="emergency-reason">{say(words.emergencyWhy)}</label>
          <textarea
            id="emergency-reason"
            rows={3}
            maxLength={500}
            value={reason}
            aria-invalid={isShort}
            aria-describedby="emergency-hint"
            onChange={(event) => setReason(event.target.value)}
          />
          <p id="emergency-hint" className={isShort ? 'wrong' : 'hint'}>
            {say(isShort ? words.emergencyShort : words.emergencyOnRecord)}
          </p>
          <div className="row-end">
            <button type="button" onClick={() => setWanted(null)}>
              {say(words.cancel)}
            </button>
            <button type="submit" className="primary">
              {say(words.apply)}
            </button>
          </div>
        </form>
      </dialog>
    </div>
  );
}
