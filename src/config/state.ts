import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Files the hub keeps beside itself (`.lienthong/`): secrets of the embedded parts and where the running demo is. */
export class StateDir {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
    // NOTE: 0711, not 0700: as root the embedded server runs as another user and must be able to pass through.
    try {
      mkdirSync(this.path, { recursive: true, mode: 0o711 });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(`LIENTHONG_STATE_DIR: the folder cannot be made (${code}).`);
    }
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** A JSON file's content, or null when there is none or it is damaged. */
  readJson<T>(name: string): T | null {
    try {
      return JSON.parse(readFileSync(this.file(name), 'utf8')) as T;
    } catch {
      return null;
    }
  }

  /** Writes a JSON file that only we may read, whole or not at all. */
  writeJson(name: string, value: unknown): void {
    const target = this.file(name);
    const part = `${target}.${process.pid}.part`;
    writeFileSync(part, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    chmodSync(part, 0o600);
    renameSync(part, target);
  }

  remove(name: string): void {
    rmSync(this.file(name), { recursive: true, force: true });
  }

  has(name: string): boolean {
    return existsSync(this.file(name));
  }

  /** The 32-byte master key: as configured, else made once and kept here. */
  masterKey(configured: string | null): Buffer {
    if (configured) return decodeKey(configured);
    const kept = this.readJson<{ key: string }>('master-key.json');
    if (kept) return decodeKey(kept.key);
    // NOTE: a new key in place of a damaged one would make the whole record of looks unreadable.
    if (this.has('master-key.json')) throw new Error('master-key.json in the state folder cannot be read.');
    const key = randomBytes(32);
    this.writeJson('master-key.json', { key: key.toString('base64'), madeAt: new Date().toISOString() });
    return key;
  }
}

function decodeKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (key.length !== 32) throw new Error('LIENTHONG_MASTER_KEY must be 32 bytes in base64 or hex.');
  return key;
}

/** A short fingerprint of a key, to tell keys apart in `doctor` without showing them. */
export function fingerprint(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}
