import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub } from '../../support/hub.js';
import { makePlace, type Place } from '../place.js';
import { whenLaidOut } from './review-run.js';
import { reviewer } from './reviewer.js';

let place: Place;
let hub: Hub;

beforeAll(async () => {
  place = await makePlace({ residents: 600, members: 400 });
  hub = await openHub({ cluster: place.cluster, config: { reviewEveryMs: 100 } });
}, 180_000);
afterAll(async () => {
  await hub?.stop();
  await place?.remove();
});

describe('A run of the engine', () => {
  it('is a queue of everything that is not verified, for the agency that it was for', async () => {
    const agency = await addAgency(place.cluster, { kind: 'SOCIAL_INSURANCE', units: ['82'] });
    const run = await place.reconcile(place.files.members, { agency });
    await whenLaidOut(place.cluster, String(run.runId));
    const { VERIFIED, VERIFIED_NORMALISED, ...others } = run.counts!;
    expect(VERIFIED! + VERIFIED_NORMALISED!).toBeLessThan(400);
    const query = `query($run: ID!, $outcomes: [FindingOutcome!]) {
      findings(runId: $run, filter: { outcomes: $outcomes }, first: 200) { totalCount
        nodes { outcome causes verdicts { field reason } candidates { rank score } stated { fullName } } }
      findingCounts(runId: $run, by: OUTCOME) { key findings } }`;
    const outcomes = Object.keys(others);
    const { body } = await reviewer(hub, agency, 'an').ask(query, { run: String(run.runId), outcomes });
    expect(body.errors).toBeUndefined();
    const { findings, findingCounts } = body.data;
    expect(findings.totalCount).toBe(Object.values(others).reduce((sum, count) => sum + count, 0));
    const counted = Object.fromEntries(
      findingCounts.map(({ key, findings: count }: { key: string; findings: number }) => [key, count]),
    );
    expect(counted).toMatchObject(others);
    for (const one of findings.nodes) {
      expect(one.verdicts).toHaveLength(one.causes.length);
      expect(one.stated.fullName).not.toBe('');
      expect(one.candidates.length).toBeLessThanOrEqual(3);
    }
  }, 60_000);
});
