import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { parseMoment, writtenMinute, writtenNumber } from '../shell/written.js';
import { parseDong } from './pupils.js';
import { methodNames, words } from './wording.js';

export interface PaymentStated {
  amount: number;
  method: string;
  bankReference: string;
  paidAt: string;
}

type PaymentFormProps = { amount: number; aheadMs: number; onRecord: (stated: PaymentStated) => void };

/** `08/12/2026 14:05` of Vietnam as the moment it is; null where it is none, or still to come. */
function parsePaidAt(text: string, now: number): string | null {
  const moment = /\d:\d\d\s*$/.test(text) ? parseMoment(text, false) : null;
  const at = Date.parse(moment ?? '');
  return at <= now + 60_000 && at >= Date.UTC(2000, 0, 1) ? moment : null;
}

/** The number of a cash slip that was not numbered elsewhere: the day, and four signs that no other one has. */
function slipNumber(now: number): string {
  const day = writtenMinute(now).slice(0, 10).split('/').reverse().join('');
  return `TM${day}-${crypto.randomUUID().slice(0, 6).toUpperCase()}`;
}

/** What was paid at this desk. Cash stands ready: transfers are matched without anybody, by the bank's notice. */
export function PaymentForm({ amount, aheadMs, onRecord }: PaymentFormProps) {
  const { say } = useSpeech();
  const [now] = useState(() => Date.now() + aheadMs);
  const [paid, setPaid] = useState(writtenNumber(amount, 'vi'));
  const [method, setMethod] = useState('CASH');
  const [slip] = useState(() => slipNumber(now));
  const [reference, setReference] = useState(slip);
  const [moment, setMoment] = useState(() => writtenMinute(now));
  const [wrong, setWrong] = useState<{ field: string; why: Sentence } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    const value = parseDong(paid);
    const paidAt = parsePaidAt(moment, Date.now() + aheadMs);
    const given = reference.trim();
    if (value === null) return refuse('pay-amount', words.amountWrong);
    if (given.length < 4) return refuse('pay-reference', words.referenceWrong);
    if (paidAt === null) return refuse('pay-moment', words.momentWrong);
    setWrong(null);
    return onRecord({ amount: value, method, bankReference: given, paidAt });
  }

  function refuse(field: string, why: Sentence) {
    setWrong({ field, why });
    form.current?.querySelector<HTMLInputElement>(`#${field}`)?.focus();
  }

  const marks = (id: string, hint?: string) => ({
    id,
    'aria-invalid': wrong?.field === id,
    'aria-describedby': wrong ? (wrong.field === id ? 'pay-wrong' : undefined) : hint,
  });
  return (
    <form className="pay" ref={form} onSubmit={submit} noValidate>
      <label>
        {say(words.amount)}
        <input
          {...marks('pay-amount')}
          ref={first}
          inputMode="numeric"
          autoComplete="off"
          value={paid}
          onChange={(event) => setPaid(event.target.value)}
        />
      </label>
      <label>
        {say(words.method)}
        <select
          id="pay-method"
          value={method}
          onChange={(event) => {
            setMethod(event.target.value);
            setReference(event.target.value === 'CASH' ? slip : reference === slip ? '' : reference);
          }}
        >
          {Object.entries(methodNames).map(([code, name]) => (
            <option key={code} value={code}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(words.bankReference)}
        <input
          {...marks('pay-reference', 'pay-hint')}
          autoComplete="off"
          maxLength={64}
          value={reference}
          onChange={(event) => setReference(event.target.value)}
        />
      </label>
      <label>
        {say(words.paidAt)}
        <input
          {...marks('pay-moment')}
          autoComplete="off"
          value={moment}
          onChange={(event) => setMoment(event.target.value)}
        />
      </label>
      {wrong ? (
        <p id="pay-wrong" className="wrong" role="alert">
          {say(wrong.why)}
        </p>
      ) : (
        <p id="pay-hint" className="hint">
          {say(words.bankReferenceHint)}
        </p>
      )}
      <button type="submit" className="primary">
        {say(words.record)} <kbd>Enter</kbd>
      </button>
    </form>
  );
}
