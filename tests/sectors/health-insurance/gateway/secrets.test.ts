import { Writable } from 'node:stream';
import { pino } from 'pino';
import { startApp } from '../../../../src/app.js';
import { parseConfig } from '../../../../src/config/config.js';
import { describeCause } from '../../../../src/process/logger.js';
import { sharedCluster } from '../../../support/cluster.js';
import { addResident } from '../../../support/people.js';
import { Tokens } from '../../../support/tokens.js';
import { account, startScriptedGateway, valid } from './scripted-gateway.js';

const query = `query($claim: IdentityClaim!) { identify(claim: $claim) { resident {
  eligibility(facility: "01001") { portalCode } } } }`;

describe('what a portal is asked with', () => {
  it('is in no line of the log, no figure and no error, whatever the portal does', async () => {
    const cluster = await sharedCluster();
    const gateway = await startScriptedGateway();
    const lines: string[] = [];
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    // Without the redaction of the real log: nothing must need it.
    const logger = pino({ level: 'trace', serializers: { cause: describeCause } }, destination);
    const urls = { ...cluster.databases.urls, hubOwner: null, healthInsurance: gateway.url };
    const config = parseConfig(
      {},
      {
        ...{ port: 0, urls, stateDir: cluster.state.path, poolSize: 2, misuseEveryMs: 0 },
        ...{ portal: { accounts: [account], lookup: 'KQNhanLichSuKCB2024' }, sectorTimeoutMs: 400 },
      },
    );
    const app = await startApp({ config, state: cluster.state, logger });
    try {
      const claim = await addResident(cluster, { fullName: 'Nguyễn Canary Hư Cấu' });
      const authorization = `Bearer ${await new Tokens(cluster, app.url, config.publicUrl).of('hospital.demo')}`;
      const said: string[] = [];
      const ask = async () => {
        const headers = { 'content-type': 'application/json', authorization, 'x-purpose': 'TREATMENT' };
        const body = JSON.stringify({ query, variables: { claim } });
        said.push(await (await fetch(`${app.url}/graphql`, { method: 'POST', headers, body })).text());
      };
      const canary = `canary ${claim.personalId} ${claim.fullName}`;
      await ask();
      for (const maKetQua of ['054', '055', '101', '205', '401'])
        gateway.next({ ...valid, maKetQua, ghiChu: canary });
      gateway.next(
        (response) => response.destroy(),
        (response) => response.writeHead(302, { location: `${gateway.url}/?${canary.length}` }).end(),
        (response) => response.writeHead(500).end(canary),
      );
      for (let n = 0; n < 10; n += 1) await ask();
      const metrics = await (await fetch(`${app.url}/metrics`)).text();
      await app.stop();
      const { password, username, officers } = account;
      const secrets = [
        ...[password, username, officers[0]!.number, officers[0]!.name, 'access-', 'id-1'],
        ...[claim.personalId, 'Canary', 'canary', valid.maThe, valid.maSoBHXH],
      ];
      const outputs = { log: lines.join(''), metrics, said: said.join('') };
      expect(outputs.log).toContain('"msg":"source failed"');
      expect(outputs.said).toContain('"portalCode":"054"');
      for (const [where, text] of Object.entries(outputs)) {
        const leaked = secrets.filter((secret) => text.includes(secret));
        expect({ where, leaked }).toEqual({ where, leaked: [] });
      }
    } finally {
      await app.stop();
      await gateway.close();
    }
  });
});
