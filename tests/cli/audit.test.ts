import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCheckpointKeeper } from '../../src/audit/checkpoint-file.js';
import { recordEvents } from '../../src/audit/record.js';
import { sealFiles } from '../../src/audit/seal-files.js';
import { makeSealer } from '../../src/audit/sealer.js';
import { withPool } from '../../src/cli/workplace.js';
import { parseConfig } from '../../src/config/config.js';
import { packageRoot } from '../../src/config/package-root.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { auditEvent } from '../support/audit-event.js';
import { runCommand } from './run-command.js';

let cluster: PrivateCluster;
let folder: string;
/** Ids of five sealed events. */
let ids: string[];

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  folder = mkdtempSync(join(tmpdir(), 'lienthong-audit-'));
  ids = await withPool(cluster.databases.urls.hubAudit, async (pool) => {
    const client = await pool.connect();
    const events = Array.from({ length: 5 }, () => auditEvent());
    for (const event of events) await recordEvents(client, [event]);
    client.release();
    return events.map((event) => event.id);
  });
  await seal();
});
afterAll(async () => {
  await cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Seals as a hub with the same settings does. */
async function seal(): Promise<void> {
  const files = sealFiles(parseConfig({}), cluster.state);
  const sealer = makeSealer({
    ...{ url: cluster.databases.sealer, keys: () => files.openKeys(), logger: makeLogger('silent') },
    ...{ metrics: makeMetrics(), onSealed: makeCheckpointKeeper(files.checkpoints, () => Date.now()) },
  });
  await sealer.run(new AbortController().signal);
  await sealer.close();
}

/** Runs `audit …` by an officer of that name. */
const audit = (officer: string, ...args: string[]) =>
  runCommand(['audit', ...args, '--officer', officer], settingsOf(cluster));

const onRecord = async (officer: string) => {
  const rows = await cluster.sql<{ operation_name: string; outcome: string; purpose: string }>(
    'hub',
    'select operation_name, outcome, purpose from audit.event where officer = $1 order by occurred_at',
    [officer],
  );
  return rows.map(({ operation_name, outcome, purpose }) => [operation_name, outcome, purpose]);
};

const tamper = (text: string) => cluster.sql('hub', `set session_replication_role = replica; ${text}`);

function check(file: string, ...keys: string[]) {
  const args = [join(packageRoot, 'docs/audit-verifier.mjs'), ...keys.flatMap((key) => ['--key', key]), file];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

describe('audit verify', () => {
  it('says that nothing was changed, on record as the agency that asked', async () => {
    const { code, stdout } = await audit('an', 'verify');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/Nothing was changed\.\n$/)]);
    expect(await onRecord('an')).toEqual([
      ['cli audit.verify', 'REQUESTED', 'OPERATION'],
      ['cli audit.verify', 'ANSWERED', 'OPERATION'],
    ]);
    const { stdout: json } = await audit('be', 'verify', '--json', '--agency', 'auditor.demo');
    expect(JSON.parse(json)).toMatchObject({ found: [], seals: 1, checkpoints: { compared: 2, foreign: 0 } });
    expect((await onRecord('be'))[0]).toEqual(['cli audit.verify', 'REQUESTED', 'INSPECTION']);
  });

  it('ends with 1 and names the seal and the entry once something was', async () => {
    await tamper(`update audit.event set officer = 'x' where id = '${ids[2]}'`);
    const { code, stdout } = await audit('an', 'verify');
    expect(code).toBe(1);
    expect(stdout).toContain('TAMPERED WITH: EDITED 1\n');
    expect(stdout).toContain(`EDITED  seal 1, entry 2, ${ids[2]}: `);
    await tamper(`update audit.event set officer = '001' where id = '${ids[2]}'`);
  });

  it('takes only the keys it is told', async () => {
    const { stdout: key } = await audit('an', 'key');
    expect((await audit('an', 'verify', '--key', key.trim())).code).toBe(0);
    const stranger = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const { code, stdout } = await audit('an', 'verify', '--key', stranger, '--json');
    expect([code, JSON.parse(stdout).found[0].kind]).toEqual([1, 'FOREIGN_KEY']);
  });

  it('compares with the file it is told, which must be there', async () => {
    const file = join(folder, 'noted');
    writeFileSync(file, `5 ${Buffer.alloc(32).toString('base64')}\n`);
    const { code, stdout } = await audit('an', 'verify', '--checkpoint', file, '--json');
    expect([code, JSON.parse(stdout).kinds]).toEqual([1, { FORKED: 1 }]);
    expect(await audit('an', 'verify', '--checkpoint', join(folder, 'none'))).toMatchObject({ code: 1 });
  });

  it('ends with 2 on a day that is none', async () => {
    for (const day of ['2026-02-30', 'today'])
      expect((await audit('cu', 'verify', '--from', day)).code).toBe(2);
    expect(await onRecord('cu')).toEqual([]);
  });

  it('is for operators and auditors alone', async () => {
    const { code, stderr } = await audit('an', 'verify', '--agency', 'hospital.demo');
    expect([code, stderr]).toEqual([1, expect.stringContaining('hospital.demo')]);
  });
});

