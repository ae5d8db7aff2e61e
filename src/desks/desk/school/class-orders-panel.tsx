import { useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { dong } from '../shell/written.js';
import { ActState } from './act-state.js';
import { leftOutReasons, words } from './money-wording.js';
import { OrderPaper } from './order-view.js';
import type { PartProps } from './part.js';
import { byGivenName } from './pupils.js';
import { type ClassOrders, requestOfClass } from './queries.js';
import { useAct } from './use-act.js';
import { words as deskWords } from './wording.js';

/** An order for each pupil of a class who owes, to print and hand out. */
export function ClassOrdersPanel({ desk, school, choice, box }: PartProps) {
  const { say } = useSpeech();
  const { year, name } = choice;
  const [of, setOf] = useState('');
  const made = useAct<ClassOrders>(box, requestOfClass, 'ORDERS');
  const done = made.act?.done;
  const orders = (done?.orders ?? []).toSorted((a, b) =>
    byGivenName({ fullName: a.pupilName ?? '' }, { fullName: b.pupilName ?? '' }),
  );
  return (
    <section className="panel orders" aria-labelledby="orders-title">
      <h2 id="orders-title">{say(words.orders)}</h2>
      <p className="hint">{say(words.ordersExplain)}</p>
      <div className="tools">
        <button
          type="button"
          id="make-orders"
          className="primary"
          disabled={!name || made.isUnder}
          onClick={() => {
            setOf(name!);
            made.send({ className: name, schoolYear: year, schoolCode: school });
          }}
        >
          {say(words.makeOrders)} {name}
        </button>
        {done && done.orders.length > 0 && (
          <button type="button" onClick={() => window.print()}>
            {say(words.printOrders)} <kbd>Ctrl P</kbd>
          </button>
        )}
      </div>
      <ActState act={made.act} sending={words.makingOrders} />
      {done && (
        <>
          <p role="status" className="done" data-orders={done.orders.length}>
            ✓ {say(deskWords.className)} {of}: {done.orders.length} {say(words.madeOrders)}
            {done.leftOut.length > 0 && ` · ${say(words.leftOut)}: ${done.leftOut.length}`}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className="rows" tabIndex={0} aria-labelledby="orders-title">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say(deskWords.fullName)}</th>
                  <th scope="col">{say(deskWords.reference)}</th>
                  <th scope="col" className="amount">
                    {say(deskWords.amount)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {orders.map((order) => (
                  <tr key={order.reference}>
                    <th scope="row" lang="vi">
                      {order.pupilName}
                    </th>
                    <td className="number">{order.reference}</td>
                    <td className="amount">{dong(order.amount)}</td>
                  </tr>
                ))}
                {done.leftOut.map(({ pupilName, reason }) => (
                  <tr key={`left ${pupilName}`}>
                    <th scope="row" lang="vi">
                      {pupilName}
                    </th>
                    <td colSpan={2}>{leftOutReasons[reason] ? say(leftOutReasons[reason]) : reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <OrderPaper desk={desk} orders={orders} className={of} />
        </>
      )}
    </section>
  );
}
