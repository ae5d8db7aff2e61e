import type pg from 'pg';
import { parseCheckpoint } from './checkpoint.js';
import { type KeptCheckpoint, readCheckpoints } from './checkpoint-file.js';
import { type NoteVerifier, parseNote } from './note.js';
import { checkpointsAt, lastOfAll, type ServerNow, serverNow } from './seal-store.js';
import type { Tampering } from './tampering.js';

const atOnce = 1_000;

/** What checkpoints that left the database say against it. */
export interface CheckpointVerdict {
  found: Tampering[];
  compared: number;
  /** Passed over: signed by nobody who is trusted, or wrongly. */
  foreign: number;
}

/**
 * Holds the record against checkpoints of files. Every one that was handed out is the end of a seal: where the record
 * has no such end, or another root there, its past is another one now.
 */
export async function judgeCheckpoints(
  client: pg.ClientBase,
  files: readonly string[],
  trusted: readonly NoteVerifier[],
): Promise<CheckpointVerdict> {
  const verdict: CheckpointVerdict = { found: [], compared: 0, foreign: 0 };
  let [furthest, size]: [KeptCheckpoint | null, number] = [null, 0];
  const judge = async (some: KeptCheckpoint[]) => {
    // NOTE: asked after the file was read: a seal is committed before its checkpoint is written there.
    size = (await lastOfAll(client)).sealed + 1;
    const kept = await checkpointsAt(
      client,
      some.map((one) => one.size),
    );
    for (const one of some) {
      verdict.compared += 1;
      if (one.size > size) furthest = furthest && furthest.size >= one.size ? furthest : one;
      else if (one.size > 0 && rootIn(kept.get(one.size)) !== one.root) verdict.found.push(forked(one));
    }
  };
  for (const file of files) {
    let some: KeptCheckpoint[] = [];
    for await (const one of readCheckpoints(file, trusted)) {
      if (one.signature === 'FOREIGN' || one.signature === 'BAD') {
        verdict.foreign += 1;
        continue;
      }
      some.push(one);
      if (some.length < atOnce) continue;
      await judge(some);
      some = [];
    }
    await judge(some);
  }
  if (furthest) verdict.found.push(shorter(furthest, size, await serverNow(client)));
  return verdict;
}

function rootIn(note: string | undefined): string | null {
  const text = note === undefined ? null : (parseNote(note)?.text ?? null);
  const checkpoint = text === null ? null : parseCheckpoint(text);
  return checkpoint?.root.toString('base64') ?? null;
}

function forked({ size, full }: KeptCheckpoint): Tampering {
  const says = `A checkpoint over ${size} entries was handed out that this record never had.`;
  return { kind: 'FORKED', seal: full?.seal ?? null, entry: size - 1, eventId: null, says };
}

/** A server that has not come as far as the checkpoint says was put back whole; else the end of the record was cut off. */
function shorter({ size, full }: KeptCheckpoint, kept: number, now: ServerNow): Tampering {
  const wentBack =
    full !== null && (full.server.cluster !== now.cluster || BigInt(now.xmax) < BigInt(full.server.horizon));
  const says = `A checkpoint over ${size} entries was handed out; the record has ${kept}.`;
  const kind = wentBack ? 'RESTORED' : 'TRUNCATED';
  return { kind, seal: full?.seal ?? null, entry: kept, eventId: null, says };
}
