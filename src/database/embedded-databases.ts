import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DatabaseUrls } from '../config/config.js';
import type { StateDir } from '../config/state.js';
import type { EmbeddedServer } from './embedded-server.js';

/** The four sample databases, and the addresses their owner (the loader, the migrations) uses. */
export interface SampleUrls {
  population: string;
  healthInsurance: string;
  educationFee: string;
  socialSecurity: string;
}

const sources = {
  population: 'population',
  healthInsurance: 'health_insurance',
  educationFee: 'education_fee',
  socialSecurity: 'social_security',
} as const;

/** Logins that may call the contract functions of a source, and nothing else. */
const writers = {
  educationFeeWrite: { role: 'education_fee_writer', database: 'education_fee' },
  socialSecurityWrite: { role: 'social_security_writer', database: 'social_security' },
} as const;

const hubRoles = {
  hubOwner: 'lienthong_owner',
  hub: 'lienthong_app',
  hubAudit: 'lienthong_audit_writer',
  sealer: 'lienthong_sealer',
  auditor: 'lienthong_auditor',
  matcher: 'lienthong_matcher',
} as const;

const lock = 4_060_613;

export interface EmbeddedDatabases {
  urls: DatabaseUrls;
  owners: SampleUrls;
  /** Logins that only commands and tests use. */
  sealer: string;
  auditor: string;
}

/**
 * Makes the five databases and one login a role, each able to connect to its own database only. Safe to repeat;
 * passwords are made once and kept under the state folder.
 */
export async function prepareEmbeddedDatabases(
  server: EmbeddedServer,
  state: StateDir,
): Promise<EmbeddedDatabases> {
  let passwords: Record<string, string> = {};
  const client = new pg.Client({ connectionString: server.superUrl('postgres') });
  client.on('error', () => undefined);
  await client.connect();
  const login = async (role: string, options = '') => {
    passwords[role] ??= randomBytes(24).toString('base64url');
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    const verb = rowCount ? 'alter' : 'create';
    await client.query(`${verb} role ${role} login password '${passwords[role]}' ${options}`);
  };
  const database = async (name: string, owner: string, roles: string[]) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${name} owner ${owner}`);
    // Whoever stopped it with `sectors stop` starts it again with the demo.
    await client.query(`alter database ${name} with allow_connections true`);
    await client.query(`revoke connect, temporary on database ${name} from public`);
    await client.query(`grant connect on database ${name} to ${roles.join(', ')}`);
  };
  try {
    // Two commands that start together take turns: the second finds the first one's passwords.
    await client.query('select pg_advisory_lock($1)', [lock]);
    passwords = state.readJson<Record<string, string>>('logins.json') ?? {};
    await client.query('revoke connect, temporary on database postgres, template1 from public');
    for (const role of Object.values(hubRoles)) await login(role);
    await database('hub', hubRoles.hubOwner, Object.values(hubRoles));
    for (const group of ['lienthong_reader', 'lienthong_writer']) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [group]);
      if (!rowCount) await client.query(`create role ${group} nologin`);
    }
    for (const name of Object.values(sources)) {
      await login(`${name}_owner`);
      await login(`${name}_reader`);
      await client.query(`alter role ${name}_reader set default_transaction_read_only = on`);
      await client.query(`grant lienthong_reader to ${name}_reader`);
      await database(name, `${name}_owner`, [`${name}_owner`, `${name}_reader`]);
    }
    for (const { role, database: name } of Object.values(writers)) {
      await login(role);
      await client.query(`grant lienthong_writer to ${role}`);
      await client.query(`grant connect on database ${name} to ${role}`);
    }
    state.writeJson('logins.json', passwords);
  } finally {
    await client.end();
  }
  const url = (role: string, name: string) =>
    `postgres://${role}:${passwords[role]}@127.0.0.1:${server.port}/${name}`;
  const perSource = (suffix: string) =>
    Object.fromEntries(
      Object.entries(sources).map(([key, name]) => [key, url(`${name}_${suffix}`, name)]),
    ) as unknown as SampleUrls;
  return {
    urls: {
      hub: url(hubRoles.hub, 'hub'),
      hubOwner: url(hubRoles.hubOwner, 'hub'),
      hubAudit: url(hubRoles.hubAudit, 'hub'),
      hubSealer: url(hubRoles.sealer, 'hub'),
      hubMatcher: url(hubRoles.matcher, 'hub'),
      ...perSource('reader'),
      educationFeeWrite: url(writers.educationFeeWrite.role, writers.educationFeeWrite.database),
      socialSecurityWrite: url(writers.socialSecurityWrite.role, writers.socialSecurityWrite.database),
    },
    owners: perSource('owner'),
    sealer: url(hubRoles.sealer, 'hub'),
    auditor: url(hubRoles.auditor, 'hub'),
  };
}
