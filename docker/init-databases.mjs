// Makes the five databases on a new PostgreSQL server, with one login a role, and writes each login's address to a
// file that LIENTHONG_*_URL_FILE can name. Safe to repeat: databases, passwords and files that are there stay.
//
//   node docker/init-databases.mjs FOLDER_OF_THE_HUB FOLDER_OF_THE_OWNERS
//
// The server is named by PGHOST, PGPORT, PGUSER (a superuser) and PGPASSWORD. The owners' folder is for `migrate` and
// `sample load` only; the hub itself never sees it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

const sources = ['population', 'health_insurance', 'education_fee', 'social_security'];
/** Those with contract functions that the hub may call. */
const written = ['education_fee', 'social_security'];
const [hubFolder, ownersFolder] = process.argv.slice(2);
if (!hubFolder || !ownersFolder) {
  process.stderr.write('Usage: node docker/init-databases.mjs FOLDER_OF_THE_HUB FOLDER_OF_THE_OWNERS\n');
  process.exit(2);
}

const client = new pg.Client();
await client.connect();
try {
  for (const name of ['auditor', 'matcher', 'reader', 'writer'])
    await makeRole(`lienthong_${name}`, 'nologin');
  await makeDatabase('hub', {
    lienthong_owner: join(ownersFolder, 'hub'),
    lienthong_app: join(hubFolder, 'hub'),
    lienthong_audit_writer: join(hubFolder, 'hub-audit'),
    lienthong_sealer: join(hubFolder, 'hub-sealer'),
  });
  for (const source of sources) {
    await makeDatabase(source, {
      [`${source}_owner`]: join(ownersFolder, source),
      [`${source}_reader`]: join(hubFolder, source),
      ...(written.includes(source) && { [`${source}_writer`]: join(hubFolder, `${source}_write`) }),
    });
    await client.query(`grant lienthong_reader to ${source}_reader`);
    await client.query(`alter role ${source}_reader set default_transaction_read_only = on`);
    if (written.includes(source)) await client.query(`grant lienthong_writer to ${source}_writer`);
  }
} finally {
  await client.end();
}

/** One database that only its own roles may connect to; `logins` says which file holds a role's address, owner first. */
async function makeDatabase(name, logins) {
  for (const [role, file] of Object.entries(logins)) {
    const address = existsSync(file) ? new URL(readFileSync(file, 'utf8').trim()) : newAddress(role, name);
    await makeRole(role, `login password '${address.password}'`);
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${address}\n`, { mode: 0o600 });
  }
  const roles = Object.keys(logins);
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`create database ${name} owner ${roles[0]}`);
  await client.query(`revoke connect, temporary on database ${name} from public`);
  await client.query(`grant connect on database ${name} to ${roles.join(', ')}`);
}

async function makeRole(role, options) {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  await client.query(`${rowCount ? 'alter' : 'create'} role ${role} ${options}`);
}

/** A password of letters, digits, - and _ only: it stands in SQL and in an address as it is. */
function newAddress(role, database) {
  const password = randomBytes(24).toString('base64url');
  return new URL(`postgres://${role}:${password}@${client.host}:${client.port}/${database}`);
}
