import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/config/package-root.js';
import { cleanEnvironment, mainJs } from '../faults/child-hub.js';
import { runCommand } from './run-command.js';

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the built program once for each list of arguments, in one child process. */
function runAll(lists: readonly (readonly string[])[]): Ran[] {
  const program = pathToFileURL(join(packageRoot, 'dist', 'src', 'main.js')).href;
  const args = [join(packageRoot, 'tests', 'cli', 'run-many.mjs'), JSON.stringify([program, lists])];
  const env = cleanEnvironment({ LIENTHONG_STATE_DIR: '/dev/null/lienthong' });
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** The names under "Commands:" of a help text. */
function commandsIn(help: string): string[] {
  const [, list = ''] = help.split('\nCommands:\n');
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)].map((match) => match[1]!).filter((name) => name !== 'help');
}

describe('lienthong', () => {
  it('explains itself and every command, and every command of a command', () => {
    const [top] = runAll([['--help']]);
    expect([top!.code, top!.stderr]).toEqual([0, '']);
    const names = commandsIn(top!.stdout);
    expect(names).toEqual(
      expect.arrayContaining(['demo', 'serve', 'migrate', 'token', 'agency', 'sample', 'sectors', 'doctor']),
    );
    const helps = runAll(names.map((name) => [name, '--help']));
    const inner = helps.flatMap(({ stdout }, at) => commandsIn(stdout).map((name) => [names[at]!, name]));
    expect(inner).toContainEqual(['agency', 'grant']);
    expect(inner).toContainEqual(['agency', 'registered-only']);
    helps.push(...runAll(inner.map((path) => [...path, '--help'])));
    for (const { code, stdout, stderr } of helps) {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Usage: lienthong /);
    }
  });

  it('ends well when whoever reads it stops early', async () => {
    const reader = spawn(process.execPath, [mainJs, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    reader.stdout.destroy();
    let stderr = '';
    reader.stderr.on('data', (text) => (stderr += text));
    const [code] = await once(reader, 'close');
    expect([code, stderr]).toEqual([0, '']);
  });

  it('says its version', async () => {
    const { code, stdout } = await runCommand(['--version'], {});
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });

  it('ends with 2 and a hint when it is used wrongly, before it does anything', () => {
    const wrong = [
      [],
      ['no-such-command'],
      ['agency'],
      ['agency', 'no-such-command'],
      ['demo', '--no-such-option'],
      ['demo', '--residents', 'many'],
      ['demo', '--residents', '-5'],
      ['demo', '--port', '70000'],
      ['serve', '--port'],
      ['serve', 'surplus'],
      ['token'],
      ['agency', 'add'],
      ['agency', 'grant', 'hospital.demo'],
      ['agency', 'suspend'],
      ['agency', 'key', 'hospital.demo'],
      ['agency', 'key', 'hospital.demo', '--file', 'a', '--revoke', 'b'],
      ['agency', 'add', 'new.agency', '--kind', 'BANK', '--name', 'x'],
      ['agency', 'document'],
      ['agency', 'document', 'hospital.demo', '--add'],
      ['agency', 'document', 'hospital.demo', '--add', 'a', '--remove', 'b'],
      ['agency', 'document', 'hospital.demo', '--name', 'a'],
      ['agency', 'registered-only', 'hospital.demo'],
      ['agency', 'registered-only', 'hospital.demo', 'maybe'],
      ['sample', 'cards', '--count', '0'],
      ['sectors', 'stop'],
    ];
    const results = runAll(wrong);
    expect(results.map(({ code }, at) => [wrong[at], code])).toEqual(wrong.map((args) => [args, 2]));
    for (const { stdout, stderr } of results)
      expect([stdout, stderr]).toEqual(['', expect.stringMatching(/./)]);
  });

  it('ends with 1 and one sentence when it fails', () => {
    const results = runAll([
      ['sample', 'cards'],
      ['token', '--agency', 'hospital.demo', '--officer', '001'],
      ['doctor'],
    ]);
    for (const { code, stdout, stderr } of results) {
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^lienthong: LIENTHONG_STATE_DIR: [^\n]+\n$/);
    }
  });

  it('says the same, and ends the same, as a process of its own', async () => {
    const lists = [['--help'], ['token'], ['sample', 'cards']];
    const settings = { LIENTHONG_STATE_DIR: '/dev/null/lienthong' };
    const alone = await Promise.all(lists.map((args) => runCommand(args, settings)));
    expect(alone).toEqual(runAll(lists));
    expect(alone.map(({ code }) => code)).toEqual([0, 2, 1]);
  });
});
