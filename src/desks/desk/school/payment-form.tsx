import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { parseDong, writtenMoment } from './pupils.js';
import { methodNames, words } from './wording.js';

export interface PaymentStated {
  amount: number;
  method: string;
  bankReference: string;
  paidAt: string;
}

type PaymentFormProps = { amount: number; aheadMs: number; onRecord: (stated: PaymentStated) => void };

/** `08/12/2026 14:05` of Vietnam as the moment it is; null where it is none, or still to come. */
function parseMoment(text: string, now: number): string | null {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s+(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!parts) return null;
  const [day, month, year, hour, minute] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const at = Date.UTC(year, month - 1, day, hour, minute) - 7 * 3_600_000;
  const isThere =
    writtenMoment(at) ===
    [day, month, year, hour, minute].reduce((told, part, place) => {
      const [before, width] = [['', '/', '/', ' ', ':'][place]!, place === 2 ? 4 : 2];
      return `${told}${before}${String(part).padStart(width, '0')}`;
    }, '');
  return isThere && at <= now + 60_000 && at >= Date.UTC(2000, 0, 1) ? new Date(at).toISOString() : null;
}

/** The number of a cash slip that was not numbered elsewhere: the day, and four signs that no other one has. */
function slipNumber(now: number): string {
  const day = writtenMoment(now).slice(0, 10).split('/').reverse().join('');
  return `TM${day}-${crypto.randomUUID().slice(0, 6).toUpperCase()}`;
}

/** What was paid at this desk. Cash stands ready: transfers are matched without anybody, by the bank's notice. */
export function PaymentForm({ amount, aheadMs, onRecord }: PaymentFormProps) {
  const { say } = useSpeech();
  const [now] = useState(() => Date.now() + aheadMs);
  const [paid, setPaid] = useState(amount.toLocaleString('vi-VN'));
  const [method, setMethod] = useState('CASH');
  const [slip] = useState(() => slipNumber(now));
  const [reference, setReference] = useState(slip);
  const [moment, setMoment] = useState(() => writtenMoment(now));
  const [wrong, setWrong] = useState<{ field: string; why: Sentence } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    const value = parseDong(paid);
    const paidAt = parseMoment(moment, Date.now() + aheadMs);
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
