import { randomBytes } from 'node:crypto';
import pg from 'pg';
import hubMigrations from '../../migrations/hub/index.js';
import { migrate } from '../../src/database/migrate.js';

/** A hub's database of a test's own, beside others on one server: its record of looks is nobody else's. */
export interface ScratchHub {
  /** With the rights of the hub's own login. */
  app: pg.Pool;
  /** With the rights of the tables' owner: writes events of any time. */
  owner: pg.Pool;
  remove(): Promise<void>;
}

/** Makes it with a superuser's address of some database of the server. */
export async function makeScratchHub(superUrl: string): Promise<ScratchHub> {
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  const url = new URL(superUrl);
  url.pathname = `/${name}`;
  const open = (connectionString: string, options?: string) => {
    const pool = new pg.Pool({ connectionString, max: 4, ...(options && { options }) });
    return pool.on('error', () => undefined);
  };
  const admin = open(superUrl);
  await admin.query(`create database ${name}`);
  await migrate(url.href, hubMigrations);
  const [app, owner] = [open(url.href, '-c role=lienthong_app'), open(url.href)];
  return {
    ...{ app, owner },
    async remove() {
      await Promise.all([app.end(), owner.end()]);
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
