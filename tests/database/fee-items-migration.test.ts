import { randomBytes } from 'node:crypto';
import pg from 'pg';
import educationFee from '../../migrations/education-fee/index.js';
import { migrate } from '../../src/database/migrate.js';
import { makeFeeBook } from '../../src/fees/fee-book.js';
import { sharedCluster } from '../support/cluster.js';
import { addPupil, faultsOf, paidAt, school } from '../support/scratch-fees.js';

const before = educationFee.filter(({ name }) =>
  /(Schools|ContractViews|SampleInfo|Ledger|ContractFunctions)\d/.test(name),
);

describe('A school’s books from before fee items', () => {
  it('keep their payments and receipts, and their matches can be undone', async () => {
    const { superUrl } = await sharedCluster();
    const admin = new pg.Pool({ connectionString: superUrl, max: 1 }).on('error', () => undefined);
    const name = `older_${randomBytes(6).toString('hex')}`;
    await admin.query(`create database ${name}`);
    const url = new URL(superUrl);
    url.pathname = `/${name}`;
    const owner = new pg.Pool({ connectionString: url.href, max: 2 }).on('error', () => undefined);
    try {
      expect(before).toHaveLength(5);
      await migrate(url.href, before);
      await owner.query(
        `insert into public.school_account values ($1, '999901', 'Ngân hàng mẫu', '9901', 'HU CAU')`,
        [school],
      );
      const book = makeFeeBook(
        async (act, request) =>
          (await owner.query({ ...act, values: [JSON.stringify(request)] })).rows[0].answer,
      );
      const whose = { schoolCode: school, by: 'a/b' };
      const { feeIds } = await addPupil(owner, { owes: [700] });
      const { reference } = await book.makeOrder({ ...whose, key: 'k1', feeIds });
      const notice = { amount: 900, paidAt, method: 'BANK_TRANSFER' as const, said: null };
      const direct = await book.record({
        ...whose,
        ...notice,
        bankReference: 'FT1',
        orderReference: reference,
      });
      const waiting = await book.record({ ...whose, ...notice, bankReference: 'FT2', orderReference: null });
      const { paymentId } = waiting.payment;
      await book.assign({ ...whose, key: 'k2', paymentId, orderReference: reference });
      await migrate(url.href, educationFee);
      const { rows } = await owner.query(
        `select r.receipt_no, r.amount::int, json_agg(l.amount order by l.line) as lines
         from lienthong.receipt r join lienthong.receipt_line l using (receipt_no)
         group by r.receipt_no, r.amount order by r.receipt_no`,
      );
      expect(rows).toMatchObject([
        { receipt_no: direct.payment.receiptNo, amount: 900, lines: [700, 200] },
        { amount: 900, lines: [900] },
      ]);
      await book.unassign({ ...whose, key: 'k3', paymentId, reason: 'x' });
      expect(await faultsOf(owner)).toEqual([]);
    } finally {
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    }
  });
});
