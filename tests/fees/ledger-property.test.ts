import fc from 'fast-check';
import type pg from 'pg';
import { sharedCluster } from '../support/cluster.js';
import { faultsOf, makeScratchFees, paidAt, type ScratchFees, school } from '../support/scratch-fees.js';
import { type Act, histories, LedgerModel } from './ledger-model.js';

/** Plays one history inside the database, each act by its contract function; answers what each of them said. */
const player = `
  create function pg_temp.play(pupil text, owes bigint[], acts jsonb) returns jsonb language plpgsql as $body$
  declare act jsonb; answer jsonb; answers jsonb := '[]'; reference text; ids text[] := '{}'; id text; at int := 0;
  begin
    insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, full_name, birth_date,
        gender_code, status, start_on)
      values (pupil, '${school}', '2026-2027', '10A1', 'Trần Hư Cấu', '2011-05-17', 1, 'ENROLLED', '2026-09-05');
    insert into public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, due_on)
      select pupil || '-' || n, pupil, 'HOC_PHI', 'Học phí', 'HK1', amount, date '2026-09-30' + n::int
      from unnest(owes) with ordinality as owed(amount, n);
    reference := lienthong.make_payment_order(jsonb_build_object('schoolCode', '${school}', 'key', pupil, 'by', 'a/b',
      'feeIds', (select jsonb_agg(f.fee_no) from public.fee_charge f where f.enrolment_no = pupil)))
      ->'order'->>'reference';
    for act in select * from jsonb_array_elements(acts) loop
      at := at + 1;
      if act->>'do' = 'pay' then
        answer := lienthong.record_payment(jsonb_build_object('schoolCode', '${school}', 'by', 'a/b',
          'bankReference', pupil || '.' || cardinality(ids), 'amount', act->'amount', 'paidAt', '${paidAt}',
          'method', 'BANK_TRANSFER', 'orderReference', case act->>'to' when 'order' then reference end));
        ids := ids || (answer->'payment'->>'paymentId');
      elsif act->>'do' = 'exempt' then
        answer := lienthong.apply_exemptions(jsonb_build_object('schoolCode', '${school}', 'by', 'a/b',
          'key', pupil || at, 'changes', jsonb_build_array(jsonb_build_object('asOf', '2026-11-01',
            'feeId', pupil || '-' || ((act->>'of')::int % cardinality(owes) + 1), 'restsOn', '["WELFARE"]'::jsonb)
            || case when (act->>'rate')::int > 0 then jsonb_build_object('rate', act->'rate', 'ground', 'X') else '{}' end)));
      elsif cardinality(ids) = 0 then
        answer := null;
      else
        id := ids[(act->>'of')::int % cardinality(ids) + 1];
        answer := case act->>'do'
          when 'again' then lienthong.record_payment(jsonb_build_object('schoolCode', '${school}', 'by', 'a/b',
            'bankReference', pupil || '.' || (act->>'of')::int % cardinality(ids),
            'amount', (select amount from public.ledger_entry where entry_no = id::bigint), 'paidAt', '${paidAt}',
            'method', 'BANK_TRANSFER',
            'orderReference', (select named_order from public.ledger_entry where entry_no = id::bigint)))
          when 'assign' then lienthong.assign_payment(jsonb_build_object('schoolCode', '${school}', 'by', 'a/b',
            'key', pupil || at, 'paymentId', id, 'orderReference', reference))
          when 'unassign' then lienthong.unassign_payment(jsonb_build_object('schoolCode', '${school}', 'by', 'a/b',
            'key', pupil || at, 'paymentId', id, 'reason', 'x'))
          when 'refund' then lienthong.refund_payment(jsonb_build_object('schoolCode', '${school}', 'by', 'a/b',
            'key', pupil || at, 'paymentId', id, 'amount', act->'amount', 'bankReference', pupil || ':' || at,
            'refundedAt', '${paidAt}', 'reason', 'x'))
          else lienthong.reverse_payment(jsonb_build_object('schoolCode', '${school}', 'by', 'a/b',
            'key', pupil || at, 'paymentId', id, 'bankReference', pupil || ':' || at,
            'reversedAt', '${paidAt}', 'reason', 'x')) end;
      end if;
      answers := answers || jsonb_build_array(answer);
    end loop;
    -- Every entry of the history is weighed where it is made, not at its end.
    set constraints all immediate;
    set constraints all deferred;
    return jsonb_build_object('answers', answers, 'fees', (select jsonb_agg(f.amount_paid order by f.fee_no)
      from public.fee_charge f where f.enrolment_no = pupil));
  exception when others then
    return jsonb_build_object('failed', sqlerrm, 'answers', '[]'::jsonb, 'fees', '[]'::jsonb);
  end $body$`;

interface Said {
  outcome: string;
  payment?: Record<'credited' | 'unmatched' | 'refunded' | 'amount', number> & {
    reversed: boolean;
    allocations: { feeId: string; amount: number }[];
  };
}

interface Played {
  answers: (Said | null)[];
  fees: number[];
  failed?: string;
}

let fees: ScratchFees;
let client: pg.PoolClient;
let pupils = 0;

beforeAll(async () => {
  fees = await makeScratchFees(await sharedCluster());
  client = await fees.owner.connect();
  await client.query(player);
});
afterAll(async () => {
  client?.release();
  await fees?.remove();
});

async function play(owes: readonly number[], acts: readonly Act[]): Promise<Played> {
  pupils += 1;
  const values = [`P${pupils}`, owes, JSON.stringify(acts)];
  const { rows } = await client.query('select pg_temp.play($1, $2, $3) as played', values);
  return rows[0].played;
}

/** What a payment's parts are, fee by fee, as the model has them. */
function partsOf(
  { credited, unmatched, refunded, reversed, allocations }: NonNullable<Said['payment']>,
  owes: number,
) {
  const parts = Array.from({ length: owes }, () => 0);
  for (const { feeId, amount } of allocations) parts[Number(feeId.split('-').at(-1)) - 1] = amount;
  return { fees: parts, credited, unmatched, refunded, reversed };
}

describe('Any history of payments, refunds, reversals, assignments, their undoing and exemptions', () => {
  it('leaves books that balance and say what plain arithmetic says', async () => {
    const runs = Number(process.env.LEDGER_RUNS ?? 10_000);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(histories, async ({ owes, acts }) => {
        const model = new LedgerModel(owes);
        const { answers, fees: paid, failed } = await play(owes, acts);
        expect(failed).toBeUndefined();
        for (const [at, act] of acts.entries()) {
          const expected = model.run(act);
          const said = answers[at];
          expect(said?.outcome ?? null).toBe(expected?.outcome ?? null);
          if (!expected?.payment || !said?.payment) continue;
          const { amount, ...parts } = expected.payment;
          expect(partsOf(said.payment, owes.length)).toEqual(parts);
          expect(said.payment.amount).toBe(amount);
        }
        expect(paid).toEqual(model.feesPaid);
        run += 1;
        if (run % 500 === 0) {
          expect(await faultsOf(client)).toEqual([]);
          // NOTE: plans made for empty tables would read ever longer ones from end to end.
          await client.query('analyze; discard plans');
        }
      }),
      { numRuns: runs },
    );
    expect(await faultsOf(client)).toEqual([]);
    const { rows } = await client.query('select count(*)::int as entries from public.ledger_entry');
    expect(rows[0].entries).toBeGreaterThan(runs);
  }, 600_000);
});
