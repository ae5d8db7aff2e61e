import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { makeSigningKey } from '../../src/access/issuer.js';
import { kinds } from '../../src/access/kinds.js';
import type { StateDir } from '../../src/config/state.js';
import { deskQuery } from '../faults/looks.js';
import { temporaryState } from '../faults/private-cluster.js';
import { until } from '../faults/until.js';
import { type Demo, startDemo } from './demo-process.js';
import { runCommand } from './run-command.js';

let state: StateDir;
let demo: Demo;
/** Tokens that the command gave, by agency. */
const tokens: Record<string, string> = {};

const settings = () => ({ LIENTHONG_STATE_DIR: state.path, LIENTHONG_LOG_LEVEL: 'warn' });
const lienthong = (...args: string[]) => runCommand(args, settings());

beforeAll(async () => {
  state = temporaryState();
  demo = await startDemo(state, settings());
});

afterAll(async () => {
  demo?.process.kill('SIGTERM');
  await demo?.ended;
  rmSync(state.path, { recursive: true, force: true });
});

async function look(token: string, query: string, variables: object, purpose = 'TREATMENT') {
  const response = await fetch(`${demo.run.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-purpose': purpose },
    body: JSON.stringify({ query, variables }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape its query asked for
  return { status: response.status, body: (await response.json()) as any };
}

/** What is on record of a command by one officer: agency and outcome, oldest first. */
async function audited(operation: string, officer: string): Promise<string[][]> {
  const client = new pg.Client({ connectionString: demo.run.databases.auditor });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select agency_code, outcome from audit.event where operation_name = $1 and officer = $2
       order by occurred_at`,
      [operation, officer],
    );
    return rows.map((row) => [row.agency_code, row.outcome]);
  } finally {
    await client.end();
  }
}

describe('the demo', () => {
  it('prints its address, a first query and a token for each of the three users', async () => {
    const said = demo.stdout();
    expect(said).toContain(`${demo.run.url}/graphql`);
    expect(said).toContain('curl -s');
    expect(said.match(/Authorization: Bearer [\w-]+\.[\w-]+\.[\w-]+\n/g)).toHaveLength(3);
    expect(said).toMatch(/hư cấu/);
  });

  it('prints a first query that answers as it stands', async () => {
    const [, body] = /-d '(.+)'\n/.exec(demo.stdout())!;
    const [, token] = /-H 'Authorization: Bearer ([\w.-]+)'/.exec(demo.stdout())!;
    const { query, variables } = JSON.parse(body!.replaceAll("'\\''", "'"));
    const answer = await look(token!, query, variables);
    expect(answer.status).toBe(200);
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.data.identify.outcome).toBe('MATCHED');
  });

  it('is found by its run file, which only its user reads', () => {
    expect(statSync(state.file('run.json')).mode & 0o777).toBe(0o600);
    expect(demo.run).toMatchObject({ pid: demo.process.pid, url: expect.stringMatching(/^http:/) });
  });

  it('refuses a second one in the same folder with a sentence', async () => {
    const { code, stderr } = await lienthong('demo', '--port', '0');
    expect(code).toBe(1);
    expect(stderr).toBe(
      `lienthong: A demo already runs here: ${demo.run.url} (process ${demo.run.pid}). Stop it first (Ctrl+C).\n`,
    );
    expect((await fetch(`${demo.run.url}/livez`)).status).toBe(200);
  });

  it('shows the explorer with ready queries, and nothing of it from elsewhere', async () => {
    const page = await fetch(`${demo.run.url}/explore/`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).not.toMatch(/(src|href)="(https?:)?\/\//);
    const session = (await (await fetch(`${demo.run.url}/explore/session.json`)).json()) as {
      tabs: object[];
    };
    expect(session.tabs).toHaveLength(3);
  });
});

/** The sample agencies of the contract, one a kind. */
const agencies = [
  'hospital',
  'school',
  'insurance',
  'portal',
  'authority',
  'auditor',
  'resident',
  'operator',
].map((name) => `${name}.demo`);

