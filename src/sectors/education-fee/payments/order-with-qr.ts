import type * as fees from '../../../fees/payment.js';
import { vietQrSvg, vietQrText } from '../../../fees/viet-qr.js';
import type { PaymentOrder } from './types.js';

/** An order with its VietQR, as text and as a picture. */
export function withQr(order: fees.PaymentOrder & { pupilName: string | null }): PaymentOrder {
  const qrText = vietQrText(order);
  return { ...order, qrText, qrSvg: vietQrSvg(qrText) };
}
