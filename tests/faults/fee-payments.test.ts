import { randomUUID } from 'node:crypto';
import { withPool } from '../../src/cli/workplace.js';
import { startEmbedded } from '../../src/database/embedded-server.js';
import { rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';
import { faultsOf } from '../support/scratch-fees.js';
import { type ChildHub, settingsOf, startChildHub } from './child-hub.js';
import { makePrivateCluster, type PrivateCluster } from './private-cluster.js';

const record = `mutation($input: RecordFeePaymentInput!) {
  recordFeePayment(input: $input) { paymentId amount allocations { amount } credited unmatched } }`;
const assign = `mutation($input: AssignFeePaymentInput!) {
  assignFeePayment(input: $input) { paymentId } }`;
const unassign = `mutation($input: UnassignFeePaymentInput!) {
  unassignFeePayment(input: $input) { paymentId } }`;
const request = `mutation($input: RequestFeePaymentInput!) {
  requestFeePayment(input: $input) { reference } }`;

let cluster: PrivateCluster;
let school: TestSchool;
let reference: string;
let feeId: string;
const hubs: ChildHub[] = [];

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  school = await addSchool(cluster);
  hubs.push(await start(), await start());
  const { feeIds } = await school.addPupil({ owes: [50_000_000] });
  feeId = feeIds[0]!;
  const { data } = await ask(hubs[0]!, request, { idempotencyKey: randomUUID(), feeIds });
  reference = data.requestFeePayment.reference;
}, 120_000);

afterAll(async () => {
  for (const hub of hubs) await hub.end('SIGKILL');
  await cluster?.remove();
});

const start = () => startChildHub(cluster, settingsOf(cluster));

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
async function ask(hub: ChildHub, query: string, input: object): Promise<any> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query, variables: { input } }),
    headers: {
      ...{ 'content-type': 'application/json', 'x-purpose': 'FEE_COLLECTION' },
      authorization: `Bearer ${await hub.tokens.of(school.agency)}`,
    },
  });
  return response.json();
}

interface Notice {
  idempotencyKey: string;
  bankReference: string;
  amount: number;
  paidAt: string;
  orderReference: string;
}

const notice = (): Notice => ({
  ...{ idempotencyKey: randomUUID(), bankReference: `FT-${randomUUID()}`, amount: 1_000 },
  ...{ paidAt: '2026-10-05T03:00:00Z', orderReference: reference },
});

/** How often each of these is in the school's books. */
async function timesBooked(notices: readonly Notice[]): Promise<number[]> {
  const rows = await rowsOf<{ times: number }>(
    cluster,
    'educationFee',
    `select count(e.entry_no)::int as times from unnest($1::text[]) with ordinality as told(reference, n)
     left join public.ledger_entry e on e.bank_reference = told.reference group by n order by n`,
    [notices.map(({ bankReference }) => bankReference)],
  );
  return rows.map(({ times }) => times);
}

const faults = () => withPool(cluster.databases.owners.educationFee, (pool) => faultsOf(pool));

/** Tells notices one after the other in several lanes until `over`; those that were answered as booked. */
async function tellUntil(over: Promise<unknown>, hub: () => ChildHub) {
  const told: Notice[] = [];
  const booked: Notice[] = [];
  let going = true;
  const lane = async () => {
    while (going) {
      const one = notice();
      told.push(one);
      const answer = await ask(hub(), record, one).catch(() => null);
      if (answer?.data?.recordFeePayment) booked.push(one);
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const lanes = Promise.all(Array.from({ length: 4 }, lane));
  await over;
  going = false;
  await lanes;
  return { told, booked };
}

/** Every notice again, as a bank does that got no answer: each is in the books once, and its booking on record. */
async function tellAgain(hub: ChildHub, told: readonly Notice[]): Promise<void> {
  const payments: string[] = [];
  for (const one of told) {
    const answer = await ask(hub, record, one);
    expect(answer.errors).toBeUndefined();
    payments.push(answer.data.recordFeePayment.paymentId);
  }
  expect(new Set(payments).size).toBe(told.length);
  expect(await timesBooked(told)).toEqual(told.map(() => 1));
  expect(await faults()).toEqual([]);
  const text = `select distinct change::json -> 'after' ->> 'paymentId' as id from audit.event
    where change::json ->> 'what' = 'RECORD_FEE_PAYMENT' and agency_code = $1`;
  const onRecord = await withPool(
    cluster.databases.auditor,
    async (pool) => (await pool.query<{ id: string }>(text, [school.agency])).rows,
  );
  expect(onRecord.map(({ id }) => id)).toEqual(expect.arrayContaining(payments));
}

describe('A bank’s notice of a payment', () => {
  it.each([
    ['under one key', false],
    ['under a key each', true],
  ])('delivered ten times at once to two hubs, %s, is booked once', async (_what, ownKeys) => {
    for (let round = 0; round < 3; round++) {
      const one = notice();
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          ask(hubs[n % 2]!, record, ownKeys ? { ...one, idempotencyKey: randomUUID() } : one),
        ),
      );
      const booked = answers.map(({ data }) => data?.recordFeePayment?.paymentId);
      expect(new Set(booked).size).toBe(1);
      expect(booked[0]).toMatch(/^\d+$/);
      expect(await timesBooked([one])).toEqual([1]);
    }
    expect(await faults()).toEqual([]);
  });
});

