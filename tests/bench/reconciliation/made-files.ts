import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { makeLabelledSet } from '../../proof/identity/labelled-set.js';
import { writeRows } from '../../proof/reconciliation/set-files.js';

/** How many residents and records are made. */
export interface SetSize {
  residents: number;
  members: number;
}

/** `registry.csv`, `member.csv` and `truth.csv` in a folder. */
export interface MadeFiles {
  registry: string;
  members: string;
  truth: string;
}

const SEED = 1;
const PROVINCE = { name: 'Tỉnh Tiền Giang', code: '82' };
/** Two million residents are three gigabytes before they are written. */
const HEAP_MB = 10_000;

export const filesIn = (folder: string): MadeFiles => ({
  ...{ registry: join(folder, 'registry.csv'), members: join(folder, 'member.csv') },
  truth: join(folder, 'truth.csv'),
});

/** Makes the files unless they are there in this size. In a thread of its own, whose memory is given back. */
export async function madeFiles(folder: string, size: SetSize): Promise<MadeFiles> {
  const note = join(folder, 'size.json');
  const wanted = JSON.stringify({ ...size, seed: SEED });
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted) return filesIn(folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}.new`, { recursive: true });
  await new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { folder: `${folder}.new`, size },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    worker.once('error', reject);
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error('The files were not made.'))));
  });
  writeFileSync(join(`${folder}.new`, 'size.json'), wanted);
  renameSync(`${folder}.new`, folder);
  return filesIn(folder);
}

if (!isMainThread && workerData?.size) {
  const { folder, size } = workerData as { folder: string; size: SetSize };
  const set = makeLabelledSet(size, SEED, PROVINCE);
  const files = filesIn(folder);
  await writeRows(files.registry, set.registry);
  await writeRows(files.members, set.members);
  await writeRows(files.truth, set.truth);
}
