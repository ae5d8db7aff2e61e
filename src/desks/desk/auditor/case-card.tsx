import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { writtenMoment, writtenNumber } from '../shell/written.js';
import type { Decisions } from './cases-part.js';
import { type DecisionAbout, wrongNote } from './decision.js';
import { DecisionState } from './decision-state.js';
import { decideCase, liftPause, type MisuseCase } from './queries.js';
import { actions, caseStates, detectors, figureNames, words } from './wording.js';

type CaseCardProps = {
  one: MisuseCase;
  outbox: Decisions;
  drafts: Map<string, string>;
  onDecided: () => void;
  onBack: () => void;
};

/** One case: what was seen, in words and figures, by whom, and what is to become of it. */
export function CaseCard({ one, outbox, drafts, onDecided, onBack }: CaseCardProps) {
  const { say, language } = useSpeech();
  const [note, setNote] = useState(drafts.get(one.id) ?? '');
  const [wrong, setWrong] = useState<ReturnType<typeof wrongNote>>(null);
  useEffect(() => void drafts.set(one.id, note), [drafts, one.id, note]);
  const title = useRef<HTMLHeadingElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => title.current?.focus(), []);
  const entry = outbox.entries.findLast(({ who }) => who.caseId === one.id) ?? null;
  const isSent = entry?.state === 'SENT';
  useEffect(() => {
    if (!isSent) return;
    setNote('');
    onDecided();
  }, [isSent, onDecided]);
  // What was decided here counts before what the list last said.
  const decided = outbox.entries.findLast(
    ({ who, done }) => who.caseId === one.id && done !== null && 'state' in done,
  )?.done as MisuseCase | undefined;
  const now = decided ?? one;
  const isUnderWay = entry?.state === 'SENDING' || entry?.state === 'WAITING';
  const mayLift = now.action !== 'NONE' && now.agency !== null && now.officer !== null;
  const isLifted = entry?.who.what === 'LIFTED' && isSent;
  const detector = detectors[now.detector];

  function send(what: DecisionAbout['what']) {
    const bad = wrongNote(note);
    setWrong(bad);
    if (bad) return field.current?.focus();
    const { agency, officer } = one;
    const why = note.trim();
    if (what === 'LIFTED') outbox.add(liftPause, { agency, officer, reason: why }, { caseId: one.id, what });
    else outbox.add(decideCase, { id: one.id, decision: what, note: why }, { caseId: one.id, what });
    title.current?.focus();
  }

  function again() {
    if (!entry) return;
    outbox.drop(entry.key);
    // Somebody else was first: the list says how things stand.
    if (entry.problem?.code !== 'CONFLICT') return;
    onDecided();
    onBack();
  }

  return (
    <section className="panel case-card" aria-labelledby="case-title" data-case-state={now.state}>
      <header className="panel-head">
        <h2 id="case-title" ref={title} tabIndex={-1}>
          {say(detector?.name ?? { vi: now.detector, en: now.detector })} ·{' '}
          {now.agency ?? say(words.noOfficer)}
          {now.officer && ` / ${now.officer}`}
        </h2>
        <span className={`case-state case-${now.state.toLowerCase()}`}>
          {say(caseStates[now.state] ?? { vi: now.state, en: now.state })}
        </span>
        <button type="button" className="quiet" onClick={onBack}>
          {say(words.backToList)}
        </button>
      </header>
      {detector && <p>{say(detector.says)}</p>}
      <dl className="facts">
        <div>
          <dt>{say(words.measure)}</dt>
          <dd>{say(actions[now.action] ?? { vi: now.action, en: now.action })}</dd>
        </div>
        <div className="wide">
          <dt>
            {say(words.opened)} – {say(words.seen).toLowerCase()}
          </dt>
          <dd className="number">
            {writtenMoment(now.openedAt)} – {writtenMoment(now.lastSeenAt)}
          </dd>
        </div>
        <div className="wide">
          <dt>{say(words.figures)}</dt>
          <dd>
            {now.evidence
              .map(({ name, value }) => {
                const count = writtenNumber(value, language);
                return `${count} ${figureNames[name] ? say(figureNames[name]) : name}`;
              })
              .join(' · ')}
          </dd>
        </div>
        {now.decidedAt && (
          <div className="wide">
            <dt>
              {say(words.decided)} {writtenMoment(now.decidedAt)} {say(words.decidedBy)} {now.decidedBy}
            </dt>
            <dd lang="vi">{now.note}</dd>
          </div>
        )}
      </dl>
      <h3>
        {say(words.events)} <span className="count">{now.eventIds.length}</span>
      </h3>
      <ul className="event-ids">
        {now.eventIds.map((id) => (
          <li key={id}>
            <a href={`#event/${id}`}>{id.slice(0, 8)}</a>
          </li>
        ))}
      </ul>
      <DecisionState entry={entry} onAgain={again} />
      {!isUnderWay && entry?.state !== 'REFUSED' && (now.state === 'OPEN' || (mayLift && !isLifted)) && (
        <div className="decide">
          <label htmlFor="case-note">{say(words.note)}</label>
          <textarea
            id="case-note"
            ref={field}
            rows={2}
            maxLength={500}
            value={note}
            aria-invalid={wrong !== null}
            aria-describedby="case-note-hint"
            onChange={(event) => setNote(event.target.value)}
          />
          <p id="case-note-hint" className={wrong ? 'wrong' : 'hint'} role={wrong ? 'alert' : undefined}>
            {say(words[wrong ?? 'noteHint'])}
          </p>
          <p className="decide-buttons">
            {now.state === 'OPEN' && (
              <>
                <button type="button" onClick={() => send('DISMISSED')}>
                  {say(words.dismiss)}
                </button>
                <button type="button" className="primary" onClick={() => send('CONFIRMED')}>
                  {say(words.confirm)}
                </button>
              </>
            )}
            {mayLift && !isLifted && (
              <button type="button" onClick={() => send('LIFTED')}>
                {say(words.lift)}
              </button>
            )}
          </p>
          {now.state === 'OPEN' && <p className="hint">{say(words.dismissText)}</p>}
        </div>
      )}
    </section>
  );
}
