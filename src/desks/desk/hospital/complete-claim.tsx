import { type FormEvent, useEffect, useRef, useState } from 'react';
import { parsePartialDate } from '../../../domain/partial-date.js';
import { useSpeech } from '../shell/speaking.js';
import { grouped } from '../shell/written.js';
import type { Unfinished } from './claim.js';
import { kindNames, words } from './wording.js';

type CompleteClaimProps = {
  unfinished: Unfinished;
  onComplete: (stated: { fullName: string; dateOfBirth: string }) => void;
};

/** A number alone tells nobody: name and birth date as the document has them. */
export function CompleteClaim({ unfinished, onComplete }: CompleteClaimProps) {
  const { say } = useSpeech();
  const { reading } = unfinished;
  const [fullName, setName] = useState(reading.fullName ?? '');
  const [dateOfBirth, setDate] = useState(reading.dateOfBirth ?? '');
  const [wrong, setWrong] = useState<{ name: boolean; date: boolean } | null>(null);
  const nameBox = useRef<HTMLInputElement>(null);
  const dateBox = useRef<HTMLInputElement>(null);
  useEffect(() => {
    (reading.fullName ? dateBox : nameBox).current?.focus();
  }, [reading]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = { name: fullName.trim() === '', date: 'problem' in parsePartialDate(dateOfBirth) };
    if (found.name || found.date) {
      setWrong(found);
      (found.name ? nameBox : dateBox).current?.focus();
    } else onComplete({ fullName: fullName.trim(), dateOfBirth: dateOfBirth.trim() });
  }

  const number =
    reading.personalId ?? reading.oldIdNumber ?? reading.insuranceCard?.cardNumber ?? reading.insuranceNumber;
  return (
    <form className="complete" onSubmit={submit} noValidate autoComplete="off">
      <h2>{say(words.more)}</h2>
      <p>
        {say(kindNames[reading.kind]!)} <strong className="number">{grouped(number ?? '')}</strong>.{' '}
        {say(words.moreWhy)}
      </p>
      <div className="complete-fields">
        <div>
          <label htmlFor="claim-name">{say(words.fullName)}</label>
          <input
            id="claim-name"
            ref={nameBox}
            value={fullName}
            maxLength={200}
            spellCheck={false}
            aria-invalid={wrong?.name ?? false}
            aria-describedby={wrong?.name ? 'claim-name-wrong' : undefined}
            onChange={(event) => setName(event.target.value)}
          />
          {wrong?.name && (
            <p id="claim-name-wrong" className="wrong">
              {say(words.nameMissing)}
            </p>
          )}
        </div>
        <div>
          <label htmlFor="claim-date">{say(words.dateOfBirth)}</label>
          <input
            id="claim-date"
            ref={dateBox}
            value={dateOfBirth}
            maxLength={10}
            inputMode="numeric"
            aria-invalid={wrong?.date ?? false}
            aria-describedby="claim-date-hint"
            onChange={(event) => setDate(event.target.value)}
          />
          <p id="claim-date-hint" className={wrong?.date ? 'wrong' : 'hint'}>
            {say(wrong?.date ? words.dateWrong : words.dateForm)}
          </p>
        </div>
        <button type="submit" className="primary">
          {say(words.ask)} <kbd>Enter</kbd>
        </button>
      </div>
    </form>
  );
}
