import { ratioOf, summarise } from './report.js';
import type { Round } from './round.js';

const round = (answers: number, more: Partial<Round> = {}): Round => ({
  ...{ seconds: 2, answers, errors: 0, p50: 1, p99: 2, memory: 100 },
  ...{ cpu: { server: 1, postgres: 0.5, load: 0.1 }, ...more },
});

describe('the figures of a bench', () => {
  it('compares rounds beside each other and takes the median of their ratios', () => {
    const hub = [round(100), round(300), round(40)];
    const bare = [round(200), round(400), round(400)];
    const comparison = { key: 'W1' as const, title: '', note: '', alike: 1, hub, bare };
    expect(ratioOf(comparison)).toEqual({ median: 0.5, least: 0.1, greatest: 0.75 });
  });

  it('sums errors and CPU time and spreads the latter over all answers', () => {
    const summary = summarise([round(100, { errors: 1 }), round(300), round(600)]);
    expect(summary).toMatchObject({ perSecond: 150, errors: 1, cpuServer: 3, microsServer: 3000 });
  });

  it('says nothing of CPU time where the system does not tell', () => {
    const blind = round(100, { cpu: { server: null, postgres: null, load: 0.1 }, memory: null });
    expect(summarise([blind])).toMatchObject({ cpuServer: null, microsPostgres: null, memory: null });
  });
});
