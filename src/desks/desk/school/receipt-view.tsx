import { useEffect, useRef } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { dong, writtenMinute } from '../shell/written.js';
import { Paper } from './paper.js';
import type { PartProps } from './part.js';
import { sumsOf } from './pupils.js';
import { type Payment, type Pupil, type Receipt, receiptOf } from './queries.js';
import { methodNames, words } from './wording.js';

type ReceiptViewProps = PartProps & { pupil: Pupil; payment: Payment; onClose: () => void };

/** A payment that was booked: its receipt, what is still owed, and the paper. */
export function ReceiptView({ desk, asking, school, pupil, payment, onClose }: ReceiptViewProps) {
  const { say } = useSpeech();
  const { receiptNo, amount, method, bankReference, credited, unmatched, allocations } = payment;
  const asked = useAsk<{ school: { receipt: Receipt | null } | null }>(asking, receiptNo ? receiptOf : null, {
    code: school,
    no: receiptNo,
  });
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  const receipt = asked.value?.school?.receipt ?? null;
  const { owed } = sumsOf(pupil.fees);
  const lines = allocations.map(({ feeId, amount: part }) => {
    const fee = pupil.fees?.find((one) => one.feeId === feeId);
    return { feeId, part, what: fee ? `${fee.itemName} ${fee.period}` : feeId };
  });
  return (
    <div className="receipt" data-receipt={receiptNo ?? ''} role="status">
      <p className="receipt-state">✓ {say(words.paidTitle)}</p>
      <dl className="facts">
        <div>
          <dt>{say(words.amount)}</dt>
          <dd className="number">{dong(amount)}</dd>
        </div>
        <div className="wide">
          <dt>{say(words.receiptNo)}</dt>
          <dd className="number">{receiptNo ?? '·'}</dd>
        </div>
        {credited > 0 && (
          <div>
            <dt>{say(words.credited)}</dt>
            <dd className="number">{dong(credited)}</dd>
          </div>
        )}
        {unmatched > 0 && (
          <div>
            <dt>{say(words.unmatched)}</dt>
            <dd className="number">{dong(unmatched)}</dd>
          </div>
        )}
        <div>
          <dt>{say(words.stillOwed)}</dt>
          <dd className="number" data-still-owed={owed}>
            {owed > 0 ? dong(owed) : say(words.nothingOwed)}
          </dd>
        </div>
      </dl>
      {receiptNo && (
        <Answered asked={asked} waiting={words.loadingReceipt}>
          {() =>
            receipt && (
              <p>
                {say(words.inWords)}: <span lang="vi">{receipt.amountInWords}</span>
                {receipt.voidedAt && <strong> {say(words.voided)}</strong>}
              </p>
            )
          }
        </Answered>
      )}
      <div className="row-end">
        <button type="button" disabled={!receipt} onClick={() => window.print()}>
          {say(words.printReceipt)} <kbd>Ctrl P</kbd>
        </button>
        <button type="button" className="primary" ref={done} onClick={onClose}>
          {say(words.done)} <kbd>Esc</kbd>
        </button>
      </div>
      {receipt && (
        <Paper desk={desk} kind="ONE" title={`${say(words.receiptTitle)} ${receipt.receiptNo}`}>
          <dl className="paper-receipt">
            <dt>{say(words.pupil)}</dt>
            <dd lang="vi">
              {pupil.fullName} · {say(words.className)} {pupil.className}
            </dd>
            {lines.map(({ feeId, part, what }) => (
              <div key={feeId} className="paper-line">
                <dt lang="vi">{what}</dt>
                <dd>{dong(part)}</dd>
              </div>
            ))}
            {credited > 0 && (
              <div className="paper-line">
                <dt>{say(words.credited)}</dt>
                <dd>{dong(credited)}</dd>
              </div>
            )}
            <div className="paper-line">
              <dt>{say(words.total)}</dt>
              <dd>
                <strong>{dong(receipt.amount)}</strong>
              </dd>
            </div>
            <dt>{say(words.inWords)}</dt>
            <dd lang="vi">{receipt.amountInWords}</dd>
            <dt>{say(words.method)}</dt>
            <dd>
              {say(methodNames[method] ?? { vi: method, en: method })} · {bankReference}
            </dd>
            <dt>{say(words.issuedAt)}</dt>
            <dd>{writtenMinute(receipt.issuedAt)}</dd>
          </dl>
          <div className="paper-signs">
            <p>{say(words.payer)}</p>
            <p>{say(words.cashier)}</p>
          </div>
        </Paper>
      )}
    </div>
  );
}
