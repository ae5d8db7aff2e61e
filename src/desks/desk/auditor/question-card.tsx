import { useEffect, useMemo, useRef, useState } from 'react';
import { Answered } from '../shell/answered.js';
import type { Asking } from '../shell/ask-hub.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { useOutbox } from '../shell/use-outbox.js';
import { purposeNames, words as shellWords } from '../shell/wording.js';
import { writtenDate, writtenMoment } from '../shell/written.js';
import { hasLongNumber } from './decision.js';
import { answerQuestion, type LookAskedAbout, lookAskedAbout, type UsageQuestion } from './queries.js';
import { words } from './wording.js';

/** Answers on their way, by the number of their question. */
export type Answers = ReturnType<typeof useOutbox<string, UsageQuestion>>;

type QuestionCardProps = {
  asking: Asking;
  one: UsageQuestion;
  answers: Answers;
  drafts: Map<string, string>;
  onAnswered: () => void;
  onBack: () => void;
};

/** One question: the look it is about, the resident's words, and the answer, which he reads as it stands here. */
export function QuestionCard({ asking, one, answers, drafts, onAnswered, onBack }: QuestionCardProps) {
  const { say } = useSpeech();
  const [text, setText] = useState(drafts.get(one.id) ?? '');
  const [wrong, setWrong] = useState<'answerNone' | 'answerNumber' | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => title.current?.focus(), []);
  const variables = useMemo(() => ({ id: one.eventId }), [one.eventId]);
  const look = useAsk<LookAskedAbout>(asking, lookAskedAbout, variables);
  const entry = answers.entries.findLast(({ who }) => who === one.id) ?? null;
  const isSent = entry?.state === 'SENT';
  useEffect(() => {
    if (isSent) onAnswered();
  }, [isSent, onAnswered]);
  // What was answered here counts before what the list last said.
  const now = entry?.done ?? one;
  const isUnderWay = entry?.state === 'SENDING' || entry?.state === 'WAITING';
  const isTaken = entry?.problem?.code === 'CONFLICT';

  function write(given: string) {
    setText(given);
    setWrong(null);
    drafts.set(one.id, given);
  }

  function send() {
    const answer = text.trim();
    const bad = answer === '' ? 'answerNone' : hasLongNumber(answer) ? 'answerNumber' : null;
    setWrong(bad);
    if (bad) return field.current?.focus();
    if (entry) answers.drop(entry.key);
    answers.add(answerQuestion, { id: one.id, answer }, one.id);
    title.current?.focus();
  }

  return (
    <section className="panel question-card" aria-labelledby="question-title" data-question={now.state}>
      <header className="panel-head">
        <h2 id="question-title" ref={title} tabIndex={-1}>
          {say(words.question)} {now.id} ·{' '}
          {now.state === 'OPEN'
            ? `${say(words.dueOn).toLowerCase()} ${writtenDate(now.answerBy)}`
            : say(words.answeredState)}
        </h2>
        <button type="button" className="quiet" onClick={onBack}>
          {say(words.backToList)}
        </button>
      </header>
      <blockquote lang="vi">{now.question}</blockquote>
      <p className="hint">
        {say(words.askedAt)} {writtenMoment(now.askedAt)}
      </p>
      <h3>{say(words.lookAskedAbout)}</h3>
      <Answered asked={look} waiting={words.waiting}>
        {({ auditEvent: event }) =>
          event ? (
            <dl className="facts">
              <div>
                <dt>{say(words.when)}</dt>
                <dd className="number">{writtenMoment(event.occurredAt)}</dd>
              </div>
              <div>
                <dt>{say(words.whoAsked)}</dt>
                <dd>
                  {event.agency ?? say(words.nobody)} {event.officer && <small>/ {event.officer}</small>}
                </dd>
              </div>
              <div>
                <dt>{say(words.purpose)}</dt>
                <dd>
                  {event.purpose && purposeNames[event.purpose]
                    ? say(purposeNames[event.purpose]!)
                    : (event.purpose ?? '·')}
                </dd>
              </div>
              <div>
                <dt>{say(words.caseReference)}</dt>
                <dd>{event.caseReference ?? '·'}</dd>
              </div>
            </dl>
          ) : (
            <p className="empty">{say(words.noEvent)}</p>
          )
        }
      </Answered>
      <p>
        <a href={`#event/${now.eventId}`}>{say(words.openLook)}</a>
      </p>
      {entry?.state === 'REFUSED' && entry.problem && <Problem problem={entry.problem} />}
      {isUnderWay && (
        <p className="notice" role="status" data-answer={entry.state}>
          {say(entry.state === 'WAITING' ? words.waitingToSend : words.sending)}
        </p>
      )}
      {isSent && (
        <p className="notice done" role="status" data-answer="SENT">
          {say(words.answerSent)}
        </p>
      )}
      {now.answer !== null && (
        <>
          <h3>
            {say(words.theAnswer)} {now.answeredAt && writtenMoment(now.answeredAt)}
          </h3>
          <blockquote lang="vi">{now.answer}</blockquote>
        </>
      )}
      {isTaken && (
        <button
          type="button"
          onClick={() => {
            answers.drop(entry.key);
            onAnswered();
            onBack();
          }}
        >
          {say(shellWords.refresh)}
        </button>
      )}
      {now.state === 'OPEN' && !isUnderWay && !isTaken && (
        <div className="decide">
          <label htmlFor="answer">{say(words.answerField)}</label>
          <textarea
            id="answer"
            ref={field}
            rows={5}
            maxLength={2_000}
            value={text}
            aria-invalid={wrong !== null}
            aria-describedby="answer-hint"
            onChange={(event) => write(event.target.value)}
          />
          <p id="answer-hint" className={wrong ? 'wrong' : 'hint'} role={wrong ? 'alert' : undefined}>
            {say(words[wrong ?? 'answerHint'])}
          </p>
          <p className="decide-buttons">
            <button type="button" className="primary" onClick={send}>
              {say(words.sendAnswer)}
            </button>
          </p>
        </div>
      )}
    </section>
  );
}
