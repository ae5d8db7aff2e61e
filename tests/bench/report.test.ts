import { measured as madeUp, round } from './made-up.js';
import { linesOf, type Measured, ratioOf, serversIn, summarise } from './report.js';
import type { Round } from './round.js';

const measured = (...comparisons: Record<string, Round[]>[]): Measured => madeUp('W1', ...comparisons);

describe('the figures of a bench', () => {
  it('compares rounds beside each other and takes the median of their ratios', () => {
    const hub = [round(100), round(300), round(40)];
    const bare = [round(200), round(400), round(400)];
    expect(ratioOf(measured({ hub, bare }), 'hub', 'bare')).toEqual({
      ...{ median: 0.5, least: 0.1, greatest: 0.75 },
    });
  });

  it('compares a peer with the rounds beside its own, not with those beside another', () => {
    const fast = { hub: [round(1_000)], bare: [round(500)], one: [round(500)] };
    const slow = { hub: [round(100)], bare: [round(100)], other: [round(25)] };
    const both = measured(fast, slow);
    expect(ratioOf(both, 'hub', 'one').median).toBe(2);
    expect(ratioOf(both, 'hub', 'other').median).toBe(4);
    expect(ratioOf(both, 'hub', 'bare')).toMatchObject({ least: 1, greatest: 2 });
    expect(serversIn(both)).toEqual(['hub', 'bare', 'one', 'other']);
  });

  it('shows each peer beside the hub and the bare server', () => {
    const lines = linesOf(measured({ hub: [round(400)], bare: [round(200)], one: [round(100)] }));
    expect(lines.at(-1)).toMatch(/hub \/ one +4\.00 × .* one \/ bare 0\.50 ×$/);
  });

  it('sums errors and CPU time and spreads the latter over all answers', () => {
    const summary = summarise([round(100, { errors: 1 }), round(300), round(600)]);
    expect(summary).toMatchObject({ perSecond: 150, errors: 1, cpuServer: 3, microsServer: 3000 });
  });

  it('says nothing of CPU time where the system does not tell', () => {
    const blind = round(100, { cpu: { server: null, postgres: null, load: null }, memory: null });
    expect(summarise([blind])).toMatchObject({ cpuServer: null, microsPostgres: null, memory: null });
  });
});
