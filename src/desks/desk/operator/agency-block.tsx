import type { FormEvent, ReactNode } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';

type AgencyBlockProps = {
  id: string;
  title: Sentence;
  count: number;
  hint?: Sentence | false;
  /** What is said in place of a table without rows. */
  none: Sentence;
  columns: readonly Sentence[];
  /** What can be done with a row, in its last column. */
  act: Sentence;
  rows: readonly ReactNode[];
  /** Where one more is added. */
  children: ReactNode;
};

/** One table of what an agency has, and the form that adds to it. */
export function AgencyBlock(props: AgencyBlockProps) {
  const { id, title, count, hint = false, none, columns, act, rows, children } = props;
  const { say } = useSpeech();
  return (
    <section aria-labelledby={id} className="agency-block">
      <h4 id={id}>
        {say(title)} <span className="count">{count}</span>
      </h4>
      {hint && <p className="hint">{say(hint)}</p>}
      {rows.length === 0 ? (
        <p className="empty">{say(none)}</p>
      ) : (
        <div className="rows">
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.en} scope="col">
                    {say(column)}
                  </th>
                ))}
                <th scope="col">
                  <span className="unseen">{say(act)}</span>
                </th>
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        </div>
      )}
      {children}
    </section>
  );
}

type AddFormProps = {
  /** What is added: part of the button's `data-…-submit`. */
  what: 'grant' | 'key' | 'register' | 'quota';
  verb: Sentence;
  /** What is wrong with what was entered. */
  wrong?: Sentence | false;
  onAdd: () => void;
  children: ReactNode;
};

/** What is entered to add to a table, on one line. */
export function AddForm({ what, verb, wrong = false, onAdd, children }: AddFormProps) {
  const { say } = useSpeech();
  function submit(event: FormEvent) {
    event.preventDefault();
    onAdd();
  }
  return (
    <form className="line-form" onSubmit={submit} noValidate>
      {children}
      <button type="submit" {...{ [`data-${what}-submit`]: true }}>
        {say(verb)}
      </button>
      {wrong && (
        <p className="wrong" role="alert">
          {say(wrong)}
        </p>
      )}
    </form>
  );
}
