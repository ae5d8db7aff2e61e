import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../../src/config/env.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-env-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = join(folder, 'secret');
  writeFileSync(file, text);
  return file;
}

describe('the environment', () => {
  it('gives the content of a mounted secret without its last line break', () => {
    const file = fileWith('postgres://a:b@c/d\n');
    expect(readEnv({ LIENTHONG_HUB_URL_FILE: file })).toEqual({ LIENTHONG_HUB_URL: 'postgres://a:b@c/d' });
  });

  it('puts a setting before its file, whichever comes first', () => {
    const file = fileWith('from file');
    const both = { LIENTHONG_HUB_URL: 'direct', LIENTHONG_HUB_URL_FILE: file };
    expect(readEnv(both)).toEqual({ LIENTHONG_HUB_URL: 'direct' });
    expect(readEnv(Object.fromEntries(Object.entries(both).reverse()))).toEqual({
      LIENTHONG_HUB_URL: 'direct',
    });
  });

  it('leaves the files of certificate and key as they are', () => {
    expect(readEnv({ LIENTHONG_TLS_KEY_FILE: '/k.pem' })).toEqual({ LIENTHONG_TLS_KEY_FILE: '/k.pem' });
  });

  it('takes an empty setting for none', () => {
    expect(readEnv({ LIENTHONG_HUB_URL: '', LIENTHONG_PORT: undefined })).toEqual({});
  });

  it('names the setting whose file cannot be read', () => {
    const missing = join(folder, 'missing');
    expect(() => readEnv({ LIENTHONG_MASTER_KEY_FILE: missing })).toThrow(
      'LIENTHONG_MASTER_KEY_FILE: the file cannot be read (ENOENT).',
    );
  });
});
