import { createHash } from 'node:crypto';
import { reportOf } from '../../proof/report.js';
import { isProven } from '../../proof/section.js';
import { openHub } from '../../support/hub.js';
import { addInsuranceCard, addResident } from '../../support/people.js';
import { makeHospital, officer, password } from '../../wires/bhxh-gateway/hospital.js';
import { round, run } from '../made-up.js';
import { requireSameDecisions, type WiresMeasured } from './measure-wires.js';
import type { BenchWire } from './wire.js';
import { linesOfWires, wireSection } from './wire-section.js';
import { makeWires, wireNames } from './wires.js';

/** Figures that nobody measured: GraphQL so many times as fast as the others. */
function measured(times: number, more: Partial<WiresMeasured> = {}): WiresMeasured {
  const others = wireNames.filter((name) => name !== 'graphql');
  return {
    ...{ alike: 20, absent: [], wires: Object.fromEntries(wireNames.map((name) => [name, `is ${name}`])) },
    rounds: {
      graphql: [round(100 * times)],
      ...Object.fromEntries(others.map((name) => [name, [round(100)]])),
    },
    ...more,
  };
}
const sectionOf = (found: WiresMeasured) => wireSection({ machine: run(1), measured: found });

describe('the limits on wires', () => {
  it('are kept while no wire is faster than GraphQL, and broken when one is', () => {
    expect(isProven(sectionOf(measured(1)))).toBe(true);
    const { figures } = sectionOf(measured(0.9));
    expect(figures.map(({ name, kept }) => [name, kept])).toEqual([
      ['graphql ÷ bhxh-gateway', false],
      ['graphql ÷ fhir', false],
    ]);
  });

  it('count as not measured for a wire that is not there or gave an error', () => {
    const { fhir: _rounds, ...rounds } = measured(2).rounds;
    const { fhir: _is, ...wires } = measured(2).wires;
    const without = sectionOf(measured(2, { rounds, wires, absent: ['fhir'] }));
    expect(without.unmeasured!.map(({ name }) => name)).toEqual(['graphql ÷ fhir']);
    expect(without.notes).toEqual(['This hub has no wire fhir.']);
    const failing = sectionOf(
      measured(2, { rounds: { ...measured(2).rounds, graphql: [round(9, { errors: 1 })] } }),
    );
    expect([failing.figures, failing.unmeasured!.length]).toEqual([[], 2]);
  });

  it('stand on the page and on a terminal with each wire’s figures', () => {
    const page = reportOf([sectionOf(measured(1.5))]);
    expect(page).toContain('## Speed by wire');
    expect(page).toMatch(/\| fhir +\| 50 +\| 1\.50 \(1\.50 to 1\.50\)/);
    expect(linesOfWires(measured(1.5)).join('\n')).toMatch(
      /bhxh-gateway +50 answers\/s.*graphql \/ it 1\.50/,
    );
  });
});

describe('the wires before they are measured', () => {
  it('decide alike about the same people', async () => {
    const hub = await openHub();
    try {
      const { code, username } = await makeHospital(hub.cluster);
      const md5 = createHash('md5').update(password).digest('hex');
      const wires = makeWires({
        ...{ url: hub.url, facility: username.slice(0, 5), gateway: { username, password: md5, ...officer } },
        token: () => hub.token(code, { officer: 'bs.le' }),
      });
      const people = await Promise.all([1, 2].map(() => addResident(hub.cluster)));
      await addInsuranceCard(hub.cluster, people[0]!.personalId, people[0]!);
      const { here, missing, alike } = await requireSameDecisions(hub, wires, people);
      expect(alike).toBe(2);
      expect([...here.map(({ name }) => name), ...missing]).toEqual([...wireNames]);
      expect(here.map(({ name }) => name)).toEqual(expect.arrayContaining(['graphql', 'bhxh-gateway']));
      // One that would say something else is found out, and one that is refused.
      const [graphql] = here as [BenchWire];
      const lying = { ...graphql, name: 'lying', codeIn: () => '999' };
      await expect(requireSameDecisions(hub, [graphql, lying], people)).rejects.toThrow('lying and graphql');
      const refused = { ...graphql, name: 'refused', holds: 'something else' };
      await expect(requireSameDecisions(hub, [graphql, refused], people)).rejects.toThrow('refused (200)');
    } finally {
      await hub.stop();
    }
  });
});
