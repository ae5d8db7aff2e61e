import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { ActState } from './act-state.js';
import { OrderPaper, OrderView } from './order-view.js';
import { actOf, type PartProps } from './part.js';
import { PaymentForm, type PaymentStated } from './payment-form.js';
import { type Fee, type Order, type Payment, type Pupil, recordPayment, requestPayment } from './queries.js';
import { ReceiptView } from './receipt-view.js';
import { words } from './wording.js';

type CollectFeesProps = PartProps & {
  pupil: Pupil;
  /** What is asked for now. */
  fees: readonly Fee[];
  onClose: () => void;
  onPaid: () => void;
};

/** From what is owed to a receipt: an order with its QR, what was paid of it, and the number it got. */
export function CollectFees(props: CollectFeesProps) {
  const { desk, pupil, fees, box, school, onClose, onPaid } = props;
  const { say } = useSpeech();
  const [asked] = useState(() => fees.map(({ feeId }) => feeId));
  const [orderKey, setOrderKey] = useState<string | null>(null);
  const [paymentKey, setPaymentKey] = useState<string | null>(null);
  const order = actOf<Order>(box, orderKey);
  const payment = actOf<Payment>(box, paymentKey);
  const started = useRef(false);

  useEffect(() => {
    if (started.current || asked.length === 0) return;
    started.current = true;
    const input = { feeIds: asked, schoolCode: school };
    setOrderKey(box.add(requestPayment, input, { what: 'ORDER', of: pupil.fullName }));
  }, [asked, box.add, school, pupil.fullName]);

  // Booked: what he still owes is read anew, once.
  const told = useRef<string | null>(null);
  const isBooked = payment?.state === 'SENT';
  useEffect(() => {
    if (!isBooked || told.current === paymentKey) return;
    told.current = paymentKey;
    onPaid();
  }, [isBooked, paymentKey, onPaid]);

  const record = (stated: PaymentStated) => {
    const input = { ...stated, schoolCode: school, orderReference: order?.done?.reference };
    setPaymentKey(box.add(recordPayment, input, { what: 'PAYMENT', of: pupil.fullName }));
  };

  if (payment?.done) return <ReceiptView {...props} payment={payment.done} />;
  const made = order?.done;
  if (!made)
    return (
      <>
        <ActState act={order} sending={words.ordering} />
        {order?.state === 'REFUSED' && (
          <button type="button" onClick={onClose}>
            {say(words.done)}
          </button>
        )}
      </>
    );
  return (
    <div className="collect">
      <OrderView order={made} />
      <p className="hint">{say(words.orderDo)}</p>
      <ActState act={payment} sending={words.recording} />
      {(!payment || payment.state === 'REFUSED') && (
        <PaymentForm amount={made.amount} aheadMs={desk.here.aheadMs} onRecord={record} />
      )}
      <OrderPaper desk={desk} orders={[{ ...made, pupilName: pupil.fullName }]} className={pupil.className} />
    </div>
  );
}
