import { Lane, type LaneOptions } from '../../src/database/lane.js';
import { HeldAsk, makeAsker, turns } from './held-ask.js';

class Rejected extends Error {}

const openLane = (options: Partial<LaneOptions> = {}) =>
  new Lane({
    mayBeOneKey: (cause) => cause instanceof Rejected,
    refusal: (why) => new Error(why),
    ...options,
  });

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, at) => from + at);
const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: Error) => error.message,
  );

/** A lane with as many statements under way as it allows, so that what comes next gathers. */
async function busyLane(options: Partial<LaneOptions> = {}) {
  const lane = openLane(options);
  const held = new HeldAsk<number>();
  const first = makeAsker('first');
  const under: Promise<string>[] = [];
  const running = options.running ?? 2;
  while (under.length < running) {
    under.push(lane.load(held.ask, -1, first));
    await turns();
  }
  expect(held.keys).toEqual(under.map(() => [-1]));
  return {
    ...{ lane, held, under },
    /** Answers those, and looks what was sent instead. */
    async free() {
      for (const statement of held.sent.slice(0, running)) statement.answer();
      await turns();
      return held.keys.slice(running);
    },
  };
}

describe('Keys of the same moment', () => {
  it('go in one statement, each asker getting the value of its own key', async () => {
    const lane = openLane();
    const held = new HeldAsk<number>();
    const asked = ['a', 'b', 'c'].map((agency, at) => lane.load(held.ask, at, makeAsker(agency)));
    expect(held.keys).toEqual([]);
    await turns();
    expect(held.keys).toEqual([[0, 1, 2]]);
    held.sent[0]!.answer();
    expect(await Promise.all(asked)).toEqual(['0', '1', '2']);
  });

  it('are asked again the next time: nothing is kept', async () => {
    const lane = openLane();
    const held = new HeldAsk<number>();
    for (const round of [1, 2]) {
      const asked = lane.load(held.ask, 7, makeAsker('a'));
      await turns();
      expect(held.keys).toEqual(numbers(round).map(() => [7]));
      held.sent[round - 1]!.answer();
      expect(await asked).toBe('7');
      await turns();
    }
  });

  it('gather while two statements are under way, and go together when one comes back', async () => {
    const { lane, held } = await busyLane();
    for (const key of numbers(5)) {
      void lane.load(held.ask, key, makeAsker(`agency ${key}`));
      await turns();
    }
    expect(held.sent).toHaveLength(2);
    held.sent[1]!.answer();
    await turns();
    expect(held.keys.slice(2)).toEqual([[0, 1, 2, 3, 4]]);
  });
});

describe('A statement', () => {
  it('has at most two hundred keys', async () => {
    const lane = openLane();
    const held = new HeldAsk<number>();
    const asker = makeAsker('a');
    const asked = Promise.all(numbers(401).map((key) => lane.load(held.ask, key, asker)));
    await turns();
    for (const statement of held.sent.slice(0, 2)) statement.answer();
    await turns();
    held.sent[2]!.answer();
    expect(held.keys.map((keys) => keys.length)).toEqual([200, 200, 1]);
    expect(await asked).toEqual(numbers(401).map(String));
  });

  it('counts a key by its weight, never above the limit; a heavier one goes alone', async () => {
    const lane = openLane({ running: 3 });
    const held = new HeldAsk<string>();
    const asker = makeAsker('a');
    const weights = [120, 79, 40, 300, 1];
    for (const [at, weight] of weights.entries())
      void lane.load(held.ask, `${weight} at ${at}`, asker, weight);
    await turns();
    expect(held.keys).toEqual([['120 at 0', '79 at 1'], ['40 at 2'], ['300 at 3']]);
  });
});

describe('A statement that fails', () => {
  it('is asked again for each asker apart when one key may be the reason: only the asker of that key loses', async () => {
    const lane = openLane();
    const statements: (readonly number[])[] = [];
    const ask = async (keys: readonly number[]) => {
      statements.push(keys);
      if (keys.includes(13)) throw new Rejected('13');
      return keys.map(String);
    };
    const [a, b, c] = [makeAsker('a'), makeAsker('b'), makeAsker('c')];
    const good = [lane.load(ask, 1, a), lane.load(ask, 2, a)];
    const bad = [lane.load(ask, 13, b), lane.load(ask, 4, b)].map(failureOf);
    good.push(lane.load(ask, 3, c));
    expect(await Promise.all(good)).toEqual(['1', '2', '3']);
    expect(await Promise.all(bad)).toEqual(['13', '13']);
    expect(statements).toEqual([[1, 13, 3, 2, 4], [1, 2], [13, 4], [3]]);
  });

  it('is not asked again for whoever left in the meantime', async () => {
    const lane = openLane();
    const held = new HeldAsk<number>();
    const [a, b] = [makeAsker('a'), makeAsker('b')];
    const first = lane.load(held.ask, 1, a);
    const second = failureOf(lane.load(held.ask, 2, b));
    await turns();
    b.gone = true;
    held.sent[0]!.fail(new Rejected());
    await turns();
    held.sent[1]!.answer();
    expect(await first).toBe('1');
    expect(await second).toBe('GONE');
    await turns();
    expect(held.keys).toEqual([[1, 2], [1]]);
  });

  it('fails all its keys when it failed for another reason, and the lane goes on', async () => {
    const { lane, held, under } = await busyLane();
    const failures = under.map(failureOf);
    const next = lane.load(held.ask, 1, makeAsker('a'));
    for (const statement of held.sent) statement.fail(new Error('UNREACHABLE'));
    await turns();
    held.sent[2]!.answer();
    expect(await Promise.all(failures)).toEqual(['UNREACHABLE', 'UNREACHABLE']);
    expect(await next).toBe('1');
  });
});

