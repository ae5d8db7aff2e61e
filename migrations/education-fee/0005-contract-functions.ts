import type { MigrationInterface, QueryRunner } from 'typeorm';
import { acts } from './ledger-acts.js';
import { ledgerParts } from './ledger-parts.js';

const VIEWS = [
  `CREATE OR REPLACE VIEW lienthong.payment AS
     SELECT payment_no AS payment_id, fee_no AS fee_id, amount, paid_at, method, reference FROM public.fee_payment
     UNION ALL
     SELECT 'L' || p.entry_no || '-' || p.line, p.fee_no, p.credit - p.debit, e.occurred_at, m.method,
            coalesce(e.bank_reference, m.bank_reference) COLLATE "default"
     FROM public.ledger_posting p
     JOIN public.ledger_entry e USING (entry_no)
     JOIN public.ledger_entry m ON m.entry_no = e.payment_no
     WHERE p.account = 'FEE'`,
  `CREATE VIEW lienthong.school_account AS
     SELECT school_code, bank_bin, bank_name, account_no, account_name FROM public.school_account`,
  `CREATE VIEW lienthong.unmatched_payment AS
     SELECT e.entry_no::text AS payment_id, e.school_code, e.bank_reference, e.amount, u.held AS unmatched,
            e.occurred_at AS paid_at, e.said, e.reason
     FROM public.ledger_entry e
     CROSS JOIN LATERAL (SELECT sum(p.credit - p.debit)::bigint AS held
       FROM public.ledger_entry x JOIN public.ledger_posting p USING (entry_no)
       WHERE x.payment_no = e.entry_no AND p.account = 'SUSPENSE') u
     WHERE e.kind = 'PAYMENT' AND u.held > 0`,
];

/** What the hub may do: these functions, through the group role `lienthong_writer`, and nothing else. */
const FUNCTIONS = [
  'make_payment_order',
  'record_payment',
  'assign_payment',
  'refund_payment',
  'reverse_payment',
];

/**
 * The contract's writes: what the hub asks the owner of the data to book. Each takes and answers JSON, is idempotent by
 * its key, and refuses by an `outcome`, never half done.
 */
export class ContractFunctions1764547200005 implements MigrationInterface {
  name = 'ContractFunctions1764547200005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lienthong_writer') THEN
          CREATE ROLE lienthong_writer NOLOGIN;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    for (const text of [...ledgerParts, ...acts, ...VIEWS]) await runner.query(text);
    await runner.query(
      `GRANT SELECT ON lienthong.school_account, lienthong.unmatched_payment TO lienthong_reader`,
    );
    await runner.query('GRANT USAGE ON SCHEMA lienthong TO lienthong_writer');
    for (const name of FUNCTIONS) {
      await runner.query(`REVOKE ALL ON FUNCTION lienthong.${name}(jsonb) FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION lienthong.${name}(jsonb) TO lienthong_writer`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION lienthong.${name}(jsonb)`);
    await runner.query(`DROP VIEW lienthong.unmatched_payment, lienthong.school_account;
      CREATE OR REPLACE VIEW lienthong.payment AS
        SELECT payment_no AS payment_id, fee_no AS fee_id, amount, paid_at, method, reference FROM public.fee_payment;
      DROP FUNCTION public.claim_write, public.answer_write, public.post, public.held_by, public.payment_state,
        public.spread_over_order, public.issue_receipt, public.pupil_of, public.lock_payment`);
  }
}
