import { useEffect, useRef, useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { ActState } from './act-state.js';
import { lineReasons, words } from './money-wording.js';
import { actOf, type PartProps } from './part.js';
import { importStatement, type Statement } from './queries.js';
import { type StatementPart, splitStatement } from './split-statement.js';

/** A bank's statement, from a file or the clipboard, in as many parts as the hub takes. */
export function StatementPanel({ school, box, onBooked }: PartProps & { onBooked: () => void }) {
  const { say } = useSpeech();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<Sentence | null>(null);
  const [keys, setKeys] = useState<readonly string[]>([]);
  const [sent, setSent] = useState<readonly StatementPart[]>([]);
  const acts = keys.map((key) => actOf<Statement>(box, key));
  const answers = acts.map((act) => act?.done ?? null);
  const done = answers.filter((one) => one !== null);
  const held = acts.find((act) => act && act.state !== 'SENT') ?? null;
  const isWhole = keys.length > 0 && done.length === keys.length;

  const told = useRef<readonly string[]>([]);
  useEffect(() => {
    if (!isWhole || told.current === keys) return;
    told.current = keys;
    setText('');
    onBooked();
  }, [isWhole, keys, onBooked]);

  async function choose(file: File | null) {
    if (!file) return;
    setWrong(null);
    try {
      setText(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      setWrong(words.notUtf8);
    }
  }
  function send() {
    const parts = splitStatement(text);
    setWrong(parts ? null : words.noHeader);
    setSent(parts ?? []);
    if (parts)
      setKeys(
        parts.map(({ csv }, at) =>
          box.add(
            importStatement,
            { csv, schoolCode: school },
            { what: 'STATEMENT', of: `${at + 1}/${parts.length}` },
          ),
        ),
      );
  }
  const sum = (field: 'matched' | 'queued' | 'repeated' | 'outgoing') =>
    done.reduce((all, one) => all + one[field], 0);
  return (
    <section className="panel statement" aria-labelledby="statement-title">
      <h2 id="statement-title">{say(words.statement)}</h2>
      <p className="hint">{say(words.statementExplain)}</p>
      <label>
        {say(words.statementFile)}
        <input
          id="statement-file"
          type="file"
          accept=".csv,.txt"
          onChange={(event) => void choose(event.target.files?.[0] ?? null)}
        />
      </label>
      <label>
        {say(words.statementText)}
        <textarea
          id="statement-text"
          rows={3}
          spellCheck={false}
          value={text}
          aria-invalid={wrong !== null}
          aria-describedby={wrong ? 'statement-wrong' : undefined}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {wrong && (
        <p id="statement-wrong" className="wrong" role="alert">
          {say(wrong)}
        </p>
      )}
      <div className="tools">
        <button
          type="button"
          id="book-statement"
          disabled={text.trim() === '' || (held !== null && !wrong && held.state !== 'REFUSED')}
          onClick={send}
        >
          {say(words.book)}
        </button>
        {keys.length > 1 && (
          <>
            <progress value={done.length} max={keys.length} aria-label={say(words.booking)} />
            <span className="number">
              {done.length}/{keys.length} {say(words.part)}
            </span>
          </>
        )}
      </div>
      <ActState act={held} sending={words.booking} />
      {done.length > 0 && (
        <p role="status" className="done" data-matched={sum('matched')} data-queued={sum('queued')}>
          ✓ {sum('matched')} {say(words.matched)} · {sum('queued')} {say(words.queued)} · {sum('repeated')}{' '}
          {say(words.repeated)} · {sum('outgoing')} {say(words.outgoing)}
        </p>
      )}
      {done.some(({ problems }) => problems.length > 0) && (
        <ul className="note-counts">
          {answers.flatMap((answer, at) =>
            (answer?.problems ?? []).map(({ line, reason, bankReference }) => (
              <li key={`${at} ${line}`}>
                {say(words.line)} {sent[at]?.lineOf(line) ?? line}:{' '}
                {lineReasons[reason] ? say(lineReasons[reason]) : reason}
                {bankReference && <small> {bankReference}</small>}
              </li>
            )),
          )}
        </ul>
      )}
    </section>
  );
}
