import type { SourceHealth } from '../../src/database/guard.js';
import { makeDependencies, type Watched } from '../../src/operation/dependencies.js';

let time = 1_000;
const now = () => time;
const own = (ping: () => Promise<boolean>, health?: SourceHealth): Watched => ({
  ...{ name: 'one', part: 'HUB', ping },
  ...(health && { health }),
});

beforeEach(() => {
  time = 1_000;
});

describe('What the hub stands on', () => {
  it('answers in the time it took, since the start', async () => {
    const watched = own(async () => {
      time += 7;
      return true;
    });
    const found = await makeDependencies([watched], now).look();
    expect(found).toEqual([
      { name: 'one', part: 'HUB', state: 'UP', since: 1_000, cause: null, latencyMs: 7 },
    ]);
  });

  it('is down since somebody first saw it so, and up since it was seen up again', async () => {
    let answers = false;
    const { look } = makeDependencies([own(async () => answers)], now);
    time = 2_000;
    expect(await look()).toMatchObject([
      { state: 'DOWN', since: 2_000, cause: 'UNREACHABLE', latencyMs: null },
    ]);
    time = 3_000;
    expect(await look()).toMatchObject([{ state: 'DOWN', since: 2_000 }]);
    answers = true;
    time = 4_000;
    expect(await look()).toMatchObject([{ state: 'UP', since: 4_000, cause: null }]);
  });

  it('has been down for as long as looks already know, and for their reason', async () => {
    const watched = own(async () => false, { since: 500, failure: 'TIMEOUT' });
    expect(await makeDependencies([watched], now).look()).toMatchObject([
      { state: 'DOWN', since: 500, cause: 'TIMEOUT' },
    ]);
  });

  it('is not waited for when it is frozen', async () => {
    const begun = Date.now();
    const { look } = makeDependencies([own(() => new Promise(() => undefined))], now);
    expect(await look()).toMatchObject([{ state: 'DOWN', cause: 'TIMEOUT', latencyMs: null }]);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });
});
