import { amountInWords } from '../domain/amount-in-words.js';
import { htmlText, printedDay } from '../domain/printed-page.js';
import type { PaymentMethod } from './payment.js';
import type { Receipt } from './receipt.js';

const methods: Readonly<Record<PaymentMethod, string>> = {
  ...{ BANK_TRANSFER: 'Chuyển khoản', CARD: 'Thẻ', WALLET: 'Ví điện tử', CASH: 'Tiền mặt' },
};

/** A receipt as one HTML page to print on A5; no scripts, nothing loaded, every text escaped. */
export function receiptPage(receipt: Receipt): string {
  const { receiptNo, schoolName, schoolCode, pupilName, className, schoolYear, amount, lines } = receipt;
  const rows = lines.map(
    ({ itemName, period, amount: part }, at) =>
      `<tr><td>${at + 1}</td><td>${htmlText(itemName ?? 'Nộp thừa, nhà trường còn giữ')}</td>` +
      `<td>${htmlText(period ?? '')}</td><td class="n">${money(part)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Biên lai ${htmlText(receiptNo)}</title>
<style>
@page { size: A5 landscape; margin: 12mm }
body { font: 11pt/1.4 "Times New Roman", Times, serif; color: #000 }
h1 { font-size: 15pt; margin: 2mm 0; text-align: center }
table { border-collapse: collapse; width: 100%; margin: 3mm 0 }
th, td { border: 0.4pt solid #000; padding: 1mm 1.8mm; text-align: left }
.n { text-align: right; white-space: nowrap }
.void { border: 1.5pt solid #000; padding: 1mm 3mm; text-align: center; font-weight: bold }
.sign { float: right; text-align: center; margin-top: 4mm }
</style>
</head>
<body>
<p><b>${htmlText(schoolName)}</b><br>Mã trường: ${htmlText(schoolCode)}</p>
<h1>BIÊN LAI THU TIỀN</h1>
${standing(receipt)}
<p>Số: ${htmlText(receiptNo)} · Ngày lập: ${printedDay(Date.parse(receipt.issuedAt))}<br>
Học sinh: ${htmlText(pupilName)} · Lớp: ${htmlText(className)} · Năm học: ${htmlText(schoolYear)}<br>
Mã thanh toán: ${htmlText(receipt.orderReference)} · Hình thức: ${methods[receipt.method]} ·
Số tham chiếu: ${htmlText(receipt.bankReference)} · Ngày thanh toán: ${printedDay(Date.parse(receipt.paidAt))}</p>
<table>
<thead><tr><th>STT</th><th>Nội dung thu</th><th>Kỳ</th><th class="n">Số tiền (đồng)</th></tr></thead>
<tbody>
${rows.join('\n')}
<tr><td colspan="3"><b>Tổng cộng</b></td><td class="n"><b>${money(amount)}</b></td></tr>
</tbody>
</table>
<p>Bằng chữ: <i>${amountInWords(amount)}.</i></p>
<p class="sign">Người thu tiền<br><i>(Ký, ghi rõ họ tên)</i></p>
</body>
</html>
`;
}

/** What has become of it since it was issued. */
function standing({ voidedAt, voidReason, givenBack }: Receipt): string {
  if (voidedAt)
    return `<p class="void">ĐÃ HỦY ngày ${printedDay(Date.parse(voidedAt))}: ${htmlText(voidReason ?? '')}</p>`;
  return givenBack > 0 ? `<p class="void">Đã hoàn trả ${money(givenBack)} đồng</p>` : '';
}

/** `2.200.000`. */
function money(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
}
