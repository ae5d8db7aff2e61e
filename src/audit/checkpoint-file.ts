import {
  appendFileSync,
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Checkpoint, parseCheckpoint, shortForm } from './checkpoint.js';
import { judgeNote, type NoteVerifier, parseNote } from './note.js';

const appendEveryMs = 60_000;

/** Where checkpoints are kept outside the database. */
export interface CheckpointFiles {
  /** All that were appended. */
  history: string;
  /** The newest alone. */
  latest: string;
}

/** `audit/checkpoints` and `audit/checkpoint` in the state folder; `history` may lie elsewhere (write-once storage). */
export function checkpointFiles(stateFolder: string, history: string | null): CheckpointFiles {
  const folder = join(stateFolder, 'audit');
  return { history: history ?? join(folder, 'checkpoints'), latest: join(folder, 'checkpoint') };
}

/** The newest checkpoint, a signed note; null when none was kept yet. @throws Error with its code when it cannot be read */
export function latestCheckpoint({ latest }: CheckpointFiles): string | null {
  try {
    return readFileSync(latest, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Keeps each new checkpoint as the latest, and appends one a minute to the history (the first at once). One that is not
 * larger than the latest takes nobody's place: it comes late, or from a record that was put back.
 */
export function makeCheckpointKeeper(files: CheckpointFiles, now: () => number): (note: string) => void {
  let appendedAt = Number.NEGATIVE_INFINITY;
  return (note) => {
    if (sizeOf(note) <= sizeOf(latestCheckpoint(files))) return;
    mkdirSync(dirname(files.latest), { recursive: true });
    const part = `${files.latest}.${process.pid}.part`;
    writeFileSync(part, note);
    renameSync(part, files.latest);
    if (now() - appendedAt < appendEveryMs) return;
    mkdirSync(dirname(files.history), { recursive: true });
    // An empty line after each: notes end with a line break, and a reader finds the next one.
    appendFileSync(files.history, `${note}\n`);
    appendedAt = now();
  };
}

function sizeOf(note: string | null): number {
  const text = note === null ? null : (parseNote(note)?.text ?? null);
  return (text === null ? null : parseCheckpoint(text))?.size ?? -1;
}

/** What a file says of the record at one size. */
export interface KeptCheckpoint {
  size: number;
  /** Base64. */
  root: string;
  /** In full where the file has the signed note; null for the short form of the response header. */
  full: Checkpoint | null;
  signature: 'GOOD' | 'BAD' | 'FOREIGN' | 'NONE';
}

/**
 * The checkpoints of a file in their order: signed notes one after the other, and lines `<size> <base64 root>` as the
 * response header gave them. A file that is not there holds none.
 * @throws Error with its code when the file cannot be read
 */
export async function* readCheckpoints(
  file: string,
  trusted: readonly NoteVerifier[],
): AsyncGenerator<KeptCheckpoint> {
  try {
    closeSync(openSync(file, 'r'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  let note = '';
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const [, size, root] = /^(\d{1,16}) ([\w+/]{43}=)$/.exec(line) ?? [];
    if (size && root && note === '') {
      yield { size: Number(size), root, full: null, signature: 'NONE' };
      continue;
    }
    if (line === '' && note === '') continue;
    note += `${line}\n`;
    if (!line.startsWith('— ')) continue;
    const parsed = parseNote(note);
    const full = parsed && parseCheckpoint(parsed.text);
    note = '';
    if (!parsed || !full) continue;
    const [, base64 = ''] = shortForm(full).split(' ');
    yield { size: full.size, root: base64, full, signature: judgeNote(parsed, trusted) };
  }
}
