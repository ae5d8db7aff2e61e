import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenTime } from '../shell/written.js';
import type { Visit } from './queries.js';
import { correctable, standingArrival } from './standing.js';
import type { Move } from './use-recording.js';
import { VisitChoices } from './visit-choices.js';
import { momentNames, words } from './wording.js';

type CorrectVisitProps = { visit: Visit; onCorrect: (move: Move) => void; onCancel: () => void };

/** NOTE: not one of the entries' ids: the visit as a whole. */
const whole = 'VISIT';

/**
 * What was recorded wrongly, and why. A correction takes the look anew with other papers or another kind of care, and stands
 * beside what it corrects; a visit that was a mistake is withdrawn as a whole.
 */
export function CorrectVisit({ visit, onCorrect, onCancel }: CorrectVisitProps) {
  const { say } = useSpeech();
  const entries = correctable(visit);
  const [what, setWhat] = useState(entries.at(-1)?.id ?? whole);
  const [paper, setPaper] = useState('');
  const [care, setCare] = useState(visit.care);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const first = useRef<HTMLSelectElement>(null);
  const reasonBox = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    const why = reason.trim();
    if (why === '') {
      setMissing(true);
      reasonBox.current?.focus();
      return;
    }
    const arrival = standingArrival(visit);
    const corrects = what === whole ? arrival : entries.find(({ id }) => id === what);
    if (!corrects) return;
    onCorrect(
      what === whole ? { corrects, reason: why, withdraw: true } : { corrects, reason: why, paper, care },
    );
  }

  return (
    <form className="correct" onSubmit={submit} noValidate autoComplete="off">
      <h3>{say(words.correctTitle)}</h3>
      <div className="visit-choices">
        <label>
          {say(words.correctWhat)}
          <select ref={first} value={what} onChange={(event) => setWhat(event.target.value)}>
            {entries.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {say(momentNames[entry.moment])} {writtenTime(entry.at)}
              </option>
            ))}
            <option value={whole}>{say(words.withdraw)}</option>
          </select>
        </label>
        {what !== whole && <VisitChoices {...{ care, paper }} onCare={setCare} onPaper={setPaper} />}
        <label className="correct-why">
          {say(words.correctWhy)}
          <input
            ref={reasonBox}
            value={reason}
            maxLength={300}
            aria-invalid={isMissing}
            aria-describedby="correct-hint"
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
      <p id="correct-hint" className={isMissing ? 'wrong' : 'hint'}>
        {say(isMissing ? words.correctWhyMissing : what === whole ? words.withdrawHint : words.correctHint)}
      </p>
      <div className="row-end">
        <button type="submit" className="primary">
          {say(what === whole ? words.withdraw : words.correct)}
        </button>
        <button type="button" onClick={onCancel}>
          {say(shellWords.cancel)}
        </button>
      </div>
    </form>
  );
}
