import { type FormEvent, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import type { Asked } from '../shell/use-ask.js';
import { dong, writtenMinute } from '../shell/written.js';
import { ActState } from './act-state.js';
import { AskReason } from './ask-reason.js';
import { paymentStates, unmatchedReasons, words } from './money-wording.js';
import type { PartProps } from './part.js';
import { assignPayment, type Money, type Payment, unassignPayment } from './queries.js';
import { useAct } from './use-act.js';
import { words as deskWords } from './wording.js';

type School = NonNullable<Money['school']>;
type Unmatched = NonNullable<School['unmatchedPayments']>['nodes'][number];

/** What came in: first what nobody knows for what, then what was matched lately. */
export function MoneyPanel({ box, school, money }: PartProps & { money: Asked<Money> }) {
  const { say } = useSpeech();
  const assign = useAct<Payment>(box, assignPayment, 'ASSIGN', money.refresh);
  const unassign = useAct<Payment>(box, unassignPayment, 'UNASSIGN', money.refresh);
  const [undoing, setUndoing] = useState<Payment | null>(null);
  return (
    <section className="panel money" aria-labelledby="queue-title">
      <Answered asked={money} waiting={words.loadingMoney}>
        {(value) => {
          const queue = value.school?.unmatchedPayments;
          const lately = value.school?.feePayments?.nodes ?? [];
          return (
            <>
              <h2 id="queue-title">
                {say(words.queue)} <span className="count">{queue?.nodes.length ?? 0}</span>
              </h2>
              <ActState act={assign.act} sending={words.assigning} />
              <ActState act={unassign.act} sending={words.unassigning} />
              {queue?.nodes.length === 0 && <p className="empty">{say(words.queueEmpty)}</p>}
              {queue && queue.nodes.length > 0 && (
                <div className="rows">
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">{say(words.at)}</th>
                        <th scope="col" className="amount">
                          {say(deskWords.amount)}
                        </th>
                        <th scope="col">{say(words.said)}</th>
                        <th scope="col">{say(words.assignTo)}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {queue.nodes.map((payment) => (
                        <UnmatchedLine
                          key={payment.paymentId}
                          payment={payment}
                          isBusy={assign.isUnder}
                          onAssign={(orderReference) =>
                            assign.send({ paymentId: payment.paymentId, orderReference, schoolCode: school })
                          }
                        />
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              {queue?.pageInfo.hasNextPage && <p className="hint">{say(words.more)}</p>}
              <h2>{say(words.received)}</h2>
              {lately.length === 0 ? (
                <p className="empty">{say(words.receivedEmpty)}</p>
              ) : (
                <div className="rows">
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">{say(words.at)}</th>
                        <th scope="col">{say(words.receipt)}</th>
                        <th scope="col" className="amount">
                          {say(deskWords.amount)}
                        </th>
                        <th scope="col">{say(deskWords.standing)}</th>
                        <th scope="col">
                          <span className="unseen">{say(words.unassign)}</span>
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {lately.map((payment) => (
                        <tr key={payment.paymentId} data-payment={payment.paymentId}>
                          <td className="number">{writtenMinute(payment.paidAt)}</td>
                          <th scope="row" className="number">
                            {payment.receiptNo ?? payment.bankReference}
                          </th>
                          <td className="amount">{dong(payment.amount)}</td>
                          <td>
                            {say(paymentStates[payment.status]!)}
                            {payment.credited > 0 && (
                              <small className="under">
                                {say(deskWords.credited)} {dong(payment.credited)}
                              </small>
                            )}
                          </td>
                          <td>
                            {payment.status === 'MATCHED' && (
                              <button type="button" onClick={() => setUndoing(payment)}>
                                {say(words.unassign)}
                                <span className="unseen"> {payment.receiptNo}</span>
                              </button>
                            )}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </>
          );
        }}
      </Answered>
      {undoing && (
        <AskReason
          title={words.unassign}
          of={undoing.receiptNo ?? ''}
          label={words.unassignWhy}
          onReason={(reason) => unassign.send({ paymentId: undoing.paymentId, reason, schoolCode: school })}
          onClose={() => setUndoing(null)}
        />
      )}
    </section>
  );
}

type UnmatchedLineProps = { payment: Unmatched; isBusy: boolean; onAssign: (reference: string) => void };

function UnmatchedLine({ payment, isBusy, onAssign }: UnmatchedLineProps) {
  const { say } = useSpeech();
  const [reference, setReference] = useState('');
  const { paymentId, paidAt, unmatched, said, reason, bankReference } = payment;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (reference.trim() !== '') onAssign(reference.trim().toUpperCase());
  }
  return (
    <tr data-unmatched={paymentId}>
      <td className="number">{writtenMinute(paidAt)}</td>
      <td className="amount">{dong(unmatched)}</td>
      <td lang="vi">
        {said ?? '·'}
        <small className="under">
          {bankReference} · {unmatchedReasons[reason] ? say(unmatchedReasons[reason]) : reason}
        </small>
      </td>
      <td>
        <form className="assign" onSubmit={submit}>
          <input
            aria-label={`${say(words.assignTo)} ${bankReference}`}
            placeholder="HP…"
            autoComplete="off"
            maxLength={20}
            value={reference}
            onChange={(event) => setReference(event.target.value)}
          />
          <button type="submit" disabled={isBusy || reference.trim() === ''}>
            {say(words.assign)}
          </button>
        </form>
      </td>
    </tr>
  );
}
