import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyring } from '../../src/access/keys.js';
import { makeEventId } from '../../src/audit/event-id.js';
import { recordEvents } from '../../src/audit/record.js';
import { withPool } from '../../src/cli/workplace.js';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { readAudit } from '../support/audit-record.js';
import { runCommand } from './run-command.js';

const personalId = '001090000017';
let cluster: PrivateCluster;
let folder: string;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  folder = mkdtempSync(join(tmpdir(), 'lienthong-usage-'));
  const keys = new Keyring(cluster.state.masterKey(null));
  const id = makeEventId(Date.now());
  await withPool(cluster.databases.urls.hub, async (pool) => {
    const client = await pool.connect();
    await recordEvents(client, [
      {
        ...{ id, requestId: id, agencyCode: 'hospital.demo', agencyKind: 'HOSPITAL', clientId: 'desk' },
        ...{
          officer: '001',
          purpose: 'TREATMENT',
          caseReference: '<b>BA & "7"</b>',
          emergencyReasonSealed: null,
        },
        ...{ operationName: null, operationHash: null, outcome: 'ANSWERED', errorCodes: [] },
        ...{ fieldsReleased: ['Resident.fullName'], fieldsRefused: [], fieldsUnavailable: [] },
        ...{ durationMs: 1, change: null },
        subjects: [
          {
            ...{ mac: keys.mac('audit-subject', personalId), outcome: 'RELEASED', relation: 'DIRECT' },
            sealed: keys.seal('audit-seal', personalId, id),
          },
        ],
      },
    ]);
    client.release();
  });
});
afterAll(async () => {
  await cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: string[], input = '') =>
  runCommand(['usage', ...args, '--officer', 'an'], settingsOf(cluster), input);

describe('usage', () => {
  it('prints who looked, for a number from standard input', async () => {
    const { code, stdout, stderr } = await run(['-'], `${personalId}\n`);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Bệnh viện mẫu \(hư cấu\) {2}Tiếp nhận khám bệnh.* {2}RELEASED\n$/);
    expect(stdout).not.toContain(personalId);
  });

  it('is on record as a look of the operator’s, and the next report tells of it', async () => {
    const before = JSON.parse((await run([personalId, '--json'])).stdout).looks.length;
    const { looks } = JSON.parse((await run([personalId, '--json'])).stdout);
    expect(looks).toHaveLength(before + 1);
    expect(looks[0]).toMatchObject({
      ...{ agencyCode: 'operator.demo', agencyKind: 'OPERATOR', purpose: 'OPERATION', outcome: 'RELEASED' },
      dataKinds: ['RECORD_OF_LOOKS'],
    });
    expect(JSON.stringify(looks)).not.toContain('event');
    const [event] = await cluster.sql<{ request_id: string }>(
      'hub',
      "select request_id from audit.event where operation_name = 'cli usage' and outcome = 'ANSWERED' limit 1",
    );
    expect(await readAudit(cluster, event!.request_id)).toContainEqual(
      expect.objectContaining({
        ...{ agency_kind: 'OPERATOR', officer: 'an', outcome: 'ANSWERED' },
        subjects: [{ personalId, outcome: 'RELEASED' }],
      }),
    );
  });

  it('writes a page to print: escaped, without scripts, for its owner’s eyes', async () => {
    const file = join(folder, 'report.html');
    expect((await run([personalId, '--print', file])).code).toBe(0);
    const page = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(page).toContain('Ai đã tra cứu dữ liệu của tôi');
    expect(page).toContain('&lt;b&gt;BA &amp; &quot;7&quot;&lt;/b&gt;');
    expect(page).not.toMatch(/<script|<b>|src=|href=|\son\w+=/);
    expect(page).not.toContain(personalId);
    expect(page).toContain('size: A4');
  });

  it.each([[['12']], [['--json']], [[personalId, '--agency', 'hospital.demo']]])(
    'does nothing with %j',
    async (args) => {
      const { code, stdout } = await run(args);
      expect(code).not.toBe(0);
      expect(stdout).toBe('');
    },
  );

  it('says nothing to who was never looked at', async () => {
    const { code, stdout } = await run(['001090000025']);
    expect([code, stdout]).toEqual([0, 'Chưa có lượt tra cứu nào. / Nobody looked.\n']);
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

describe('agency disclosure', () => {
  const disclosure = (...args: string[]) =>
    runCommand(['agency', 'disclosure', 'hospital.demo', ...args, '--officer', 'an'], settingsOf(cluster));

  it('rules what residents are told, from then on, on record with what it says', async () => {
    expect((await disclosure()).stdout).toBe(
      'Of hospital.demo residents are told at once, inspections aside.\n',
    );
    const { code, stderr } = await disclosure(
      ...['--class', 'DELAYED', '--months', '6', '--legal-basis', 'Quyết định mẫu (hư cấu)'],
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse((await disclosure('--json')).stdout)).toMatchObject([
      { class: 'DELAYED', delayMonths: 6, purpose: null, validUntil: null },
    ]);
    const [event] = await cluster.sql<{ change: string }>(
      'hub',
      "select change from audit.event where change like '%DISCLOSURE%' order by occurred_at desc limit 1",
    );
    expect(JSON.parse(event!.change)).toMatchObject({
      ...{ what: 'ADD_DISCLOSURE_RULE', target: 'hospital.demo', before: null },
    });
    // What was told before stays told.
    expect(JSON.parse((await run([personalId, '--json'])).stdout).looks.at(-1)).toMatchObject({
      agencyCode: 'hospital.demo',
    });
    expect((await disclosure('--end')).code).toBe(0);
    expect((await disclosure('--end')).code).toBe(1);
  });

  it.each([
    ['--class', 'WITHHELD'],
    ['--class', 'DELAYED', '--legal-basis', 'x'],
    ['--class', 'COARSE', '--legal-basis', 'x', '--months', '3'],
    ['--class', 'COARSE', '--legal-basis', 'x', '--counted'],
    ['--class', 'NOW', '--legal-basis', 'x'],
  ])('refuses %s %s %s %s %s', async (...args) => {
    expect((await disclosure(...args.filter(Boolean))).code).not.toBe(0);
  });
});
