import { listCases } from '../../src/access/misuse/case-store.js';
import { withPool } from '../../src/cli/workplace.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub } from '../support/hub.js';

/** NOTE: a database of its own, since the watch would take what other suites do for misuse. */
let cluster: PrivateCluster;
let hub: Hub;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 500 });
  hub = await openHub({ cluster, config: { misuseEveryMs: 500 } });
});
afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

const guesses = 5_000;
/** After so many refusals of a paused officer in one sweep the rest would be more of the same. */
const enough = 500;

interface Swept {
  /** People the caller learnt something about, if only that they do not exist. */
  told: number;
  /** Requests refused by the quota, and because the officer is paused. */
  limited: number;
  paused: number;
  minutes: number;
}

/** Every number from a first one on, by eight requests at a time, however often it is refused at first. */
async function sweep(lists: string[][], ask: (numbers: string[]) => Promise<Answer>): Promise<Swept> {
  const swept = { told: 0, limited: 0, paused: 0 };
  const began = Math.floor(Date.now() / 60_000);
  const next = lists.values();
  const worker = async () => {
    for (const numbers of next) {
      if (swept.paused >= enough) return;
      const { status, body } = await ask(numbers);
      const { code, officer } = body.errors?.[0]?.extensions ?? {};
      if (status === 200) swept.told += numbers.length;
      else if (code === 'RATE_LIMITED') swept.limited += 1;
      else {
        expect({ status, code, officer }).toEqual({ status: 403, code: 'FORBIDDEN', officer: 'PAUSED' });
        swept.paused += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return { ...swept, minutes: Math.floor(Date.now() / 60_000) - began + 1 };
}

const numbers = (count: number) =>
  Array.from({ length: count }, (_, at) => String(1_090_000_000 + at).padStart(12, '0'));

const casesOf = (agency: string) =>
  withPool(cluster.databases.urls.hub, (pool) => listCases(pool, { agency }, { limit: 10, after: null }));

describe('Trying out 5,000 numbers in a row', () => {
  it('at a desk, one by one, ends within the quota: the officer is paused and the auditor has a case', async () => {
    const agency = await addAgency(cluster, { kind: 'HOSPITAL', quota: 'OF_ITS_KIND' });
    const query = 'query Try($id: String) { identify(claim: { personalId: $id }) { outcome } }';
    const swept = await sweep(
      numbers(guesses).map((number) => [number]),
      ([id]) => hub.ask(agency, 'TREATMENT', query, { id }),
    );
    expect(swept.told).toBeLessThanOrEqual(60 * swept.minutes);
    expect(swept.paused).toBeGreaterThanOrEqual(enough);
    const found = await casesOf(agency);
    // Whoever is slowed early enough is paused for pressing against the quota after that.
    expect(found.map(({ detector }) => detector)).toContain('WRONG_NUMBERS');
    expect(found.map(({ action, state }) => [action, state])).toContainEqual(['PAUSE', 'OPEN']);
    const { values } = await hub.metrics.misuseCases.get();
    expect(values.find(({ labels }) => labels.detector === 'WRONG_NUMBERS')?.value).toBeGreaterThanOrEqual(1);
  });

  it('by lists of 200 ends after the quota’s first lists', async () => {
    const agency = await addAgency(cluster, { kind: 'AUTHORITY', units: ['01'], quota: 'OF_ITS_KIND' });
    const query = 'query Try($ids: [PersonalId!]!) { residents(personalIds: $ids) { fullName } }';
    const all = numbers(guesses);
    const lists = Array.from({ length: guesses / 200 }, (_, at) => all.slice(at * 200, (at + 1) * 200));
    const ask = (ids: string[]) => hub.ask(agency, 'ADMINISTRATIVE_PROCEDURE', query, { ids });
    const first = await sweep(lists, ask);
    expect(first.told).toBeLessThanOrEqual(200 * first.minutes);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect((await ask(all.slice(0, 1))).body.errors[0].extensions).toMatchObject({ officer: 'PAUSED' });
    expect((await casesOf(agency)).map(({ detector }) => detector)).toContain('NEAR_NUMBERS');
  });

  it('by aliases in one document costs as much', async () => {
    const agency = await addAgency(cluster, { kind: 'HOSPITAL', quota: 'OF_ITS_KIND' });
    const aliases = numbers(5).map(
      (id, at) => `a${at}: identify(claim: { personalId: "${id}" }) { outcome }`,
    );
    const swept = await sweep(
      Array.from({ length: 30 }, () => numbers(5)),
      () => hub.ask(agency, 'TREATMENT', `{ ${aliases.join(' ')} }`),
    );
    expect(swept.told).toBeLessThanOrEqual(60 * swept.minutes);
  });
});
