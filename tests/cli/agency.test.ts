import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeyPair } from '../access/administration/operator.js';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { runCommand } from './run-command.js';

let cluster: PrivateCluster;
let folder: string;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  folder = mkdtempSync(join(tmpdir(), 'lienthong-agencies-'));
});
afterAll(async () => {
  await cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const code = 'clinic.test';
const agency = (...args: string[]) =>
  runCommand(['agency', ...args, '--officer', 'tester'], settingsOf(cluster));
const made = async (...args: string[]) => {
  const { code: ended, stdout, stderr } = await agency(...args, '--json');
  expect([ended, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const lastEvent = async () => {
  const [row] = await cluster.sql<{ operation_name: string; outcome: string; change: string | null }>(
    'hub',
    "select operation_name, outcome, change from audit.event where officer = 'tester' order by occurred_at desc limit 1",
  );
  return { ...row!, change: row!.change && JSON.parse(row!.change) };
};

describe('lienthong agency', () => {
  it('registers an agency and changes what is said of it, before and after on record', async () => {
    const add = ['add', code, '--kind', 'HOSPITAL', '--name', 'Phòng khám thử (hư cấu)'];
    const registered = await made(
      ...add,
      '--legal-basis',
      'Văn bản mẫu',
      '--units',
      '01002',
      '--officers-listed',
    );
    expect(registered).toMatchObject({ what: 'REGISTER_AGENCY', target: code, before: null });
    expect(await lastEvent()).toEqual({
      operation_name: 'cli agency.add',
      outcome: 'ANSWERED',
      change: registered,
    });
    const pattern = 'BA-\\d{6}';
    expect(await made(...add, '--case-pattern', pattern, '--no-officers-listed')).toEqual({
      ...{ what: 'AMEND_AGENCY', target: code },
      before: { casePattern: null, officersListed: true },
      after: { casePattern: pattern, officersListed: false },
    });
    const wrong = await agency(...add, '--case-pattern', '(a)');
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringContaining('{"field":"casePattern","at":0}'),
    ]);
    expect(await lastEvent()).toMatchObject({ outcome: 'FAILED', change: null });
  });

  it('asks for kind and name of a new agency alone, and says when there is no legal basis', async () => {
    const bare = await agency('add', 'unknown.test', '--contact', 'Văn phòng');
    expect([bare.code, bare.stderr]).toEqual([
      1,
      expect.stringContaining('A new agency needs a kind and a name.'),
    ]);
    const added = await agency('add', 'school.test', '--kind', 'SCHOOL', '--name', 'Trường thử (hư cấu)');
    expect(added.stdout).toMatch(/^Everything it asks is refused until it has a legal basis: /);
    expect(await made('add', 'school.test', '--legal-basis', 'Văn bản mẫu')).toEqual({
      ...{ what: 'AMEND_AGENCY', target: 'school.test' },
      ...{ before: { legalBasis: null }, after: { legalBasis: 'Văn bản mẫu' } },
    });
    const other = await agency('add', 'school.test', '--kind', 'HOSPITAL');
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('never changes')]);
    const changes = (await agency('changes', 'school.test')).stdout.trim().split('\n');
    expect(changes.map((line) => line.split('  ').slice(1))).toEqual([
      ['AMEND_AGENCY', 'school.test', 'by operator.demo/tester'],
      ['REGISTER_AGENCY', 'school.test', 'by operator.demo/tester'],
    ]);
  });

  it('says so where there are no grants, keys, officers or changes', async () => {
    const said = async (...args: string[]) => (await agency(...args, 'school.test')).stdout;
    expect(await said('grants')).toBe('school.test is granted nothing.\n');
    expect(await said('key', 'list')).toMatch(/^school\.test has no keys\. Next: /);
    expect(await said('officer', 'list')).toMatch(/^school\.test has no officers /);
    expect((await agency('changes', 'nobody.test')).stdout).toBe('No change is on record.\n');
  });

  it('is not done by an officer whose identifier could be somebody’s number', async () => {
    const args = ['agency', 'list', '--officer', 'cb001090123456'];
    const { code: ended, stderr } = await runCommand(args, settingsOf(cluster));
    expect([ended, stderr]).toEqual([1, expect.stringContaining('could be somebody’s number')]);
    expect(await cluster.sql('hub', "select from audit.event where officer like '%001090123456'")).toEqual(
      [],
    );
  });

  it('grants by purpose, rows and time, and withdraws, with the history kept', async () => {
    const terms = ['--purpose', 'EMERGENCY', '--max-rows', '5', '--until', '2100-01-01T00:00:00Z'];
    const granted = await made('grant', code, 'identity:verify,coverage:read', ...terms);
    expect(granted.after.grants).toMatchObject([
      { scope: 'identity:verify', purpose: 'EMERGENCY', maxRows: 5, validUntil: '2100-01-01T00:00:00.000Z' },
      { scope: 'coverage:read', purpose: 'EMERGENCY', maxRows: 5 },
    ]);
    expect(await lastEvent()).toMatchObject({ operation_name: 'cli agency.grant', change: granted });
    expect((await agency('withdraw', code, 'coverage:read')).stdout).toBe(
      `${code}: withdrawn coverage:read\n`,
    );
    const lines = (await agency('grants', code, '--history')).stdout.trim().split('\n');
    expect(lines[0]).toMatch(/^identity:verify {2}EMERGENCY {2}at most 5 residents {2}from .* until 2100/);
    expect(lines[1]).toMatch(/^coverage:read .* withdrawn by operator\.demo\/tester$/);
    expect((await agency('grants', code)).stdout.trim().split('\n')).toHaveLength(1);
    const none = await agency('withdraw', code, 'coverage:read');
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('{"field":"scope"}')]);
  });

  it('takes keys, lists them by fingerprint, lets them overlap, and revokes', async () => {
    const [first, next] = [makeKeyPair(), makeKeyPair()];
    first.kid = `-${first.kid.slice(1)}`;
    first.open.kid = first.kid;
    await made('key', 'add', code, '--file', file('first.json', first.open));
    const set = file('set.json', { keys: [next.open] });
    const { after } = await made('key', 'add', code, '--file', set, '--overlap', '2');
    expect(after.keys.map(({ kid }: { kid: string }) => kid)).toEqual([next.kid, first.kid]);
    expect((await agency('key', 'revoke', code, first.kid)).stdout).toMatch(/refused from now on/);
    const keys = await made('key', 'list', code);
    expect(keys).toMatchObject([
      { kid: first.kid, algorithm: 'ES256', revokedAt: expect.any(String), validUntil: expect.any(String) },
      { kid: next.kid, thumbprint: expect.stringMatching(/^[\w-]{43}$/), revokedAt: null, validUntil: null },
    ]);
    expect((await agency('key', 'list', code)).stdout).not.toContain(String(next.open.x));
    const secret = await agency('key', 'add', code, '--file', file('private.json', next.jwk));
    expect([secret.code, secret.stderr]).toEqual([1, expect.stringContaining('This is a private key')]);
    expect(secret.stderr).not.toContain(String(next.jwk.d));
    const odd = await agency('key', 'add', code, '--file', file('odd.json', 'no JSON'));
    expect([odd.code, odd.stderr]).toEqual([1, expect.stringContaining('{"field":"jwk"')]);
  });

  it('registers, suspends and resumes officers', async () => {
    expect((await agency('officer', 'add', code, 'bs.an', '--name', 'Lê Thử (hư cấu)')).stdout).toBe(
      `${code}: bs.an is registered.\n`,
    );
    expect(await made('officer', 'suspend', code, 'bs.an')).toEqual({
      ...{ what: 'SUSPEND_OFFICER', target: code },
      before: { officer: 'bs.an', suspended: false },
      after: { officer: 'bs.an', suspended: true },
    });
    await made('officer', 'suspend', code, 'bs.la');
    expect((await agency('officer', 'list', code)).stdout).toBe(
      'bs.an  Lê Thử (hư cấu)  COMMAND  SUSPENDED\nbs.la  (not registered)  PAUSE  SUSPENDED\n',
    );
    await made('officer', 'resume', code, 'bs.an');
    expect((await made('officer', 'list', code))[0]).toMatchObject({ officer: 'bs.an', suspended: false });
    await cluster.sql(
      'hub',
      "update access.officer set paused_until = '2100-01-01T00:00:00Z' where officer = 'bs.la'",
    );
    expect((await agency('officer', 'resume', code, 'bs.la')).stdout).toBe(
      `${code}: bs.la is not suspended, but paused for misuse until 2100-01-01T00:00:00.000Z. ` +
        'An auditor may lift the pause (liftPause).\n',
    );
  });

  it('suspends and resumes an agency, but not the operator’s own', async () => {
    expect((await agency('suspend', code)).stdout).toBe(`${code} is suspended.\n`);
    expect(await made('resume', code)).toMatchObject({
      before: { suspended: true },
      after: { suspended: false },
    });
    const own = await agency('suspend', 'operator.demo');
    expect([own.code, own.stderr]).toEqual([1, expect.stringContaining('{"agency":"OWN"}')]);
  });

  it('ends with 2 when it is used wrongly, below its commands too', async () => {
    const wrong = [
      ['key', 'add', code],
      ['key', 'add'],
      ['key', 'revoke', code],
      ['officer'],
      ['officer', 'add', code, 'x'],
      ['grant', code, 'coverage:read', '--purpose', 'CURIOSITY'],
      ['grant', code, 'coverage:read', '--max-rows', '0'],
    ];
    for (const args of wrong) expect([args, (await agency(...args)).code]).toEqual([args, 2]);
  });
});