describe('audit prove and export', () => {
  it('give what the verifier without dependencies accepts, and refuses once a byte is another', async () => {
    const { stdout: key } = await audit('an', 'key');
    const proved = await audit('an', 'prove', ids[3]!);
    expect(proved.code).toBe(0);
    const file = join(folder, 'proof.json');
    writeFileSync(file, proved.stdout);
    expect(check(file, key.trim())).toMatchObject({ status: 0, stdout: expect.stringContaining('entry 3') });
    writeFileSync(file, proved.stdout.replace('HOSPITAL', 'HOSPITAX'));
    expect(check(file, key.trim())).toMatchObject({ status: 1, stderr: expect.stringMatching(/^REFUSED: /) });

    const out = join(folder, 'export.jsonl');
    const exported = await audit('an', 'export', '--from', '2020-01-01', '--to', '2099-12-31', '--out', out);
    expect(exported).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ events in /) });
    expect(check(out, key.trim()).status).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain(ids[0]);
    const again = await audit('an', 'export', '--from', '2020-01-01', '--to', '2099-12-31', '--out', out);
    expect([again.code, again.stderr]).toEqual([
      1,
      `lienthong: ${out} is there already; choose a new file.\n`,
    ]);
  });

  it('refuse a period that ends before it begins', async () => {
    const out = join(folder, 'never.jsonl');
    const { code, stderr } = await audit(
      'an',
      'export',
      '--from',
      '2026-02-01',
      '--to',
      '2026-01-31',
      '--out',
      out,
    );
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('the period ends (2026-01-31) before it begins (2026-02-01)'),
    ]);
    expect(existsSync(out)).toBe(false);
  });

  it('say of an event that there is none', async () => {
    for (const id of ['00000000-0000-7000-8000-000000000000', 'nonsense']) {
      const { code, stderr } = await audit('an', 'prove', id);
      expect([code, stderr]).toEqual([1, 'lienthong: There is no such event on record.\n']);
    }
  });
});

describe('audit rotate-key', () => {
  it('gives the next seals another key, which the old one introduced', async () => {
    const { stdout: old } = await audit('an', 'key');
    const { code, stdout } = await audit('an', 'rotate-key');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/: localhost\/lienthong\/audit\+[0-9a-f]{8}\+\S+\n$/),
    ]);
    await seal();
    const verified = await audit('an', 'verify', '--key', old.trim(), '--json');
    expect(JSON.parse(verified.stdout)).toMatchObject({ found: [], seals: 2 });
    const { stdout: keys } = await audit('an', 'key');
    expect(keys.trim().split('\n')).toEqual([old.trim(), stdout.trim().split(': ')[1]]);
    expect((await audit('an', 'verify', '--key', keys)).code).toBe(0);
  });
});

describe('audit archive', () => {
  it('wants the owner, and archives nothing that is not over', async () => {
    const args = ['archive', '--before', '2999-01', '--out', folder];
    expect(await audit('an', ...args)).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('LIENTHONG_HUB_OWNER_URL') },
    });
    const settings = { ...settingsOf(cluster), LIENTHONG_HUB_OWNER_URL: cluster.databases.urls.hubOwner! };
    expect(await runCommand(['audit', ...args], settings)).toMatchObject({
      ...{ code: 1, stderr: expect.stringMatching(/is not over|have no seal yet/) },
    });
    const none = await runCommand(['audit', 'archive', '--before', '2020-01', '--out', folder], settings);
    expect(none).toMatchObject({ code: 0, stdout: 'No month to archive.\n' });
  });
});
