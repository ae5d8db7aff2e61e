import { useSpeech } from '../shell/speaking.js';
import type { Desk } from '../shell/use-desk.js';
import { dong } from '../shell/written.js';
import { Paper } from './paper.js';
import { Qr } from './qr.js';
import type { Order } from './queries.js';
import { words } from './wording.js';

/** What a family needs to pay: the QR, and the same in words. */
export function OrderView({ order }: { order: Order }) {
  const { say } = useSpeech();
  const { reference, amount, accountName, accountNo, bankName, qrSvg } = order;
  return (
    <section className="order" data-order={reference} aria-label={say(words.orderTitle)}>
      <Qr svg={qrSvg} label={`${say(words.qrLabel)} ${reference}`} />
      <dl>
        <div>
          <dt>{say(words.amount)}</dt>
          <dd className="order-amount">{dong(amount)}</dd>
        </div>
        <div>
          <dt>{say(words.reference)}</dt>
          <dd className="number">{reference}</dd>
        </div>
        <div>
          <dt>{say(words.account)}</dt>
          <dd lang="vi">
            <span className="number">{accountNo}</span> · {bankName}
            <small className="under">{accountName}</small>
          </dd>
        </div>
      </dl>
      <button type="button" onClick={() => window.print()}>
        {say(words.printOrder)} <kbd>Ctrl P</kbd>
      </button>
    </section>
  );
}

/** Orders to hand out, one below the other, never cut in two. */
export function OrderPaper({
  desk,
  orders,
  className,
}: {
  desk: Desk;
  orders: readonly Order[];
  className: string;
}) {
  const { say } = useSpeech();
  return (
    <Paper desk={desk} kind="ONE" title={say(words.orderTitle)}>
      {orders.map((order) => (
        <section key={order.reference} className="paper-order">
          <Qr svg={order.qrSvg} label={order.reference} />
          <dl>
            <dt>{say(words.pupil)}</dt>
            <dd lang="vi">
              {order.pupilName} · {say(words.className)} {className}
            </dd>
            {order.lines.map((line) => (
              <div key={line.feeId} className="paper-line">
                <dt lang="vi">
                  {line.itemName} {line.period}
                </dt>
                <dd>{dong(line.amount)}</dd>
              </div>
            ))}
            <div className="paper-line">
              <dt>{say(words.total)}</dt>
              <dd>
                <strong>{dong(order.amount)}</strong>
              </dd>
            </div>
            <dt>{say(words.account)}</dt>
            <dd lang="vi">
              {order.accountNo} · {order.bankName} · {order.accountName}
            </dd>
            <dt>{say(words.reference)}</dt>
            <dd>
              <strong>{order.reference}</strong>
            </dd>
          </dl>
        </section>
      ))}
    </Paper>
  );
}
