import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { dayInVietnam } from '../shell/written.js';
import { Day } from './facts.js';
import type { Look, Sending, Question as Told } from './queries.js';
import { words } from './wording.js';

export interface Asking {
  /** What is on its way, or was sent from this page, by the look. */
  entryOf(look: Look): Sending | null;
  ask(look: Look, question: string): void;
  /** What is being written; null where nothing is. It stays while pages, parts and languages change. */
  draftOf(look: Look): string | null;
  write(look: Look, draft: string | null): void;
  /** The hub refused it: to be written anew. */
  drop(look: Look): void;
}

const fewest = 10;

type AskBackProps = { look: Look; asking: Asking };

/** A question about one look: written, on its way, waiting for its answer, answered. */
export function AskBack({ look, asking }: AskBackProps) {
  const place = useRef<HTMLDivElement>(null);
  // NOTE: what was pressed is gone then, and the focus would be with it.
  return (
    <div tabIndex={-1} ref={place}>
      <Question {...{ look, asking }} onMoved={() => place.current?.focus()} />
    </div>
  );
}

function Question({ look, asking, onMoved }: AskBackProps & { onMoved: () => void }) {
  const { say } = useSpeech();
  const text = asking.draftOf(look);
  const [isShort, setShort] = useState(false);
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [isPressed, setPressed] = useState(false);
  useEffect(() => {
    if (isPressed) box.current?.focus();
  }, [isPressed]);
  const entry = asking.entryOf(look);
  // What the report says is newer than what came back when it was asked.
  const question = look.question ?? entry?.done;
  if (question) return <Asked question={question} />;
  if (entry && entry.state !== 'REFUSED')
    return (
      <p className="asked" role="status">
        {say(entry.state === 'WAITING' ? words.askWaiting : words.askSending)}
      </p>
    );
  if (text === null)
    return (
      <button
        type="button"
        className="ask"
        onClick={() => {
          setPressed(true);
          asking.write(look, '');
        }}
      >
        {say(words.ask)} <span className="unseen">{say(words.moreOf)}</span>
      </button>
    );

  function send(event: FormEvent) {
    event.preventDefault();
    const given = (text ?? '').trim();
    if ([...given].length < fewest) {
      setShort(true);
      box.current?.focus();
      return;
    }
    setShort(false);
    asking.drop(look);
    asking.ask(look, given);
    onMoved();
  }

  return (
    <form className="ask-form" onSubmit={send} noValidate>
      {entry?.problem && <Problem problem={entry.problem} />}
      <label htmlFor={id}>{say(words.askWhat)}</label>
      <textarea
        id={id}
        ref={box}
        rows={3}
        maxLength={1_000}
        value={text}
        aria-invalid={isShort}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          asking.write(look, event.target.value);
          setShort(false);
        }}
      />
      <p id={`${id}-hint`} className={isShort ? 'wrong' : 'hint'}>
        {say(isShort ? words.askShort : words.askHint)}
      </p>
      <div className="row-end">
        <button
          type="button"
          onClick={() => {
            asking.drop(look);
            setPressed(false);
            asking.write(look, null);
            onMoved();
          }}
        >
          {say(words.askCancel)}
        </button>
        <button type="submit" className="primary">
          {say(words.askSend)}
        </button>
      </div>
    </form>
  );
}

function Asked({ question: asked }: { question: Told }) {
  const { say } = useSpeech();
  const day = (moment: string) => <Day of={dayInVietnam(Date.parse(moment))} />;
  return (
    <div className="asked" data-question={asked.state}>
      <p role="status">
        <strong>
          {say(
            asked.state === 'ANSWERED'
              ? words.askAnswered
              : asked.isOverdue
                ? words.askOverdue
                : words.askReceived,
          )}
        </strong>{' '}
        {asked.answeredAt ? (
          day(asked.answeredAt)
        ) : (
          <>
            {say(words.askBy)} <Day of={asked.answerBy} />
          </>
        )}
      </p>
      <dl>
        <div>
          <dt>
            {say(words.asked)} {day(asked.askedAt)}
          </dt>
          <dd lang="vi">{asked.question}</dd>
        </div>
        {asked.answer && (
          <div>
            <dt>{say(words.answer)}</dt>
            <dd lang="vi">{asked.answer}</dd>
          </div>
        )}
      </dl>
      {asked.isOverdue && <p className="hint">{say(words.askOverdueDo)}</p>}
    </div>
  );
}
