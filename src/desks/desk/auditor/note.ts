/** Bytes as Web Crypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const textBytes = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;
export const toBase64 = (bytes: Bytes): string => btoa(String.fromCharCode(...bytes));

/** @throws what is no base64 */
export function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

export async function sha256(...parts: Bytes[]): Promise<Bytes> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
}

export const isSame = (a: Bytes, b: Bytes): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

/** What a signature is worth: of a known key and right, of a known key and wrong, of nobody known, or not to be told here. */
export type Signed = 'GOOD' | 'BAD' | 'FOREIGN' | 'UNCHECKED';

/** A signed note (c2sp.org/signed-note) taken apart: what is signed, and under which key it is. */
export interface Note {
  text: string;
  signed: Signed;
  /** The hash by which the key is named, in hex. */
  keyId: string | null;
}

/** Opens a note and checks its signatures with the keys that are trusted (vkeys). Null when it is none. */
export async function openNote(note: string, vkeys: readonly string[]): Promise<Note | null> {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, base64] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
    if (!name || !base64) return null;
    const signature = fromBase64(base64);
    const keyId = hex(signature.subarray(0, 4));
    const vkey = vkeys.find((one) => one.startsWith(`${name}+${keyId}+`));
    if (vkey) return { text, keyId, signed: await judge(text, signature.slice(4), vkey) };
  }
  return { text, signed: 'FOREIGN', keyId: null };
}

async function judge(text: string, signature: Bytes, vkey: string): Promise<Signed> {
  const [, name, keyId, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(vkey) ?? [];
  const typed = fromBase64(base64 ?? '');
  const id = await sha256(textBytes(`${name}\n`), typed);
  if (typed.length !== 33 || typed[0] !== 1 || hex(id.subarray(0, 4)) !== keyId) return 'FOREIGN';
  try {
    const key = await crypto.subtle.importKey('raw', typed.slice(1), { name: 'Ed25519' }, false, ['verify']);
    return (await crypto.subtle.verify('Ed25519', key, signature, textBytes(text))) ? 'GOOD' : 'BAD';
  } catch {
    // An older browser knows no Ed25519: that says nothing of the signature.
    return 'UNCHECKED';
  }
}

export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
