import type { MigrationInterface, QueryRunner } from 'typeorm';
import hubMigrations from '../../migrations/hub/index.js';
import { migrate, NewerDatabaseError, pendingMigrations } from '../../src/database/migrate.js';
import { runCommand } from '../cli/run-command.js';
import { settingsOf } from '../faults/child-hub.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { openHub } from '../support/hub.js';

let cluster: PrivateCluster;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
});

afterAll(() => cluster?.remove());

/** Adds a row and shows, by a wait in the middle, whether two of them ran at once. */
class Marks1800000000001 implements MigrationInterface {
  readonly name = 'Marks1800000000001';
  async up(q: QueryRunner): Promise<void> {
    await q.query('create table mark (at timestamptz not null default clock_timestamp())');
    await q.query('select pg_sleep(0.3)');
    await q.query('insert into mark default values');
  }
  async down(): Promise<void> {}
}

class Later1800000000002 implements MigrationInterface {
  readonly name = 'Later1800000000002';
  async up(q: QueryRunner): Promise<void> {
    await q.query('alter table mark add column later int');
    throw new Error('half-way');
  }
  async down(): Promise<void> {}
}

async function emptyDatabase(name: string): Promise<string> {
  await cluster.sql('postgres', `create database ${name}`);
  return cluster.server.superUrl(name);
}

const names = hubMigrations.map((migration) => new migration().name);

describe('migrating', () => {
  it('applies every migration of the hub to an empty database, and nothing the second time', async () => {
    const url = await emptyDatabase('twice');
    expect(await pendingMigrations(url, hubMigrations)).toEqual(names);
    expect(await migrate(url, hubMigrations)).toEqual(names);
    expect(await migrate(url, hubMigrations)).toEqual([]);
    expect(await pendingMigrations(url, hubMigrations)).toEqual([]);
  });

  it('lets two hubs that start together take turns', async () => {
    const url = await emptyDatabase('together');
    const applied = await Promise.all([1, 2, 3].map(() => migrate(url, [Marks1800000000001])));
    expect(applied.flat()).toEqual(['Marks1800000000001']);
    expect(await cluster.sql('together' as 'hub', 'select from mark')).toHaveLength(1);
  });

  it('keeps nothing of a migration that fails half-way, and all before it', async () => {
    const url = await emptyDatabase('halfway');
    await expect(migrate(url, [Marks1800000000001, Later1800000000002])).rejects.toThrow('half-way');
    expect(await pendingMigrations(url, [Marks1800000000001, Later1800000000002])).toEqual([
      'Later1800000000002',
    ]);
    const columns = "select from information_schema.columns where table_name = 'mark'";
    expect(await cluster.sql('halfway' as 'hub', columns)).toHaveLength(1);
    // The lock is free again.
    expect(await migrate(url, [Marks1800000000001])).toEqual([]);
  });

  it('refuses a database that is newer than the program, and changes nothing', async () => {
    const url = await emptyDatabase('newer');
    await migrate(url, [Marks1800000000001]);
    const error = await migrate(url, hubMigrations).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NewerDatabaseError);
    expect(String(error)).toContain('Marks1800000000001');
    expect(await cluster.sql('newer' as 'hub', 'select from lienthong_migrations')).toHaveLength(1);
  });
});

describe('a hub that starts', () => {
  it('names the missing migration when it has no owner’s login, and listens nowhere', async () => {
    const last = names.at(-1)!;
    await cluster.sql('hub', 'delete from lienthong_migrations where name = $1', [last]);
    try {
      await expect(openHub({ cluster })).rejects.toThrow(
        `The hub database misses ${last}. Run: lienthong migrate (with LIENTHONG_HUB_OWNER_URL).`,
      );
      const { code, stderr } = await runCommand(['serve'], { ...settingsOf(cluster), LIENTHONG_PORT: '0' });
      expect(code).toBe(1);
      expect(stderr).toContain(last);
    } finally {
      await cluster.sql('hub', 'insert into lienthong_migrations (timestamp, name) values ($1, $2)', [
        Number(last.match(/\d+$/)![0]),
        last,
      ]);
    }
  });

  it('brings its own database up to date when it has the owner’s login', async () => {
    const name = 'fresh_hub';
    await cluster.sql('postgres', `create database ${name} owner lienthong_owner`);
    const at = (url: string) => url.replace(/\/hub$/, `/${name}`);
    const { urls } = cluster.databases;
    const settings = {
      ...settingsOf(cluster, { hub: at(urls.hub), hubAudit: at(urls.hubAudit) }),
      LIENTHONG_HUB_OWNER_URL: at(urls.hubOwner!),
    };
    const first = await runCommand(['migrate', '--json'], settings);
    expect([first.code, JSON.parse(first.stdout)]).toEqual([0, { applied: names }]);
    const second = await runCommand(['migrate', '--json'], settings);
    expect([second.code, JSON.parse(second.stdout)]).toEqual([0, { applied: [] }]);
  });

  it('refuses a newer database, with or without the owner’s login', async () => {
    const newer = "insert into lienthong_migrations (timestamp, name) values (1900000000000, 'FromTomorrow')";
    await cluster.sql('hub', newer);
    try {
      await expect(openHub({ cluster })).rejects.toThrow('FromTomorrow');
      const config = { urls: cluster.databases.urls };
      await expect(openHub({ cluster, config })).rejects.toThrow(NewerDatabaseError);
    } finally {
      await cluster.sql('hub', "delete from lienthong_migrations where name = 'FromTomorrow'");
    }
  });
});
