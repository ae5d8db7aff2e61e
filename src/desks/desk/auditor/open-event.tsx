import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { words } from './wording.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The way to an event whose id somebody quotes. */
export function OpenEvent({ onOpen }: { onOpen: (id: string) => void }) {
  const { say } = useSpeech();
  const [entered, setEntered] = useState('');
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  function submit(event: FormEvent) {
    event.preventDefault();
    const id = entered.trim().toLowerCase();
    setWrong(!uuid.test(id));
    if (uuid.test(id)) onOpen(id);
    else field.current?.focus();
  }
  return (
    <form className="open-event panel" onSubmit={submit} noValidate>
      <p>{say(words.chooseEvent)}</p>
      <label htmlFor="event-id">{say(words.eventId)}</label>
      <span className="with-button">
        <input
          id="event-id"
          ref={field}
          value={entered}
          size={38}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'event-id-wrong' : undefined}
          onChange={(event) => setEntered(event.target.value)}
        />
        <button type="submit" className="primary">
          {say(words.open)}
        </button>
      </span>
      {isWrong && (
        <p className="wrong" id="event-id-wrong" role="alert">
          {say(words.eventIdWrong)}
        </p>
      )}
    </form>
  );
}
