import { useCallback } from 'react';
import { useAsk } from '../shell/use-ask.js';
import { ClassOrdersPanel } from './class-orders-panel.js';
import { FeeItemsPanel } from './fee-items-panel.js';
import { MoneyPanel } from './money-panel.js';
import type { PartProps } from './part.js';
import { type Money, moneyReceived } from './queries.js';
import { StatementPanel } from './statement-panel.js';

/** What is asked for, class by class, and what came in for it. */
export function PaymentsPart(props: PartProps) {
  const { asking, school } = props;
  const money = useAsk<Money>(asking, moneyReceived, { code: school });
  const { refresh } = money;
  const onBooked = useCallback(() => refresh(), [refresh]);
  return (
    <main className="payments-part">
      <div className="column">
        <FeeItemsPanel {...props} />
        <ClassOrdersPanel {...props} />
      </div>
      <div className="column">
        <StatementPanel {...props} onBooked={onBooked} />
        <MoneyPanel {...props} money={money} />
      </div>
    </main>
  );
}
