import { type FormEvent, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { purposeNames } from '../shell/wording.js';
import { parseMoment } from '../shell/written.js';
import type { EventFilter } from './queries.js';
import { type Entered, nothingEntered, type Search } from './use-search.js';
import { outcomes, words } from './wording.js';

type Wrong = { field: keyof Entered; says: 'dateWrong' | 'spanWrong' | 'subjectWrong' };

/** What was entered, as the hub is asked; or which field is wrong. */
function filterOf(entered: Entered): { filter: EventFilter } | { wrong: Wrong } {
  const said = Object.fromEntries(
    Object.entries(entered)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  ) as Partial<Entered>;
  const { from: fromText, to: toText, subject: number, ...filter } = said;
  const from = fromText ? parseMoment(fromText, false) : undefined;
  const to = toText ? parseMoment(toText, true) : undefined;
  const subject = number?.replace(/[\s.]/g, '');
  if (from === null) return { wrong: { field: 'from', says: 'dateWrong' } };
  if (to === null) return { wrong: { field: 'to', says: 'dateWrong' } };
  if (from && to && from >= to) return { wrong: { field: 'to', says: 'spanWrong' } };
  if (subject && !/^\d{12}$/.test(subject)) return { wrong: { field: 'subject', says: 'subjectWrong' } };
  return { filter: { ...filter, ...(from && { from }), ...(to && { to }), ...(subject && { subject }) } };
}

/** What a search is narrowed by: Vietnam's time in, UTC out; the number in the body of the request alone. */
export function SearchForm({ search }: { search: Search }) {
  const { say } = useSpeech();
  const { entered, setEntered } = search;
  const [wrong, setWrong] = useState<Wrong | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = filterOf(entered);
    if ('wrong' in read) {
      setWrong(read.wrong);
      document.getElementById(`by-${read.wrong.field}`)?.focus();
      return;
    }
    setWrong(null);
    // What comes is gone to.
    (document.activeElement as HTMLElement | null)?.blur();
    search.search(read.filter);
  }

  const field = (name: keyof Entered) => ({
    id: `by-${name}`,
    value: entered[name],
    autoComplete: 'off',
    'aria-invalid': wrong?.field === name,
    'aria-describedby': wrong?.field === name ? 'search-wrong' : undefined,
    onChange: (event: { target: { value: string } }) =>
      setEntered((all) => ({ ...all, [name]: event.target.value })),
  });
  const label = (name: keyof Entered) => <label htmlFor={`by-${name}`}>{say(words[name])}</label>;
  const choice = (name: 'purpose' | 'outcome', names: typeof outcomes) => (
    <div className="field">
      {label(name)}
      <select {...field(name)}>
        <option value="">{say(words.any)}</option>
        {Object.entries(names).map(([value, said]) => (
          <option key={value} value={value}>
            {say(said)}
          </option>
        ))}
      </select>
    </div>
  );
  const text = (name: 'agency' | 'officer' | 'from' | 'to', placeholder = '') => (
    <div className={`field field-${name}`}>
      {label(name)}
      <input {...field(name)} placeholder={placeholder} spellCheck={false} />
    </div>
  );
  return (
    <form className="search-form panel" onSubmit={submit} noValidate>
      {text('agency', 'hospital.demo')}
      {text('officer', '001')}
      {choice('purpose', purposeNames)}
      {choice('outcome', outcomes)}
      {text('from', 'dd/mm/yyyy hh:mm')}
      {text('to', 'dd/mm/yyyy hh:mm')}
      <div className="field">
        {label('subject')}
        <input {...field('subject')} inputMode="numeric" maxLength={20} title={say(words.subjectHint)} />
      </div>
      <div className="form-buttons">
        <button type="submit" className="primary">
          {say(words.find)}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            setWrong(null);
            setEntered(nothingEntered);
            search.search({});
          }}
        >
          {say(words.clear)}
        </button>
      </div>
      {wrong && (
        <p className="wrong" id="search-wrong" role="alert">
          {say(words[wrong.says])}
        </p>
      )}
    </form>
  );
}
