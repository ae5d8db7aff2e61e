import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateDir } from '../../src/config/state.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-state-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the state folder', () => {
  it('is made where there is none, open to pass through and no more', () => {
    const { path } = new StateDir(join(folder, 'a', 'b'));
    expect(statSync(path).mode & 0o777).toBe(0o711);
  });

  it('names its setting when it cannot be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => new StateDir(join(folder, 'file', 'below'))).toThrow(
      /^LIENTHONG_STATE_DIR: .+\(ENOTDIR\)\.$/,
    );
  });

  it('keeps a file to its owner and leaves no part of it behind', () => {
    const state = new StateDir(folder);
    state.writeJson('secret.json', { a: 1 });
    state.writeJson('secret.json', { a: 2 });
    expect(state.readJson('secret.json')).toEqual({ a: 2 });
    expect(statSync(state.file('secret.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secret.json']);
  });

  it('makes a master key once, and takes the configured one in hex or base64', () => {
    const state = new StateDir(folder);
    const key = state.masterKey(null);
    expect(key).toHaveLength(32);
    expect(new StateDir(folder).masterKey(null)).toEqual(key);
    expect(state.masterKey('ab'.repeat(32))).toEqual(Buffer.alloc(32, 0xab));
    expect(state.masterKey(Buffer.alloc(32, 7).toString('base64'))).toEqual(Buffer.alloc(32, 7));
  });

  it('makes none when one is configured', () => {
    new StateDir(folder).masterKey('ab'.repeat(32));
    expect(existsSync(join(folder, 'master-key.json'))).toBe(false);
  });

  it.each(['short', 'ab'.repeat(31), 'zz'.repeat(32)])(
    'refuses a master key of another length: %s',
    (text) => {
      const state = new StateDir(folder);
      expect(() => state.masterKey(text)).toThrow('LIENTHONG_MASTER_KEY must be 32 bytes in base64 or hex.');
    },
  );

  it('does not put a new master key in the place of a damaged one', () => {
    const state = new StateDir(folder);
    writeFileSync(state.file('master-key.json'), '{ damaged');
    expect(() => state.masterKey(null)).toThrow('master-key.json in the state folder cannot be read.');
  });
});