describe('What nobody waits for any more', () => {
  it('is not asked, and is refused with GONE', async () => {
    const { lane, held, free } = await busyLane();
    const [stays, leaves] = [makeAsker('a'), makeAsker('b')];
    void lane.load(held.ask, 1, stays);
    const left = [2, 3].map((key) => failureOf(lane.load(held.ask, key, leaves)));
    leaves.gone = true;
    expect(await free()).toEqual([[1]]);
    expect(await Promise.all(left)).toEqual(['GONE', 'GONE']);
  });

  it('makes no statement when nothing else waits, and blocks nothing', async () => {
    const { lane, held, free } = await busyLane();
    const leaves = makeAsker('a');
    const left = failureOf(lane.load(held.ask, 1, leaves));
    leaves.gone = true;
    expect(await free()).toEqual([]);
    expect(await left).toBe('GONE');
    void lane.load(held.ask, 2, makeAsker('b'));
    await turns();
    expect(held.keys.slice(2)).toEqual([[2]]);
  });

  it('takes no place in a statement and no turn of its agency', async () => {
    const { lane, held, free } = await busyLane({ running: 1, keys: 3 });
    const [left, stays, other] = [makeAsker('a'), makeAsker('a'), makeAsker('b')];
    const refused = numbers(50).map((key) => failureOf(lane.load(held.ask, key, left)));
    for (const key of [101, 102]) void lane.load(held.ask, key, stays);
    for (const key of [201, 202]) void lane.load(held.ask, key, other);
    left.gone = true;
    expect((await free())[0]).toEqual([101, 201, 102]);
    expect(new Set(await Promise.all(refused))).toEqual(new Set(['GONE']));
  });
});

describe('A lane in which too many keys of an agency wait', () => {
  it('refuses its next at once with FULL, takes another agency’s, and takes more as soon as some were asked', async () => {
    const { lane, held, free } = await busyLane({ waiting: 10 });
    const asker = makeAsker('a');
    for (const key of numbers(10)) void lane.load(held.ask, key, asker);
    const next = makeAsker('a');
    const refused = [10, 11, 12].map((key) => lane.load(held.ask, key, next));
    expect(await Promise.all(refused.map(failureOf))).toEqual(['FULL', 'FULL', 'FULL']);
    expect(new Set(refused).size).toBe(1);
    void lane.load(held.ask, 13, makeAsker('b'));
    expect(await free()).toEqual([[0, 13, ...numbers(10).slice(1)]]);
    held.sent[2]!.answer();
    const late = lane.load(held.ask, 11, asker);
    await turns();
    held.sent[3]!.answer();
    expect(await late).toBe('11');
  });
});

describe('Turns', () => {
  it('are the agencies’: a thousand keys of one do not keep another’s single key waiting', async () => {
    const { lane, held, free } = await busyLane();
    const many = makeAsker('many');
    for (const key of numbers(1_000)) void lane.load(held.ask, key, many);
    void lane.load(held.ask, 5_000, makeAsker('one'));
    const [next] = await free();
    expect(next).toHaveLength(200);
    expect(next!.slice(0, 3)).toEqual([0, 5_000, 1]);
  });

  it('go round: an agency that was not served comes first in the next statement', async () => {
    const { lane, held, free } = await busyLane({ keys: 2, running: 2 });
    for (const agency of ['a', 'b', 'c'])
      for (const key of [1, 2]) void lane.load(held.ask, key + 10 * 'abc'.indexOf(agency), makeAsker(agency));
    expect(await free()).toEqual([
      [1, 11],
      [21, 2],
    ]);
  });

  it('are taken by kinds of question too: a busy kind lets a rarer one in between', async () => {
    const { lane, held, free } = await busyLane({ keys: 10 });
    const rare = new HeldAsk<string>();
    const asker = makeAsker('a');
    for (const key of numbers(100)) void lane.load(held.ask, key, asker);
    const answer = lane.load(rare.ask, 'rare', asker);
    expect(await free()).toEqual([numbers(10)]);
    expect(rare.keys).toEqual([['rare']]);
    rare.sent[0]!.answer();
    expect(await answer).toBe('rare');
    await turns();
    expect(held.keys.slice(2)).toEqual([numbers(10), numbers(10, 10)]);
  });
});
