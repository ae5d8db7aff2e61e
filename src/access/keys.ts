import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomFillSync } from 'node:crypto';

/** What a derived key is for; the word is part of the derivation, so it never changes. */
export type KeyUse =
  | 'audit-subject'
  | 'audit-seal'
  | 'handle'
  | 'resident-subject'
  | 'emergency-reason'
  | 'idempotency'
  | 'usage-entry'
  | 'usage-question'
  | 'auditor-subject'
  | 'visit-subject'
  | 'visit-seal'
  | 'visit-recheck'
  | 'contest-subject'
  | 'contest-seal'
  | 'roster-source'
  | 'roster-seal'
  | 'review-seal'
  | 'bhxh-token'
  | 'bhxh-officer'
  | 'fhir-coverage'
  | 'reconciliation-file'
  | 'issuer'
  | 'desk-session'
  | 'desk-sign-in';

/** The hub's keys, each derived from the master key for one use (HKDF-SHA-256, RFC 5869). */
export class Keyring {
  readonly #derived = new Map<KeyUse, Buffer>();
  readonly #random = Buffer.alloc(12 * 512);
  #drawn = this.#random.length;

  constructor(private readonly master: Buffer) {}

  key(use: KeyUse): Buffer {
    let key = this.#derived.get(use);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.master, 'lienthong', use, 32));
      this.#derived.set(use, key);
    }
    return key;
  }

  /** A keyed hash (HMAC-SHA-256): a plain hash of a 12-digit number could be guessed in seconds. */
  mac(use: KeyUse, ...parts: string[]): Buffer {
    const mac = createHmac('sha256', this.key(use));
    for (const part of parts) mac.update(`${Buffer.byteLength(part)}:${part}`);
    return mac.digest();
  }

  /** Encrypts a text or bytes (AES-256-GCM): 12 bytes nonce, 16 bytes tag, then the text. `bound` must be given again to open it. */
  seal(use: KeyUse, content: string | Buffer, bound = '', nonce: Buffer = this.#nonce()): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.key(use), nonce);
    cipher.setAAD(Buffer.from(`${use}|${bound}`));
    const body = typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content);
    // NOTE: a stream mode keeps nothing back, so the end adds no bytes.
    cipher.final();
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** Twelve random bytes, never handed out twice; drawn many at a time, since each draw is a call into the system. */
  #nonce(): Buffer {
    if (this.#drawn === this.#random.length) {
      randomFillSync(this.#random);
      this.#drawn = 0;
    }
    this.#drawn += 12;
    return Buffer.from(this.#random.subarray(this.#drawn - 12, this.#drawn));
  }

  /** The text of `seal`, or null when the key, the binding or a byte is another. */
  open(use: KeyUse, sealed: Buffer, bound = ''): string | null {
    return this.openBytes(use, sealed, bound)?.toString('utf8') ?? null;
  }

  /** The same as bytes. */
  openBytes(use: KeyUse, sealed: Buffer, bound = ''): Buffer | null {
    if (sealed.length < 28) return null;
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key(use), sealed.subarray(0, 12));
      decipher.setAAD(Buffer.from(`${use}|${bound}`));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    } catch {
      return null;
    }
  }
}
