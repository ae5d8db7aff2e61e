import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ClosedTrail } from '../../src/audit/closed-trail.js';
import { startRecorderApart } from '../../src/audit/recorder/apart.js';
import { type Recorder, type RecorderOptions, startRecorder } from '../../src/audit/recorder/recorder.js';
import { withPool } from '../../src/cli/workplace.js';
import { parseConfig } from '../../src/config/config.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { type Cluster, sharedCluster } from '../support/cluster.js';

const built = pathToFileURL('dist/src/audit/recorder/thread.js');
const dying = pathToFileURL('tests/audit/dying-thread.mjs');
const logger = makeLogger('silent');
let cluster: Cluster;
let options: RecorderOptions;
let metrics: ReturnType<typeof makeMetrics>;

beforeAll(async () => {
  cluster = await sharedCluster();
  const { hub, hubAudit } = cluster.databases.urls;
  options = {
    urls: { hub, hubAudit, hubSealer: null },
    ...{ timeoutMs: 5_000, master: cluster.state.masterKey(null), stateFolder: cluster.state.path },
    sealing: parseConfig({}, {}),
  };
});
beforeEach(() => {
  metrics = makeMetrics();
});

function look(changes: Partial<ClosedTrail> = {}): ClosedTrail {
  return {
    ...{ at: Date.now(), requestId: randomUUID(), agencyCode: 'test.agency', agencyKind: 'HOSPITAL' },
    ...{ clientId: 'test.agency', officer: '001', purpose: 'TREATMENT', caseReference: null },
    ...{ emergencyReason: null, operationName: null, operationHash: null, outcome: 'ANSWERED' as const },
    ...{ errorCodes: [], fieldsReleased: ['Query.identify'], fieldsRefused: [], fieldsUnavailable: [] },
    ...{ durationMs: 1, change: null },
    subjects: [{ personalId: '001075999999', outcome: 'RELEASED', relation: 'DIRECT' }],
    ...changes,
  };
}

function onRecord(looks: readonly ClosedTrail[]): Promise<number> {
  return withPool(cluster.databases.auditor, async (pool) => {
    const { rows } = await pool.query<{ count: number }>(
      `select count(*)::int as count from audit.event e join audit.event_subject s on s.event_id = e.id
       where e.request_id = any($1)`,
      [looks.map((one) => one.requestId)],
    );
    return rows[0]!.count;
  });
}

async function counted(name: string): Promise<number> {
  const metric = await metrics.registry.getSingleMetric(name)!.get();
  return metric.values[0]?.value ?? 0;
}

const kinds: [string, () => Promise<Recorder>][] = [
  ['in this thread', async () => startRecorder(options, { logger, metrics })],
  ['in a thread of its own', () => startRecorderApart(options, { logger, metrics }, built)],
];

test('the program is built, or the thread cannot be tried', () => {
  expect(existsSync(built)).toBe(true);
});

describe.each(kinds)('A recorder %s', (_where, start) => {
  let recorder: Recorder;
  beforeEach(async () => {
    recorder = await start();
  });
  afterEach(() => recorder.close());

  it('has every look on record once it resolves', async () => {
    const looks = Array.from({ length: 300 }, () => look());
    await Promise.all(looks.map((one) => recorder.record(one)));
    expect(await onRecord(looks)).toBe(300);
  });

  it('fails for a look that cannot be written, and for no other', async () => {
    const [good, bad] = [look(), look({ officer: 'a\0b' })];
    const [one, other] = await Promise.allSettled([recorder.record(good), recorder.record(bad)]);
    expect(one.status).toBe('fulfilled');
    expect(other).toMatchObject({ reason: { code: 'AUDIT_UNAVAILABLE' } });
    expect(await onRecord([good, bad])).toBe(1);
  });

  it('counts what it wrote', async () => {
    await recorder.record(look());
    await recorder.record(look({ officer: 'a\0b' })).catch(() => undefined);
    for (let tries = 0; tries < 50 && (await counted('lienthong_audit_failures_total')) === 0; tries++)
      await pause(100);
    expect(await counted('lienthong_audit_events_total')).toBe(1);
    expect(await counted('lienthong_audit_failures_total')).toBe(1);
  });

  it('writes what was recorded in the turn in which it is closed', async () => {
    const closed = await start();
    const looks = [look(), look()];
    const recorded = Promise.allSettled(looks.map((one) => closed.record(one)));
    await closed.close();
    expect((await recorded).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await onRecord(looks)).toBe(2);
  });

  it('says whether the record can be written', async () => {
    expect(await recorder.ping()).toBe(true);
  });
});

describe('A recorder in a thread of its own', () => {
  it('fails where the record cannot be reached', async () => {
    const urls = { ...options.urls, hubAudit: 'postgres://nobody:x@127.0.0.1:9/none' };
    const recorder = await startRecorderApart({ ...options, urls }, { logger, metrics }, built);
    await expect(recorder.record(look())).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    expect(await recorder.ping()).toBe(false);
    await recorder.close();
  });

  it('withholds answers when its thread dies, and goes on with another', async () => {
    const recorder = await startRecorderApart(options, { logger, metrics }, dying);
    for (const round of [1, 2]) {
      await expect(recorder.record(look({ officer: String(round) }))).rejects.toMatchObject({
        code: 'AUDIT_UNAVAILABLE',
      });
      // The next round fails because its own thread took the look, not because there is none.
      for (let tries = 0; tries < 50; tries++) await pause(20);
    }
    await recorder.close();
  });

  it('settles a look that its thread took and never answered when it is closed', async () => {
    const recorder = await startRecorderApart(options, { logger, metrics }, dying);
    const recorded = recorder.record(look());
    const settled = expect(recorded).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await recorder.close();
    await settled;
  });

  it('does not start where its thread cannot', async () => {
    const nowhere = pathToFileURL('tests/audit/no-such-thread.mjs');
    await expect(startRecorderApart(options, { logger, metrics }, nowhere)).rejects.toThrow();
  });
});
