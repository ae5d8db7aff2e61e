import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { startApp } from '../../../src/app.js';
import { parseConfig } from '../../../src/config/config.js';
import { describeCause } from '../../../src/process/logger.js';
import { addAgency } from '../../support/agencies.js';
import { sharedCluster } from '../../support/cluster.js';
import type { Hub } from '../../support/hub.js';
import { addInsuranceCard, addResident } from '../../support/people.js';
import { Tokens } from '../../support/tokens.js';
import { claimOf, FhirClient, requestAbout, systems } from './client.js';

describe('what a FHIR client sends and is answered', () => {
  it('is in no line of the log, no figure and no refusal, wherever it stood', async () => {
    const cluster = await sharedCluster();
    const lines: string[] = [];
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    // Without the redaction of the real log: nothing must need it.
    const logger = pino({ level: 'trace', serializers: { cause: describeCause } }, destination);
    const urls = { ...cluster.databases.urls, hubOwner: null };
    const settings = { port: 0, urls, stateDir: cluster.state.path, poolSize: 2, misuseEveryMs: 0 };
    const config = parseConfig({}, settings);
    const app = await startApp({ config, state: cluster.state, logger });
    try {
      const agency = await addAgency(cluster, { kind: 'HOSPITAL', units: ['01001'] });
      const tokens = new Tokens(cluster, app.url, config.publicUrl);
      const client = new FhirClient({ url: app.url, token: (code) => tokens.of(code) } as Hub, agency);
      const person = await addResident(cluster, { fullName: 'Nguyễn Canary Hư Cấu' });
      const card = await addInsuranceCard(cluster, person.personalId, person);
      const claim = claimOf(person);
      const found = await client.search('Patient', claim);
      const { id } = found.body.entry[0].resource;
      const refusals = [
        await client.get(`/Patient/${person.personalId}`),
        await client.get(`/Patient?identifier=${systems.personalId}|${person.personalId}&name=Canary`),
        await client.get(`/Coverage/${card}`),
        await client.get(`/Observation?patient=${person.personalId}`),
        await client.search('Patient', { ...claim, name: 'Nguyễn Canary Khác' }),
        await client.search('Patient', { ...claim, birthdate: `${person.personalId}` }),
        await client.post('/CoverageEligibilityRequest', { ...requestAbout(person), [person.personalId]: 1 }),
        await client.post('/CoverageEligibilityRequest', `{"x": "${person.personalId}`),
        await client.post(`/CoverageEligibilityRequest?patient=${card}`, requestAbout(person)),
        await client.post('/CoverageEligibilityRequest', {
          ...requestAbout(person),
          facility: { identifier: { system: systems.facility, value: `canary-${card}` } },
        }),
      ];
      const answered = await client.post('/CoverageEligibilityRequest', requestAbout(person));
      expect(answered.text).toContain(card);
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      const token = await tokens.of(agency);
      await app.stop();
      const secrets = [person.personalId, card, card.slice(5), 'Canary', 'canary-', id, token];
      const outputs = {
        ...{
          log: lines.join(''),
          metrics,
          postgres: readFileSync(cluster.state.file('postgres.log'), 'utf8'),
        },
        refusals: refusals.map(({ text }) => text).join('\n'),
        addresses: JSON.stringify([found.body.link, found.body.entry[0].fullUrl]).replaceAll(id, ''),
      };
      expect(outputs.log.match(/"msg":"request"/g)!.length).toBeGreaterThanOrEqual(refusals.length);
      for (const [where, text] of Object.entries(outputs)) {
        const leaked = secrets.filter((secret) => text.includes(secret));
        expect({ where, leaked }).toEqual({ where, leaked: [] });
      }
    } finally {
      await app.stop();
    }
  });
});
