import { leavesOnBeat, nextBeat } from '../../src/graphql/even-time.js';
import { askingKinds, peopleFor } from '../proof/access/asking-kinds.js';
import { addAgency } from '../support/agencies.js';
import { type Answer, type Hub, openHub, statementsDuring } from '../support/hub.js';

const groups = ['found', 'unknown', 'foreign'] as const;

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub?.stop());

describe.each(askingKinds.map((asking) => [asking.kind, asking] as const))('%s', (kind, asking) => {
  it('costs the same statements, the same event and the same answer whether nobody or a stranger is meant', async () => {
    const agency = await addAgency(hub.cluster, { kind, units: asking.units });
    const people = await peopleFor(hub.cluster, asking, 2);
    const seen = new Map<string, unknown>();
    for (const group of groups) {
      for (const id of people[group]) {
        let answer!: Answer;
        const statements = await statementsDuring(hub, async () => {
          answer = await hub.ask(agency, asking.purpose, asking.query, { id });
        });
        const [event, ...more] = await hub.auditOf(answer);
        expect(more).toEqual([]);
        // The newest checkpoint is the hub's, whoever asks; there is none before its first look at the seals.
        const names = [...answer.headers.keys()].filter((name) => name !== 'x-audit-checkpoint').sort();
        const work = { statements, subjects: event!.subjects.length, status: answer.status, names };
        seen.set(group, group === 'found' ? work : { ...work, text: answer.text });
      }
    }
    expect(seen.get('foreign')).toEqual(seen.get('unknown'));
    expect(seen.get('unknown')).toMatchObject(seen.get('found') as object);
    expect(seen.get('unknown')).toMatchObject({ text: expect.stringContaining('"resident":null') });
  });

  it('takes as long for every number: no answer leaves before its beat', async () => {
    const agency = await addAgency(hub.cluster, { kind, units: asking.units });
    const people = await peopleFor(hub.cluster, asking, 4);
    for (const group of groups) {
      for (const id of people[group]) {
        const began = performance.now();
        await hub.ask(agency, asking.purpose, asking.query, { id });
        // The request was on its way before the hub counts from a whole millisecond.
        expect(performance.now() - began).toBeGreaterThan(18);
      }
    }
  });
});

describe('An answer', () => {
  const trail = (released: string[], leavesOut = false) => ({ released, leavesOut });
  it.each([
    ['that found a person by number', trail(['Query.resident', 'Resident.fullName']), true],
    ['that found people of a list', trail(['Query.hub', 'Query.residents']), true],
    ['that opened a handle', trail(['Query.residentByHandle']), true],
    ['that leaves somebody out', trail([], true), true],
    ['about who stands at the desk', trail(['Query.identify', 'Identification.resident']), false],
    ['about oneself', trail(['Query.me']), false],
    ['about nobody', trail(['Query.hub']), false],
  ])('%s waits for its beat, or does not', (_what, one, waits) => expect(leavesOnBeat(one)).toBe(waits));

  it('leaves on a beat counted from when its request came, whenever it was ready', async () => {
    for (const readyAfter of [0, 3, 15, 25, 38]) {
      const began = performance.now();
      const busyUntil = began + readyAfter;
      while (performance.now() < busyUntil);
      await nextBeat(began);
      const took = performance.now() - Math.floor(began);
      const beats = Math.max(1, Math.ceil(readyAfter / 20));
      expect(took).toBeGreaterThanOrEqual(beats * 20 - 1);
    }
  });
});
