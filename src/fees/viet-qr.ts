import { encodeQR } from 'qr';
import { QRPay } from 'vietnam-qr-pay';
import { isOrderReference } from './order-reference.js';

/** What a payer’s bank needs to know: where to, how much, and what for. */
export interface TransferOrder {
  /** The bank’s six-digit number at NAPAS. */
  bankBin: string;
  accountNo: string;
  /** Whole đồng. */
  amount: number;
  reference: string;
}

/**
 * The text of a VietQR (EMVCo merchant-presented, NAPAS IBFT to an account): scanned, it fills in account, amount and
 * reference in any bank’s app.
 * @throws RangeError for what the standard has no room for: the library would cut a length short without a word
 */
export function vietQrText({ bankBin, accountNo, amount, reference }: TransferOrder): string {
  const fits =
    /^\d{6}$/.test(bankBin) &&
    /^[0-9A-Z]{4,19}$/.test(accountNo) &&
    Number.isSafeInteger(amount) &&
    amount > 0 &&
    String(amount).length <= 13 &&
    isOrderReference(reference);
  if (!fits) throw new RangeError('a VietQR cannot carry this order');
  return QRPay.initVietQR({
    bankBin,
    bankNumber: accountNo,
    amount: String(amount),
    purpose: reference,
  }).build();
}

/** The same as a picture to print or show: SVG, black on white, with the quiet zone that scanners want. */
export function vietQrSvg(text: string): string {
  return encodeQR(text, 'svg', { ecc: 'medium', border: 4 });
}
