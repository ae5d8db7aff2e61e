import fc from 'fast-check';
import { Lane } from '../../src/database/lane.js';
import { HeldAsk, makeAsker, turns } from './held-ask.js';

const agencies = ['a', 'b', 'c'];
const most = 20;

type Step =
  /** One request of an agency asks for keys of one kind. */
  | { does: 'ask'; agency: number; kind: number; weights: number[] }
  /** The caller of the request that asked as this one leaves. */
  | { does: 'leave'; request: number }
  /** A statement that is under way comes back, well or not. */
  | { does: 'answer' | 'reject' | 'break'; statement: number }
  /** The event loop goes round. */
  | { does: 'turn' };

const small = fc.nat({ max: 30 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('ask' as const),
        agency: fc.nat({ max: agencies.length - 1 }),
        kind: fc.nat({ max: 1 }),
        weights: fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 12 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('leave' as const), request: small }) },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constantFrom('answer' as const, 'answer' as const, 'reject' as const, 'break' as const),
        statement: small,
      }),
    },
    { weight: 3, arbitrary: fc.constant({ does: 'turn' as const }) },
  ),
  { maxLength: 60 },
);

interface Key {
  serial: number;
  agency: string;
  kind: number;
  weight: number;
  asker: ReturnType<typeof makeAsker>;
}

/** What came of a key: its value, or why there is none. */
type Outcome = { value: string } | { refusal: string };

/** Plays the steps on a lane, checks what must hold at every statement, and answers what came of every key. */
async function play(script: readonly Step[]) {
  const lane = new Lane({
    keys: most,
    mayBeOneKey: (cause) => cause === 'REJECTED',
    refusal: (why) => new Error(why),
  });
  const underWay: { keys: readonly Key[]; settle(how: 'answer' | 'reject' | 'break'): void }[] = [];
  /** Keys by kind in the order they were first asked, and those asked a second time apart. */
  const asked: Key[] = [];
  const seen = new Set<Key>();
  const kinds = [0, 1].map((kind) => {
    const held = new HeldAsk<Key>((key) => `value of ${key.serial}`);
    return (keys: readonly Key[]) => {
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys) {
        expect(key.kind).toBe(kind);
        expect(key.asker.gone).toBe(false);
      }
      const isAgain = keys.some((key) => seen.has(key));
      // Asked again only apart: all of one request.
      if (isAgain) expect(new Set(keys.map((key) => key.asker)).size).toBe(1);
      else asked.push(...keys);
      for (const key of keys) seen.add(key);
      if (keys.length > 1) expect(keys.reduce((sum, key) => sum + key.weight, 0)).toBeLessThanOrEqual(most);
      const answer = held.ask(keys);
      const { answer: succeed, fail } = held.sent.at(-1)!;
      const statement = {
        keys,
        settle(how: 'answer' | 'reject' | 'break') {
          underWay.splice(underWay.indexOf(statement), 1);
          if (how === 'answer') succeed();
          else fail(how === 'reject' ? 'REJECTED' : 'BROKEN');
        },
      };
      underWay.push(statement);
      expect(underWay.length).toBeLessThanOrEqual(2);
      return answer;
    };
  });
  const askers: ReturnType<typeof makeAsker>[] = [];
  const keys: Key[] = [];
  const outcomes = new Map<Key, Outcome[]>();
  const cameOf = (key: Key, outcome: Outcome) => outcomes.set(key, [...(outcomes.get(key) ?? []), outcome]);
  for (const step of script) {
    if (step.does === 'ask') {
      const agency = agencies[step.agency]!;
      const asker = makeAsker(agency);
      askers.push(asker);
      for (const weight of step.weights) {
        const key: Key = { serial: keys.length, agency, kind: step.kind, weight, asker };
        keys.push(key);
        lane.load(kinds[step.kind]!, key, asker, weight).then(
          (value) => cameOf(key, { value }),
          (cause) => cameOf(key, { refusal: cause instanceof Error ? cause.message : String(cause) }),
        );
      }
    } else if (step.does === 'leave') {
      if (askers.length > 0) askers[step.request % askers.length]!.gone = true;
    } else if (step.does === 'turn') await turns();
    else if (underWay.length > 0) underWay[step.statement % underWay.length]!.settle(step.does);
  }
  for (let round = 0; keys.some((key) => !outcomes.has(key)); round += 1) {
    if (round > 10_000) throw new Error('A key was left behind');
    await turns();
    for (const statement of [...underWay]) statement.settle('answer');
  }
  return { keys, asked, outcomes };
}

describe('A lane, whatever the order of events', () => {
  it('gives every key its own value once, or a reason; keeps each agency’s order and its own limits', () =>
    fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const { keys, asked, outcomes } = await play(script);
        for (const key of keys) {
          const [outcome, ...more] = outcomes.get(key)!;
          expect(more).toEqual([]);
          if ('value' in outcome!) expect(outcome.value).toBe(`value of ${key.serial}`);
          else {
            expect(['GONE', 'REJECTED', 'BROKEN']).toContain(outcome!.refusal);
            if (outcome!.refusal === 'GONE') expect(key.asker.gone).toBe(true);
          }
        }
        for (const agency of agencies)
          for (const kind of [0, 1]) {
            const serials = asked
              .filter((key) => key.agency === agency && key.kind === kind)
              .map((key) => key.serial);
            expect(serials).toEqual([...serials].sort((a, b) => a - b));
          }
      }),
      { numRuns: 300 },
    ));
});
