import type { Receipt } from '../../src/fees/receipt.js';
import { receiptPage } from '../../src/fees/receipt-page.js';

const receipt: Receipt = {
  ...{
    receiptNo: '01000799-2026-000007',
    schoolCode: '01000799',
    schoolName: 'Trường hư cấu',
    paymentId: '7',
  },
  ...{ pupilName: 'Trần Hư Cấu', className: '10A1', schoolYear: '2026-2027', orderReference: 'HP0000000195' },
  ...{ bankReference: 'FT1', method: 'BANK_TRANSFER', amount: 2_250_000, paidAt: '2026-10-05T20:00:00Z' },
  ...{ issuedAt: '2026-10-06T03:00:00Z', voidedAt: null, voidReason: null, givenBack: 0 },
  lines: [
    { itemName: 'Học phí', period: '2026-09', amount: 2_200_000 },
    { itemName: null, period: null, amount: 50_000 },
  ],
};

describe('A receipt to print', () => {
  it('says from whom, for what and how much, in digits and in words', () => {
    const page = receiptPage(receipt);
    expect(page).toContain('Số: 01000799-2026-000007');
    expect(page).toContain('Học sinh: Trần Hư Cấu · Lớp: 10A1');
    expect(page).toContain('<td>Học phí</td><td>2026-09</td><td class="n">2.200.000</td>');
    expect(page).toContain('Nộp thừa, nhà trường còn giữ');
    expect(page).toContain('<b>2.250.000</b>');
    expect(page).toContain('Hai triệu hai trăm năm mươi nghìn đồng.');
    // A quarter past three in the morning in Vietnam is the next day.
    expect(page).toContain('Ngày thanh toán: 06/10/2026');
    expect(page).not.toContain('ĐÃ HỦY');
  });

  it('holds no markup of what people wrote', () => {
    const evil = '<script>alert(1)</script>"&';
    const page = receiptPage({
      ...{ ...receipt, pupilName: evil, className: evil, schoolName: evil, bankReference: evil },
      ...{ voidedAt: '2026-10-07T03:00:00Z', voidReason: evil },
      lines: [{ itemName: evil, period: evil, amount: 1 }],
    });
    expect(page).not.toContain('<script');
    expect(page.match(/&lt;script&gt;/g)).toHaveLength(7);
    expect(page).toMatch(/default-src 'none'/);
  });

  it('says that it is void, or that money was given back', () => {
    const void_ = receiptPage({ ...receipt, voidedAt: '2026-10-07T03:00:00Z', voidReason: 'nhầm học sinh' });
    expect(void_).toContain('ĐÃ HỦY ngày 07/10/2026: nhầm học sinh');
    expect(receiptPage({ ...receipt, givenBack: 200_000 })).toContain('Đã hoàn trả 200.000 đồng');
  });
});