describe('A wrong match', () => {
  it('undone ten times at once by two hubs is undone once, and so is its assignment', async () => {
    const told = notice();
    const { data } = await ask(hubs[0]!, record, told);
    const { paymentId } = data.recordFeePayment;
    const acts = [
      [unassign, { paymentId, reason: 'nhầm' }, 'unassignFeePayment'],
      [assign, { paymentId, orderReference: reference }, 'assignFeePayment'],
    ] as const;
    for (const [query, input, name] of acts) {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          ask(hubs[n % 2]!, query, { ...input, idempotencyKey: randomUUID() }),
        ),
      );
      expect(answers.filter((answer) => answer.data?.[name])).toHaveLength(1);
    }
    const kinds = await rowsOf(
      cluster,
      'educationFee',
      'select kind from public.ledger_entry where payment_no = $1 order by entry_no',
      [paymentId],
    );
    expect(kinds).toEqual([{ kind: 'PAYMENT' }, { kind: 'UNASSIGNMENT' }, { kind: 'ASSIGNMENT' }]);
    expect(await faults()).toEqual([]);
  });
});

describe('The ledger', () => {
  it('balances after kill -9 of a hub while matches are undone and exemptions are put on the books', async () => {
    const own = notice();
    const { data } = await ask(hubs[0]!, record, own);
    const { paymentId } = data.recordFeePayment;
    for (let round = 0; round < 3; round++) {
      const dying = hubs[1]!;
      await dying.tokens.of(school.agency);
      const death = new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 400)).then(() =>
        dying.end('SIGKILL'),
      );
      let going = true;
      const lane = async () => {
        while (going) {
          const key = { idempotencyKey: randomUUID() };
          await ask(dying, unassign, { ...key, paymentId, reason: 'x' }).catch(() => null);
          await ask(dying, assign, { ...key, paymentId, orderReference: reference }).catch(() => null);
          const rows = await rowsOf<{ id: string }>(
            cluster,
            'educationFee',
            `select lienthong.apply_exemptions(jsonb_build_object('schoolCode', $1::text, 'key', $2::text, 'by', 'a/b',
               'changes', jsonb_build_array(jsonb_build_object('feeId', $3::text, 'asOf', '2026-11-01',
                 'restsOn', '[]'::jsonb, 'rate', ($4::int % 2) * 100, 'ground', 'X'))))::text as id`,
            [school.code, key.idempotencyKey, feeId, Math.floor(Math.random() * 9)],
          );
          expect(rows[0]!.id).toContain('DONE');
        }
      };
      const lanes = Promise.all([lane(), lane()]);
      await death;
      going = false;
      await lanes;
      expect(await faults()).toEqual([]);
      hubs[1] = await start();
    }
    expect(await timesBooked([own])).toEqual([1]);
  }, 120_000);

  it('balances after kill -9 of a hub at any moment, and what was answered stays booked', async () => {
    for (let round = 0; round < 4; round++) {
      const dying = hubs[1]!;
      await hubs[1]!.tokens.of(school.agency);
      const death = new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 700)).then(() =>
        dying.end('SIGKILL'),
      );
      const { told, booked } = await tellUntil(death, () => dying);
      expect(await faults()).toEqual([]);
      expect(await timesBooked(booked)).toEqual(booked.map(() => 1));
      await tellAgain(hubs[0]!, told);
      hubs[1] = await start();
    }
  }, 120_000);

  it('balances after kill -9 of PostgreSQL, and what was answered stays booked', async () => {
    await ask(hubs[0]!, record, notice());
    const death = new Promise((resolve) => setTimeout(resolve, 400)).then(() => cluster.kill());
    const { told, booked } = await tellUntil(death, () => hubs[0]!);
    const { port } = await startEmbedded(cluster.state);
    expect(port).toBeGreaterThan(0);
    for (const hub of hubs.splice(0)) await hub.end('SIGKILL');
    repoint(port);
    hubs.push(await start());
    expect(booked.length).toBeGreaterThan(0);
    expect(await timesBooked(booked)).toEqual(booked.map(() => 1));
    await tellAgain(hubs[0]!, told);
  }, 120_000);
});

/** The embedded server came back on a port of its own choice. */
function repoint(port: number): void {
  const { databases } = cluster;
  for (const all of [databases, databases.urls, databases.owners] as unknown as Record<string, unknown>[])
    for (const [key, url] of Object.entries(all))
      if (typeof url === 'string') all[key] = url.replace(/:\d+\//, `:${port}/`);
}
