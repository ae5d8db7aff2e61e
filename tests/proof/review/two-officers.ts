import { makePrivateCluster } from '../../faults/private-cluster.js';
import { addManyFindings } from '../../reconciliation/review/many-findings.js';
import { raceOverQueue } from '../../reconciliation/review/race.js';
import { reviewer } from '../../reconciliation/review/reviewer.js';
import { addAgency } from '../../support/agencies.js';
import { openHub } from '../../support/hub.js';
import { type Proof, shown } from '../proof.js';

const findings = 30_000;

/** Whether two officers who decide the same findings at once lose a decision or make one twice. */
export const twoOfficers: Proof = {
  name: 'review',
  title: 'Two officers over one queue',
  about:
    'Two officers decide every finding of one run over HTTP at the same time, 200 a request, each in another order; half of ' +
    'the findings touch benefits and need both of them. Each move in the history is then held against what the officers ' +
    'were told is done.',
  async run(size) {
    const many = size(findings);
    const cluster = await makePrivateCluster({ residents: 0 });
    try {
      const hub = await openHub({ cluster, config: { reviewEveryMs: 100 } });
      try {
        const agency = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
        const { runId } = await addManyFindings(cluster, agency, many);
        const officers = [reviewer(hub, agency, 'an'), reviewer(hub, agency, 'binh')] as const;
        const { seconds, done, conflicts, unsettled, lost, doubled } = await raceOverQueue(
          ...[cluster, runId, many, officers],
        );
        const none = { atMost: 0, origin: 'demanded' } as const;
        const decisions = done[0] + done[1];
        return {
          figures: [
            { name: 'decisions lost', value: lost, unit: '', limit: none },
            { name: 'decisions made twice', value: doubled, unit: '', limit: none },
            {
              name: 'findings not settled by as many officers as they need',
              value: unsettled,
              unit: '',
              limit: none,
            },
            { name: `decisions on ${shown(many)} findings`, value: decisions, unit: '' },
            { name: 'told to be in conflict with what the other had done', value: conflicts, unit: '' },
            { name: 'done', value: Math.round(decisions / seconds), unit: '/s' },
          ],
        };
      } finally {
        await hub.stop();
      }
    } finally {
      await cluster.remove();
    }
  },
};