describe('commands beside a running demo', () => {
  it.each(['hospital.demo', 'resident.demo'])('gives a token of %s that the hub takes', async (agency) => {
    const officer = agency === 'resident.demo' ? [] : ['--officer', '001'];
    const { code, stdout, stderr } = await lienthong('token', '--agency', agency, ...officer, '--json');
    expect([code, stderr]).toEqual([0, '']);
    const issued = JSON.parse(stdout);
    expect(Object.keys(issued)).toEqual(['token', 'expiresAt']);
    const left = Date.parse(issued.expiresAt) - Date.now();
    expect(left).toBeGreaterThan(800_000);
    expect(left).toBeLessThanOrEqual(900_000);
    expect((await look(issued.token, '{ hub { version } }', {}, '')).status).toBe(200);
    tokens[agency] = issued.token;
  });

  it('gives a plain token on one line without --json', async () => {
    const { stdout } = await lienthong('token', '--agency', 'school.demo', '--officer', '002');
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });

  it('refuses a token without an officer, and of an agency it has no key of', async () => {
    const nobody = await lienthong('token', '--agency', 'hospital.demo');
    expect([nobody.code, nobody.stdout]).toEqual([1, '']);
    expect(nobody.stderr).toContain('--officer');
    const unknown = await lienthong('token', '--agency', 'unknown.agency', '--officer', '001');
    expect([unknown.code, unknown.stdout]).toEqual([1, '']);
  });

  it('gives sample cards for machines, a matched chip card with active coverage first', async () => {
    const { code, stdout } = await lienthong('sample', 'cards', '--json');
    expect(code).toBe(0);
    const cards = JSON.parse(stdout) as Record<string, unknown>[];
    for (const card of cards) {
      expect(card).toEqual({
        cardText: expect.any(String),
        kind: card.kind === null ? null : expect.stringMatching(/^[A-Z_]+$/),
        expect: expect.stringMatching(/^(MATCHED|PARTIAL|MISMATCHED|NOT_FOUND|UNREADABLE)$/),
        shows: { vi: expect.any(String), en: expect.any(String) },
      });
    }
    expect(cards[0]).toMatchObject({ kind: 'CCCD_QR', expect: 'MATCHED' });
    expect(new Set(cards.map((card) => card.expect)).size).toBe(5);
    const { body } = await look(tokens['hospital.demo']!, deskQuery, { card: cards[0]!.cardText });
    expect(body.data.identify).toMatchObject({
      outcome: 'MATCHED',
      resident: { coverage: { status: 'ACTIVE' } },
    });
  });

  it('changes agencies on record: asked for before, answered after', async () => {
    const add = ['add', 'clinic.test', '--kind', 'HOSPITAL', '--name', 'Phòng khám thử (hư cấu)'];
    const acts = ['--officer', 'tester'];
    for (const args of [
      [...add, '--legal-basis', 'Văn bản mẫu', '--units', '01002, 01003'],
      ['grant', 'clinic.test', 'identity:verify,coverage:read'],
      ['grant', 'clinic.test', 'coverage:read', '--withdraw'],
      ['suspend', 'clinic.test'],
      ['suspend', 'clinic.test', '--lift'],
    ]) {
      expect(await lienthong('agency', ...args, ...acts)).toMatchObject({ code: 0, stderr: '' });
    }
    const { stdout } = await lienthong('agency', 'list', '--json', ...acts);
    const listed = JSON.parse(stdout) as { code: string; kind: string }[];
    expect(listed.map(({ code }) => code)).toEqual(expect.arrayContaining(agencies));
    expect(new Set(listed.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)));
    expect(listed.find(({ code }) => code === 'clinic.test')).toMatchObject({
      ...{
        code: 'clinic.test',
        kind: 'HOSPITAL',
        name: 'Phòng khám thử (hư cấu)',
        legalBasis: 'Văn bản mẫu',
      },
      ...{ units: ['01002', '01003'], suspended: false, grants: ['identity:verify'], keys: [] },
    });
    for (const name of ['add', 'grant', 'withdraw', 'suspend', 'lift', 'list']) {
      expect(await audited(`cli agency.${name}`, 'tester')).toEqual([
        ['operator.demo', 'REQUESTED'],
        ['operator.demo', 'ANSWERED'],
      ]);
    }
  });

  it('takes an agency’s public key, refuses a private one, and revokes', async () => {
    const jwk = makeSigningKey();
    const { d: _private, ...open } = jwk;
    const file = state.file('key.json');
    const key = (...args: string[]) => lienthong('agency', 'key', 'clinic.test', ...args);
    writeFileSync(file, JSON.stringify(jwk));
    expect(await key('--file', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('private key'),
    });
    writeFileSync(file, JSON.stringify(open));
    expect(await key('--file', file)).toMatchObject({ code: 0, stderr: '' });
    expect(await key('--revoke', String(jwk.kid))).toMatchObject({ code: 0, stderr: '' });
    expect(await key('--revoke', 'unknown')).toMatchObject({ code: 1 });
  });

  it('keeps on record what was refused, and changes nothing', async () => {
    const beyond = await lienthong('agency', 'grant', 'clinic.test', 'fee:write', '--officer', 'refused');
    expect([beyond.code, beyond.stdout]).toEqual([1, '']);
    const byHospital = ['--agency', 'hospital.demo', '--officer', 'refused'];
    const foreign = await lienthong('agency', 'suspend', 'clinic.test', ...byHospital);
    expect([foreign.code, foreign.stdout]).toEqual([1, '']);
    expect(await audited('cli agency.grant', 'refused')).toEqual([
      ['operator.demo', 'REQUESTED'],
      ['operator.demo', 'FAILED'],
    ]);
    expect(await audited('cli agency.suspend', 'refused')).toEqual([['hospital.demo', 'FAILED']]);
    const { stdout } = await lienthong('agency', 'list');
    expect(stdout).toMatch(/clinic\.test {2}HOSPITAL {2}Phòng khám thử/);
  });

  it('finds nothing wrong with it', async () => {
    const { code, stdout } = await lienthong('doctor', '--json');
    const findings = JSON.parse(stdout) as { about: string; ok: boolean; says: string }[];
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(code).toBe(0);
    expect(findings.map(({ about }) => about)).toEqual(
      expect.arrayContaining(['node', 'disk', 'master key', 'demo', 'database hub', 'migrations']),
    );
    const secret = state.readJson<{ key: string }>('master-key.json')!.key;
    expect(stdout).not.toContain(secret);
    expect(stdout).not.toMatch(/postgres:\/\/[^ ]*:[^ ]*@/);
  });

  it('stops one sample database, names it when asked for another, and starts it again', async () => {
    const [card] = JSON.parse((await lienthong('sample', 'cards', '--json', '--count', '1')).stdout);
    const errors = async () =>
      (await look(tokens['hospital.demo']!, deskQuery, { card: card.cardText })).body.errors;
    expect(await errors()).toBeUndefined();
    expect(await lienthong('sectors', 'stop', 'health-insurance')).toMatchObject({ code: 0, stderr: '' });
    expect((await errors())[0].extensions).toMatchObject({
      code: 'SECTOR_UNAVAILABLE',
      sector: 'health-insurance',
    });
    expect(await lienthong('sectors', 'start', 'health-insurance')).toMatchObject({ code: 0 });
    await until('it answers again', async () => (await errors()) === undefined);
    const wrong = await lienthong('sectors', 'stop', 'banks');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('education-fee')]);
  });
});

describe('a demo that ends', () => {
  it('killed with -9 leaves databases that the next one takes over, with the same people', async () => {
    demo.process.kill('SIGKILL');
    expect(await demo.ended).toEqual({ code: null, signal: 'SIGKILL' });
    const before = demo.run.superUrl;
    demo = await startDemo(state, settings());
    expect(demo.run.superUrl).toBe(before);
    expect(demo.stdout()).toContain('500 người mẫu có sẵn');
  });

  it('asked to stop leaves nothing running, and no run file', async () => {
    demo.process.kill('SIGINT');
    expect(await demo.ended).toEqual({ code: 0, signal: null });
    expect(existsSync(state.file('run.json'))).toBe(false);
    const client = new pg.Client({ connectionString: demo.run.superUrl });
    await expect(client.connect()).rejects.toThrow(/ECONNREFUSED/);
  });

  it('lets a command bring the databases up for its own duration', async () => {
    const { code, stdout, stderr } = await lienthong(
      'token',
      '--agency',
      'insurance.demo',
      '--officer',
      '3',
      '--json',
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['token', 'expiresAt']);
    expect(existsSync(state.file('postgres/postmaster.pid'))).toBe(false);
  });
});
