import { makeSource } from '../../../src/database/source.js';
import { makeLogger } from '../../../src/process/logger.js';
import { makeMetrics } from '../../../src/process/metrics.js';
import { makeFiguresReading } from '../../../src/sectors/education-fee/indicators/figures-adapter.js';
import { sharedCluster } from '../../support/cluster.js';

describe('Figures that many ask for at once', () => {
  it('are counted one after the other, and refused where too many wait', async () => {
    const { databases } = await sharedCluster();
    const source = makeSource({
      ...{ name: 'education-fee', url: databases.urls.educationFee, poolSize: 2, timeoutMs: 20_000 },
      ...{ logger: makeLogger('silent'), metrics: makeMetrics() },
    });
    try {
      const reading = makeFiguresReading('education-fee', source);
      const asked = {
        schoolYear: '2026-2027',
        period: null,
        province: '01',
        schools: [],
        today: '2026-11-01',
      };
      const answers = await Promise.allSettled(Array.from({ length: 30 }, () => reading.findFigures(asked)));
      const refused = answers.filter((answer) => answer.status === 'rejected');
      expect(refused).toHaveLength(9);
      for (const { reason } of refused)
        expect(reason).toMatchObject({ code: 'OVERLOADED', details: { sector: 'education-fee' } });
    } finally {
      await source.close();
    }
  });
});
