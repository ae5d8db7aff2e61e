import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { cleanEnvironment, mainJs } from '../faults/child-hub.js';
import { makePlace, type Place } from './place.js';

let place: Place;
/** NOTE: whoever leaves last stops the embedded PostgreSQL: this connection keeps it. */
let held: pg.Client;

beforeAll(async () => {
  place = await makePlace({ residents: 8_000, members: 6_000 });
  held = new pg.Client({ connectionString: place.cluster.superUrl });
  held.on('error', () => undefined);
  await held.connect();
}, 180_000);
afterAll(async () => {
  await held?.end();
  await place?.remove();
});

/** Runs the command; killed (SIGKILL) when `until` says so, which is asked every few milliseconds. */
async function command(
  out: string,
  until: () => Promise<boolean> = async () => false,
): Promise<number | null> {
  const args = [
    'reconcile',
    'social-security',
    '--file',
    place.files.members,
    '--out',
    out,
    '--no-sync',
    '--json',
  ];
  const child = spawn(process.execPath, [mainJs, ...args], {
    env: cleanEnvironment({ LIENTHONG_STATE_DIR: place.cluster.state.path }),
    stdio: 'ignore',
  });
  let [isOver, isKilled] = [false, false];
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      isOver = true;
      resolve(code);
    }),
  );
  while (!isOver) {
    if (!isKilled && (await until())) isKilled = child.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return ended;
}

/** How far the last run is. */
async function progress(): Promise<{ state: string; stage: string }> {
  const [run] = await place.cluster.sql<{ state: string; stage: string }>(
    'hub',
    'select state, stage from reconciliation.run order by run_id desc limit 1',
  );
  return run ?? { state: 'NONE', stage: 'NONE' };
}

function folderOf(name: string): string {
  mkdirSync(join(place.folder, name), { recursive: true });
  return join(place.folder, name);
}
const resultsIn = (name: string) => readFileSync(join(place.folder, name, 'results.csv'), 'utf8');

describe('the command, killed', () => {
  it('at ten moments comes out as if it had not been', async () => {
    expect(await command(folderOf('undisturbed'))).toBe(0);
    const wanted = resultsIn('undisturbed');
    let met = 0;
    for (let moment = 0; moment < 10; moment += 1) {
      // From the first statement of a run to its last, further each time; chance decides within some milliseconds.
      const wait = moment * 60 + Math.random() * 60;
      let begun = 0;
      const code = await command(folderOf('killed'), async () => {
        if (begun === 0 && (await progress()).state === 'RUNNING') begun = performance.now();
        return begun > 0 && performance.now() - begun >= wait;
      });
      if (code === null) met += 1;
      else expect({ code, same: resultsIn('killed') === wanted }).toEqual({ code: 0, same: true });
    }
    expect(met).toBeGreaterThan(3);
    expect(await command(folderOf('killed'))).toBe(0);
    expect(resultsIn('killed') === wanted).toBe(true);
    expect(await progress()).toMatchObject({ state: 'FINISHED', stage: 'DONE' });
  }, 600_000);

  it('while it groups what it found comes out as if it had not been', async () => {
    const wanted = resultsIn('undisturbed');
    // NOTE: another file by its digest, so that it is a run of its own; its grouping waits for this table.
    appendFileSync(place.files.members, '\n');
    const hold = new pg.Client({ connectionString: place.cluster.superUrl.replace(/[^/]*$/, 'hub') });
    await hold.connect();
    try {
      let isHeld = false;
      const killed = await command(folderOf('grouping'), async () => {
        const { state, stage } = await progress();
        if (!isHeld && state === 'RUNNING') {
          await hold.query('begin; lock table reconciliation.stated in exclusive mode');
          isHeld = true;
        }
        return isHeld && stage === 'GROUPING';
      });
      expect(killed).toBeNull();
      expect(await progress()).toEqual({ state: 'RUNNING', stage: 'GROUPING' });
    } finally {
      await hold.end();
    }
    expect(await command(folderOf('grouping'))).toBe(0);
    expect(resultsIn('grouping') === wanted).toBe(true);
  }, 600_000);

  it('leaves one run behind it, and no table of records', async () => {
    const left = await place.cluster.sql(
      'hub',
      "select tablename from pg_tables where schemaname = 'matching' and tablename like 'record\\_%'",
    );
    expect(left).toEqual([]);
  });
});
