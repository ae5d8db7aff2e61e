import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { startApp } from '../../../src/app.js';
import { parseConfig } from '../../../src/config/config.js';
import { describeCause } from '../../../src/process/logger.js';
import { sharedCluster } from '../../support/cluster.js';
import { addInsuranceCard, addResident } from '../../support/people.js';
import { makeHospital, officer, password } from './hospital.js';

describe('what the gateway is told', () => {
  it('is in no line of the log, no figure, no event and no answer beside the one it belongs to', async () => {
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
    const app = await startApp({ config: parseConfig({}, settings), state: cluster.state, logger });
    try {
      const person = await addResident(cluster, { fullName: 'Nguyễn Canary Hư Cấu' });
      const cardNumber = await addInsuranceCard(cluster, person.personalId, person);
      const software = (await makeHospital(cluster)).software(app.url);
      const form = { maThe: cardNumber, hoTen: person.fullName, ngaySinh: '17051990', ...officer };
      const answers = [
        await software.lookUp(form),
        await software.ask({ ...form, maThe: person.personalId, hoTen: 'Nguyễn Canary Khác' }),
        await software.ask({ ...form, cccdCb: '001090000018' }),
        await software.ask({ ...form, ngaySinh: "31/02/1990' --" }),
        await software.ask('{' as unknown as object),
        await software.ask(form, 'Lskcb2025').catch(() => null),
        await software.ask(form, undefined, { token: 'canary-token' }),
        await software.ask(form, undefined, { username: 'canary-user' }),
        await software.takeToken('c'.repeat(32)),
        await software.takeToken('canary-password'),
      ];
      expect(answers[0]!.body.maKetQua).toBe('000');
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      await app.stop();
      const md5 = createHash('md5').update(password).digest('hex');
      const secrets = [
        ...[md5, password, 'c'.repeat(32), software.session!.access_token, software.session!.id_token],
        ...['canary-', 'Canary', person.personalId, cardNumber, cardNumber.slice(5)],
        ...[officer.cccdCb, '001090000018', officer.hoTenCb],
      ];
      const postgres = readFileSync(cluster.state.file('postgres.log'), 'utf8');
      const outputs = { log: lines.join(''), metrics, postgres };
      expect(outputs.log.split('\n').length).toBeGreaterThan(answers.length);
      expect(outputs.log).toContain('"msg":"request"');
      for (const [where, text] of Object.entries(outputs)) {
        const leaked = secrets.filter((secret) => text.includes(secret));
        expect({ where, leaked }).toEqual({ where, leaked: [] });
      }
      // Only the look that matched tells whom it was about.
      for (const answer of answers.slice(1)) {
        const leaked = secrets.filter((secret) => answer?.text.includes(secret));
        expect(leaked).toEqual([]);
      }
    } finally {
      await app.stop();
    }
  });
});
