import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { runCommand } from './run-command.js';

const look = 'query Look($id: String!) { identify(claim: { personalId: $id }) { outcome } }\n';
const school = 'query Fees { school(code: "01000701") { name } }';

let cluster: PrivateCluster;
let folder: string;
beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  folder = mkdtempSync(join(tmpdir(), 'lienthong-documents-'));
});
afterAll(async () => {
  await cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** Runs `agency WHAT hospital.demo …` by an officer of that name. */
const agency = (officer: string, what: string, ...args: string[]) =>
  runCommand(['agency', what, 'hospital.demo', ...args, '--officer', officer], settingsOf(cluster));

const onRecord = async (officer: string) => {
  const rows = await cluster.sql<{ operation_name: string; outcome: string; error_codes: string[] }>(
    'hub',
    'select operation_name, outcome, error_codes from audit.event where officer = $1 order by occurred_at',
    [officer],
  );
  return rows.map(({ operation_name, outcome, error_codes }) => [operation_name, outcome, ...error_codes]);
};

const held = () => cluster.sql('hub', 'select name, source from access.document order by name');

describe('agency document', () => {
  it('registers a document to the letter under the name of its file, on record', async () => {
    const { code, stdout, stderr } = await agency('an', 'document', '--add', file('look.graphql', look));
    expect([code, stdout, stderr]).toEqual([0, 'hospital.demo: look is registered, 1 operation.\n', '']);
    expect(await held()).toEqual([{ name: 'look', source: look }]);
    expect(await onRecord('an')).toEqual([
      ['cli agency.document.add', 'REQUESTED'],
      ['cli agency.document.add', 'ANSWERED'],
    ]);
  });

  it('registers what the agency is not granted too, and says which fields those are', async () => {
    const args = ['--add', file('fees.graphql', school), '--name', 'fees-2026'];
    const { code, stdout } = await agency('be', 'document', ...args);
    expect(code).toBe(0);
    expect(stdout).toContain('  warning: School.name needs enrolment:read, which is not granted\n');
    const again = await agency('be', 'document', ...args, '--json');
    expect(JSON.parse(again.stdout)).toEqual({
      name: 'fees-2026',
      hashes: [expect.stringMatching(/^[0-9a-f]{32}$/)],
      missing: [
        { coordinate: 'Query.school', scope: 'enrolment:read' },
        { coordinate: 'School.name', scope: 'enrolment:read' },
      ],
    });
  });

  it.each([
    ['a field that is not there', 'query A {\n  hub { nothing }\n}', 2, 9, 'GRAPHQL_VALIDATION_FAILED'],
    ['what cannot be parsed', 'query A {', 1, 10, 'GRAPHQL_PARSE_FAILED'],
    [
      'two operations without names',
      '{ hub { version } }\n{ hub { version } }',
      1,
      1,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a person’s number', '{ resident(personalId: "001000999999") { handle } }', 1, 25, 'BAD_USER_INPUT'],
  ])(
    'refuses %s, by line and column, before it asks for a database',
    async (what, text, line, column, code) => {
      const before = await held();
      const path = file('wrong.graphql', text);
      const said = await agency(what, 'document', '--add', path);
      expect(said.code).toBe(1);
      expect(said.stdout).toMatch(`${path}:${line}:${column} ${code} `);
      expect(said.stderr).toContain(`${path} was refused; nothing was changed.`);
      expect(said.stdout + said.stderr).not.toContain('001000999999');
      const { stdout } = await agency(what, 'document', '--add', path, '--json');
      expect(JSON.parse(stdout).problems[0]).toMatchObject({ code, line, column });
      expect(await held()).toEqual(before);
      expect(await onRecord(what)).toEqual([]);
    },
  );

  it('refuses another text under a name that is taken, and keeps that on record', async () => {
    const { code, stderr } = await agency('chi', 'document', '--add', file('look.graphql', `${look}\n`));
    expect([code, stderr]).toEqual([1, expect.stringContaining('{"field":"name"}')]);
    expect(await onRecord('chi')).toEqual([
      ['cli agency.document.add', 'REQUESTED'],
      ['cli agency.document.add', 'FAILED', 'CONFLICT'],
    ]);
  });

  it('lists them, with the hashes that the record of looks has', async () => {
    const { stdout } = await agency('dan', 'document', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ agency: 'hospital.demo', registeredOnly: false },
      documents: [
        { name: 'fees-2026', source: school, hashes: [expect.any(String)] },
        { name: 'look', source: look, hashes: [expect.any(String)] },
      ],
    });
    const lines = (await agency('dan', 'document')).stdout.split('\n');
    expect(lines[0]).toBe('hospital.demo is answered any document.');
    expect(lines[2]).toMatch(/^ {2}look {2}\d{4}-\d\d-\d\d {2}[0-9a-f]{32}$/);
  });

  it('takes one back, once', async () => {
    const first = await agency('em', 'document', '--remove', 'fees-2026');
    expect([first.code, first.stdout]).toEqual([0, 'hospital.demo: fees-2026 is not registered any more.\n']);
    const second = await agency('em', 'document', '--remove', 'fees-2026');
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect((await onRecord('em')).at(-1)).toEqual(['cli agency.document.remove', 'FAILED', 'NOT_FOUND']);
    expect(await held()).toEqual([{ name: 'look', source: look }]);
  });

  it('is for operators', async () => {
    const args = ['--add', file('foreign.graphql', school), '--agency', 'hospital.demo'];
    expect((await agency('gia', 'document', ...args)).code).toBe(1);
    expect(await onRecord('gia')).toEqual([['cli agency.document.add', 'FAILED', 'FORBIDDEN']]);
  });
});

describe('agency registered-only', () => {
  const state = async () => {
    const rows = await cluster.sql<{ code: string }>(
      'hub',
      'select code from access.agency where registered_only',
    );
    return rows.map(({ code }) => code);
  };

  it('is switched on and off, on record, and says how many documents are answered', async () => {
    const on = await agency('hai', 'registered-only', 'on');
    expect([on.code, on.stdout]).toEqual([
      0,
      'hospital.demo is answered its registered documents only: 1.\n',
    ]);
    expect(await state()).toEqual(['hospital.demo']);
    expect((await agency('hai', 'document')).stdout).toMatch(
      /^hospital\.demo is answered its registered documents only\.\n/,
    );
    const off = await agency('hai', 'registered-only', 'off');
    expect([off.code, off.stdout]).toEqual([0, 'hospital.demo is answered any document.\n']);
    expect(await state()).toEqual([]);
    const names = (await onRecord('hai')).map(([name]) => name);
    expect([...new Set(names)]).toEqual([
      ...['cli agency.registered-only.on', 'cli agency.document.list', 'cli agency.registered-only.off'],
    ]);
  });
});
