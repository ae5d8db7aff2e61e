import { randomBytes } from 'node:crypto';
import pg from 'pg';
import educationFee from '../../migrations/education-fee/index.js';
import { migrate } from '../../src/database/migrate.js';
import { makeFeeBook } from '../../src/fees/fee-book.js';
import { sharedCluster } from '../support/cluster.js';
import { addPupil, faultsOf, paidAt, school } from '../support/scratch-fees.js';

const before = educationFee.filter(({ name }) => !name.endsWith('0012'));

describe('Books in which a bank’s reference was booked in two cases of letters', () => {
  it('keep both payments, know each of them again, and book it in no third', async () => {
    const { superUrl } = await sharedCluster();
    const admin = new pg.Pool({ connectionString: superUrl, max: 1 }).on('error', () => undefined);
    const name = `older_${randomBytes(6).toString('hex')}`;
    await admin.query(`create database ${name}`);
    const url = new URL(superUrl);
    url.pathname = `/${name}`;
    const owner = new pg.Pool({ connectionString: url.href, max: 2 }).on('error', () => undefined);
    try {
      expect(before.length).toBeLessThan(educationFee.length);
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
      const { reference: orderReference } = await book.makeOrder({ ...whose, key: 'k1', feeIds });
      const record = (bankReference: string, order: string | null) =>
        book.record({
          ...{ ...whose, bankReference, amount: 100, paidAt, method: 'BANK_TRANSFER', said: null },
          orderReference: order,
        });
      const [one, two] = [await record('FT1', orderReference), await record('ft1', 'HP0000000195')];
      expect(one.payment.paymentId).not.toBe(two.payment.paymentId);
      await migrate(url.href, educationFee);
      expect(await record('FT1', orderReference)).toEqual({ payment: one.payment, repeated: true });
      expect(await record('ft1', 'HP0000000195')).toEqual({ payment: two.payment, repeated: true });
      expect((await record('Ft1', null)).payment).toEqual(one.payment);
      expect(await faultsOf(owner)).toEqual([]);
      const change = owner.query("update public.ledger_entry set said = 'x'");
      await expect(change).rejects.toMatchObject({ code: '23000' });
    } finally {
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    }
  });
});
