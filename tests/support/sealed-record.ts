import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import hubMigrations from '../../migrations/hub/index.js';
import { checkpointFiles, latestCheckpoint, makeCheckpointKeeper } from '../../src/audit/checkpoint-file.js';
import type { AuditEvent } from '../../src/audit/event.js';
import { recordEvents } from '../../src/audit/record.js';
import { followSealKeys, openSealKeys } from '../../src/audit/seal-keys.js';
import { makeSealer, type Sealer } from '../../src/audit/sealer.js';
import { type VerifyOptions, type VerifyReport, verifyRecord } from '../../src/audit/verify.js';
import { withPool } from '../../src/cli/workplace.js';
import { migrate } from '../../src/database/migrate.js';
import { makeLogger } from '../../src/process/logger.js';
import { makeMetrics } from '../../src/process/metrics.js';
import { until } from '../faults/until.js';
import { auditEvent } from './audit-event.js';
import type { Cluster } from './cluster.js';

/** A record of looks of a test's own: a database on a cluster, its keys and checkpoints in a folder. */
export interface SealedRecord {
  folder: string;
  keyFile: string;
  files: ReturnType<typeof checkpointFiles>;
  metrics: ReturnType<typeof makeMetrics>;
  /** The address of the database for a role of the hub. */
  url(role: Role): string;
  /** Rows of one statement as the superuser. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** The same with the triggers that keep the record append only put to sleep, as an intruder would. */
  tamper(text: string, values?: unknown[]): Promise<void>;
  /** Writes events, each about one resident, one transaction each; answers their ids. */
  write(count: number, changes?: Partial<AuditEvent>): Promise<string[]>;
  makeSealer(logger?: ReturnType<typeof makeLogger>): Sealer;
  /** Resolves when no transaction of the server is open that began before the last event was written. */
  settle(): Promise<void>;
  /** Seals all that waits, in one seal where it fits. */
  seal(): Promise<void>;
  /** The same by somebody who holds the keys and knows no checkpoint. */
  sealAnyway(): Promise<void>;
  verify(options?: Partial<VerifyOptions>): Promise<VerifyReport>;
  /** Removes database and folder. */
  remove(): Promise<void>;
}

type Role = 'owner' | 'app' | 'audit_writer' | 'sealer' | 'auditor';

/** A migrated database that those of one suite are copies of; it goes with the cluster. */
let template: Promise<string> | null = null;

async function makeTemplate(cluster: Cluster): Promise<string> {
  const name = `record_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await withPool(cluster.superUrl, (pool) => pool.query(`create database ${name} owner lienthong_owner`));
  const owner = new URL(cluster.databases.urls.hubOwner!);
  owner.pathname = `/${name}`;
  await migrate(owner.href, hubMigrations);
  return name;
}

/** An empty record in a new database of the cluster. */
export async function makeSealedRecord(cluster: Cluster): Promise<SealedRecord> {
  const name = `record_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  template ??= makeTemplate(cluster);
  const copy = `create database ${name} owner lienthong_owner template ${await template}`;
  await withPool(cluster.superUrl, (pool) => pool.query(copy));
  const superUrl = cluster.superUrl.replace(/\/postgres$/, `/${name}`);
  const logins = cluster.state.readJson<Record<string, string>>('logins.json')!;
  const url: SealedRecord['url'] = (role) => {
    const address = new URL(superUrl);
    address.username = `lienthong_${role}`;
    address.password = logins[`lienthong_${role}`]!;
    return address.href;
  };
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-record-'));
  const keyFile = join(folder, 'seal-keys.json');
  const files = checkpointFiles(folder, null);
  const metrics = makeMetrics();
  const opened = openSealKeys(keyFile, 'hub.example/lienthong/audit', null);
  const keys = followSealKeys(keyFile, opened);
  const pool = new pg.Pool({ connectionString: superUrl, max: 2 });
  pool.on('error', () => undefined);
  const sealer = (logger = makeLogger('silent')) =>
    makeSealer({
      ...{ url: url('sealer'), keys, logger, metrics },
      onSealed: makeCheckpointKeeper(files, () => Date.now()),
      kept: () => latestCheckpoint(files),
    });
  const itself: SealedRecord = {
    ...{ folder, keyFile, files, metrics, url },
    sql: async (text, values) => (await pool.query(text, values)).rows,
    async tamper(text, values) {
      const client = await pool.connect();
      try {
        await client.query('set session_replication_role = replica');
        await client.query(text, values);
        await client.query('set session_replication_role = origin');
      } finally {
        client.release();
      }
    },
    write: (count, changes) =>
      withPool(url('audit_writer'), async (writer) => {
        const events = Array.from({ length: count }, () => auditEvent(changes));
        const client = await writer.connect();
        for (const event of events) await recordEvents(client, [event]);
        client.release();
        return events.map((event) => event.id);
      }),
    makeSealer: sealer,
    settle: () =>
      until('older transactions have ended', async () => {
        const settled = `select pg_snapshot_xmin(pg_current_snapshot()) >
          coalesce((select max(txid) from audit.event), '0'::xid8) as settled`;
        return (await itself.sql<{ settled: boolean }>(settled))[0]!.settled;
      }),
    async seal() {
      await itself.settle();
      const one = sealer();
      await one.run(new AbortController().signal);
      await one.close();
    },
    async sealAnyway() {
      rmSync(files.latest);
      await itself.seal();
    },
    verify: (options = {}) =>
      withPool(url('sealer'), async (reader) => {
        const client = await reader.connect();
        try {
          return await verifyRecord(client, { trusted: keys().trusted, ...options });
        } finally {
          client.release();
        }
      }),
    async remove() {
      await pool.end();
      await withPool(cluster.superUrl, (one) => one.query(`drop database if exists ${name} with (force)`));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return itself;
}
