import { makePrivateCluster, type PrivateCluster } from '../../faults/private-cluster.js';
import { addAgency } from '../../support/agencies.js';
import { type Hub, openHub } from '../../support/hub.js';
import { addManyFindings } from './many-findings.js';
import { raceOverQueue } from './race.js';
import { reviewer } from './reviewer.js';

/** `npm run proof -- --only review` takes more. */
const findings = 10_000;

let cluster: PrivateCluster;
let hub: Hub;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  hub = await openHub({ cluster, config: { reviewEveryMs: 100 } });
}, 120_000);
afterAll(async () => {
  await hub?.stop();
  await cluster?.remove();
});

describe('Two officers at once over ten thousand findings', () => {
  it('lose no decision and make none twice; what needs two of them has both', async () => {
    const agency = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    const { runId } = await addManyFindings(cluster, agency, findings);
    const officers = [reviewer(hub, agency, 'an'), reviewer(hub, agency, 'binh')] as const;
    const figures = await raceOverQueue(cluster, runId, findings, officers);
    expect(figures).toMatchObject({ unsettled: 0, lost: 0, doubled: 0 });
    // Half of the findings need two words, the others one; the officers did meet.
    expect(figures.done[0] + figures.done[1]).toBe(findings + findings / 2);
    expect(figures.conflicts).toBeGreaterThan(0);
    if (process.env.SHOW_FIGURES) process.stdout.write(`${JSON.stringify(figures)}\n`);
  }, 180_000);
});
