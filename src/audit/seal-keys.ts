import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeSigner, makeVerifier, type NoteSigner, type NoteVerifier, signNote, toVkey } from './note.js';

/** The file's content. */
interface KeyFile {
  /** The log's name; never changes, since it is part of every key's hash. */
  origin: string;
  /** Base64 of the Ed25519 seed, and the note by which the key before introduced this one. */
  current: { seed: string; endorsement: string | null; madeAt: string };
  /** Base64 of public keys that sealed before, oldest first. */
  former: { publicKey: string; endorsement: string | null }[];
}

/** The keys that seals are signed with: one current, the former ones public only. */
export interface SealKeys {
  origin: string;
  current: NoteSigner;
  /** The note that introduced the current key, signed by the one before; null for the first. */
  endorsement: string | null;
  /** The current key and all former ones. */
  trusted: NoteVerifier[];
}

/** Keys are missing or cannot be used; the message says what to do. */
export class SealKeyError extends Error {}

/**
 * Reads a key file, making it first where there is none. Several processes that start together get the same keys.
 * @param origin the log's name for a new file; for one that is there it must be the same, or null
 */
export function openSealKeys(file: string, origin: string, configured: string | null): SealKeys {
  const kept = readKeyFile(file) ?? makeKeyFile(file, origin);
  if (configured !== null && configured !== kept.origin) {
    throw new SealKeyError(
      `LIENTHONG_AUDIT_ORIGIN is not the origin of the seal keys (${kept.origin}). A log keeps its name.`,
    );
  }
  return keysOf(kept);
}

/** The same keys again, read anew whenever the file has changed. A file that is being replaced changes nothing. */
export function followSealKeys(file: string, opened: SealKeys): () => SealKeys {
  let known = { keys: opened, changedAt: changedAtOf(file) };
  return () => {
    const changedAt = changedAtOf(file);
    if (changedAt !== null && changedAt !== known.changedAt) {
      const kept = readKeyFile(file);
      if (kept) known = { keys: keysOf(kept), changedAt };
    }
    return known.keys;
  };
}

/** Puts a new key in the current one's place, introduced by it. Answers the new key's vkey. */
export function rotateSealKey(file: string): string {
  const kept = readKeyFile(file);
  if (!kept) throw new SealKeyError('There are no seal keys yet: the first seal makes them.');
  const keys = keysOf(kept);
  const seed = randomBytes(32);
  const next = makeSigner(kept.origin, seed);
  const endorsement = signNote(endorsementText(keys.origin, toVkey(next)), keys.current);
  const former = { publicKey: keys.current.publicKey.toString('base64'), endorsement: keys.endorsement };
  const madeAt = new Date().toISOString();
  const part = writePart(file, {
    origin: kept.origin,
    current: { seed: seed.toString('base64'), endorsement, madeAt },
    former: [...kept.former, former],
  });
  renameSync(part, file);
  return toVkey(next);
}

/** What the key before signs to introduce a new one. */
export function endorsementText(origin: string, vkey: string): string {
  return `${origin}/key\n${vkey}\n`;
}

function keysOf({ origin, current, former }: KeyFile): SealKeys {
  const signer = makeSigner(origin, Buffer.from(current.seed, 'base64'));
  const before = former.map((one) => makeVerifier(origin, Buffer.from(one.publicKey, 'base64')));
  return { origin, current: signer, endorsement: current.endorsement, trusted: [...before, signer] };
}

function readKeyFile(file: string): KeyFile | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new SealKeyError('The file of the seal keys cannot be read.');
  }
  try {
    return JSON.parse(text) as KeyFile;
  } catch {
    // NOTE: a new key in place of a damaged one would make every seal since look like a forgery.
    throw new SealKeyError('The file of the seal keys is damaged. Put it back from its copy.');
  }
}

function makeKeyFile(file: string, origin: string): KeyFile {
  mkdirSync(dirname(file), { recursive: true });
  const made: KeyFile = {
    origin,
    current: {
      seed: randomBytes(32).toString('base64'),
      endorsement: null,
      madeAt: new Date().toISOString(),
    },
    former: [],
  };
  const part = writePart(file, made);
  try {
    // NOTE: a link fails where a rename would replace what another process just made.
    linkSync(part, file);
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readKeyFile(file)!;
  } finally {
    rmSync(part, { force: true });
  }
}

function writePart(file: string, content: KeyFile): string {
  const part = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
  writeFileSync(part, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  return part;
}

function changedAtOf(file: string): string | null {
  try {
    const { mtimeMs, ino } = statSync(file);
    return `${mtimeMs} ${ino}`;
  } catch {
    return null;
  }
}
