import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from './merkle.js';

/** Ed25519 as C2SP signed notes name it. */
const algorithm = 0x01;
/** What stands before 32 bytes of a raw key in the DER forms that Node takes (RFC 8410). */
const spki = Buffer.from('302a300506032b6570032100', 'hex');
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key that notes are checked with (c2sp.org/signed-note). */
export interface NoteVerifier {
  /** The key's name; in a log the origin. */
  name: string;
  /** Key hash, 8 hex digits: the first 4 bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
  keyId: string;
  publicKey: Buffer;
}

/** A key that notes are signed with. */
export interface NoteSigner extends NoteVerifier {
  sign(text: string): Buffer;
}

export function makeVerifier(name: string, publicKey: Buffer): NoteVerifier {
  const typed = Buffer.concat([Buffer.of(algorithm), publicKey]);
  const keyId = sha256(Buffer.concat([Buffer.from(`${name}\n`), typed]))
    .subarray(0, 4)
    .toString('hex');
  return { name, keyId, publicKey };
}

/** @param seed the 32 bytes of an Ed25519 private key (RFC 8032) */
export function makeSigner(name: string, seed: Buffer): NoteSigner {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const verifier = makeVerifier(name, Buffer.from(der.subarray(-32)));
  return { ...verifier, sign: (text) => sign(null, Buffer.from(text), key) };
}

/** `name+hash+key`, the text form of a verifier. */
export function toVkey({ name, keyId, publicKey }: NoteVerifier): string {
  return `${name}+${keyId}+${Buffer.concat([Buffer.of(algorithm), publicKey]).toString('base64')}`;
}

/** The verifier that a vkey names, or null when it is not one of Ed25519 or its hash is another key's. */
export function parseVkey(vkey: string): NoteVerifier | null {
  const [name = '', keyId = '', base64 = ''] = vkey.trim().split(/\+(.*?)\+(.*)/s);
  const typed = Buffer.from(base64, 'base64');
  if (!isName(name) || typed.length !== 33 || typed[0] !== algorithm) return null;
  const verifier = makeVerifier(name, typed.subarray(1));
  return verifier.keyId === keyId ? verifier : null;
}

/** Whether a text can name a key: not empty, no space, no `+`. */
export function isName(name: string): boolean {
  return name !== '' && !/[\s+]/.test(name);
}

/** The text, an empty line, and one signature line. The text ends with a line break. */
export function signNote(text: string, signer: NoteSigner): string {
  const signature = Buffer.concat([Buffer.from(signer.keyId, 'hex'), signer.sign(text)]);
  return `${text}\n— ${signer.name} ${signature.toString('base64')}\n`;
}

export interface SignedNote {
  /** What is signed, with its last line break. */
  text: string;
  signatures: { name: string; keyId: string; signature: Buffer }[];
}

/** A note taken apart, nothing of it checked; null when it is none. */
export function parseNote(note: string): SignedNote | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const [, name = '', base64 = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(base64, 'base64');
    return { name, keyId: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
  });
  if (signatures.some(({ name, signature }) => !isName(name) || signature.length === 0)) return null;
  return { text: note.slice(0, end + 1), signatures };
}

/** What the signatures of a note are worth to somebody who trusts these keys. */
export function judgeNote(note: SignedNote, trusted: readonly NoteVerifier[]): 'GOOD' | 'BAD' | 'FOREIGN' {
  let verdict: 'GOOD' | 'FOREIGN' = 'FOREIGN';
  for (const { name, keyId, signature } of note.signatures) {
    const verifier = trusted.find((one) => one.name === name && one.keyId === keyId);
    // NOTE: a signature of a stranger is passed over, a wrong one of a known key spoils the note (signed-note).
    if (!verifier) continue;
    if (!verify(null, Buffer.from(note.text), publicKeyOf(verifier), signature)) return 'BAD';
    verdict = 'GOOD';
  }
  return verdict;
}

const keyObjects = new WeakMap<NoteVerifier, KeyObject>();

function publicKeyOf(verifier: NoteVerifier): KeyObject {
  let key = keyObjects.get(verifier);
  if (!key) {
    key = createPublicKey({ key: Buffer.concat([spki, verifier.publicKey]), format: 'der', type: 'spki' });
    keyObjects.set(verifier, key);
  }
  return key;
}
