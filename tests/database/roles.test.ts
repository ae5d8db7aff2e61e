import pg from 'pg';
import { type Cluster, sharedCluster } from '../support/cluster.js';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await sharedCluster();
});

/** The SQLSTATE of one statement with a login, or null when it succeeds. Nothing it does is kept. */
async function sqlStateOf(url: string, text: string, { writable = false } = {}): Promise<string | null> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (writable) await client.query('set default_transaction_read_only = off');
    await client.query('begin');
    await client.query(text);
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? 'no code';
  } finally {
    await client.end();
  }
}

const denied = '42501';

/** Login of the hub's database → what it may not do there. */
const forbidden: Record<string, readonly string[]> = {
  lienthong_app: [
    "insert into audit.event (id, request_id, outcome, duration_ms) values (gen_random_uuid(), 'x', 'ANSWERED', 1)",
    "update audit.event set outcome = 'REFUSED'",
    'delete from audit.event',
    'truncate audit.event',
    'select * from audit.event_default limit 1',
    'select * from audit.archive limit 1',
    'delete from access.disclosure_rule',
    "insert into access.disclosure_rule (agency_code, class, legal_basis, valid_from) values ('x', 'COARSE', 'x', 'epoch')",
    "update access.disclosure_rule set class = 'COARSE'",
    "update audit.seal set checkpoint = 'x'",
    'delete from audit.seal',
    "select audit.make_partition('event', '2020-01-01')",
    'delete from access.agency',
    'delete from access.agency_grant',
    'truncate access.agency_key',
    "update access.agency_grant set scope = 'identity:read'",
    'update access.agency_grant set valid_from = now()',
    "update access.agency_key set jwk = '{}'",
    'delete from access.agency_key',
    'delete from access.officer',
    "update access.idempotency set input_mac = ''",
    'update access.used_assertion set expires_at = now()',
    'drop table access.agency_grant',
    'alter table access.agency disable trigger all',
    "update unit.admin_unit set name = 'x'",
    "insert into public.lienthong_migrations (timestamp, name) values (1, 'x')",
    'create table public.mine (n int)',
    'create schema mine',
    'create temporary table mine (n int)',
    'create role mine',
    'set role lienthong_owner',
    'set role lienthong_audit_writer',
    'alter role lienthong_app superuser',
    'select pg_read_file(current_setting($$data_directory$$))',
    "copy audit.event to program 'true'",
    'create extension dblink',
  ],
  lienthong_audit_writer: [
    'select * from audit.event limit 1',
    'select * from audit.event_subject limit 1',
    "insert into audit.event (id, request_id, outcome, duration_ms) values (gen_random_uuid(), 'x', 'y', 1)",
    "insert into audit.event_subject values (gen_random_uuid(), now(), 'a', 'b', 'RELEASED', 'DIRECT')",
    'select audit.ensure_partitions()',
    "select audit.make_partition('event', '2020-01-01')",
    'select * from audit.leaf limit 1',
    'select * from audit.seal limit 1',
    "update audit.event set outcome = 'REFUSED'",
    "update audit.event_subject set outcome = 'REFUSED'",
    'delete from audit.event',
    'delete from audit.event_subject',
    'truncate audit.event',
    'drop table audit.event',
    'alter table audit.event disable trigger all',
    'select * from access.agency',
    'select * from access.resident_subject',
    'select * from access.idempotency',
    'select * from audit.changes(null, null, null, 1)',
    'select * from unit.admin_unit',
    'create table audit.mine (n int)',
    'create function audit.refuse_change() returns int language sql as $$ select 1 $$',
    'create temporary table mine (n int)',
  ],
  lienthong_auditor: [
    "insert into audit.event (id, request_id, outcome, duration_ms) values (gen_random_uuid(), 'x', 'ANSWERED', 1)",
    "update audit.event set outcome = 'REFUSED'",
    'delete from audit.event_subject',
    'truncate audit.event',
    "select audit.record('[]', '[]')",
    "insert into audit.leaf values (0, gen_random_uuid(), now(), sha256(''))",
    'delete from audit.seal',
    "insert into audit.archive values ('2020-01-01', 0, 'x')",
    'select * from audit.event_default limit 1',
    'select * from access.agency_key',
    'select * from access.idempotency',
    'update access.officer set suspended_at = null',
    'select * from access.resident_subject',
    "update access.agency set name = 'x'",
    'create table public.mine (n int)',
  ],
  lienthong_sealer: [
    "insert into audit.event (id, request_id, outcome, duration_ms) values (gen_random_uuid(), 'x', 'ANSWERED', 1)",
    "update audit.event set outcome = 'REFUSED'",
    'delete from audit.event',
    'truncate audit.event_subject',
    "select audit.record('[]', '[]')",
    'update audit.leaf set leaf = leaf',
    'delete from audit.leaf',
    'truncate audit.leaf',
    'update audit.seal set n = n',
    'delete from audit.seal',
    'truncate audit.seal',
    'delete from audit.seal_key',
    'update audit.seal_key set public_key = public_key',
    "insert into audit.archive values ('2020-01-01', 0, 'x')",
    'select * from audit.event_default limit 1',
    'select * from access.agency',
    'select * from access.resident_subject',
  ],
  lienthong_matcher: [
    'select * from audit.event limit 1',
    'select * from access.agency',
    'select * from access.resident_subject',
    'create schema mine',
  ],
};

function urlOfHubLogin(role: string): string {
  const { urls, sealer, auditor } = cluster.databases;
  const known: Record<string, string> = {
    ...{ lienthong_app: urls.hub, lienthong_audit_writer: urls.hubAudit, lienthong_owner: urls.hubOwner! },
    ...{ lienthong_sealer: sealer, lienthong_auditor: auditor },
  };
  const logins = cluster.state.readJson<Record<string, string>>('logins.json')!;
  const url = new URL(known[role] ?? urls.hub);
  url.username = role;
  url.password = logins[role]!;
  return url.href;
}

describe('a login of the hub’s database', () => {
  it.each(Object.entries(forbidden).flatMap(([role, texts]) => texts.map((text) => [role, text] as const)))(
    '%s may not: %s',
    async (role, text) => {
      expect(await sqlStateOf(urlOfHubLogin(role), text)).toBe(denied);
    },
  );

  it('the app reads agencies and units, and changes grants', async () => {
    for (const text of [
      'select * from access.agency, unit.admin_unit limit 1',
      "update access.agency_grant set valid_until = now() where scope = 'no such scope'",
    ]) {
      expect(await sqlStateOf(urlOfHubLogin('lienthong_app'), text)).toBeNull();
    }
  });

  it('the audit writer and the app put events on record, and the auditor and the sealer read', async () => {
    const event = `select audit.record('[{"id": "00000000-0000-7000-8000-000000000001", "request_id": "x",
      "outcome": "y", "duration_ms": 1, "error_codes": [], "released": [], "refused": [], "unavailable": []}]', '[]')`;
    for (const role of ['lienthong_audit_writer', 'lienthong_app'])
      expect(await sqlStateOf(urlOfHubLogin(role), event)).toBeNull();
    for (const role of ['lienthong_auditor', 'lienthong_sealer']) {
      expect(await sqlStateOf(urlOfHubLogin(role), 'select * from audit.event limit 1')).toBeNull();
    }
  });
});

describe('the record of looks', () => {
  it.each([
    "update audit.event set outcome = 'REFUSED'",
    'update audit.event_subject set outcome = outcome where false',
    'delete from audit.event',
    'delete from audit.event where false',
    'delete from audit.event_subject',
    'truncate audit.event',
    'truncate audit.event, audit.event_subject cascade',
    "update audit.event_default set outcome = 'REFUSED'",
    'delete from audit.event_subject_default',
    'truncate audit.event_default',
    'update audit.leaf set seq = seq',
    'delete from audit.leaf',
    'truncate audit.seal',
    "update audit.seal set checkpoint = 'x'",
    'delete from audit.seal_key',
    'delete from audit.archive',
  ])('refuses its own owner too: %s', async (text) => {
    expect(await sqlStateOf(urlOfHubLogin('lienthong_owner'), text)).toBe(denied);
  });

  it.each(["update audit.event set outcome = 'REFUSED'", 'truncate audit.event'])(
    'refuses a superuser by its trigger: %s',
    async (text) => {
      const hub = cluster.superUrl.replace(/\/postgres$/, '/hub');
      expect(await sqlStateOf(hub, text)).toBe(denied);
    },
  );
});

/** Database → a native table and a contract view of it. */
const sources = {
  population: ['public.citizen', 'lienthong.resident'],
  healthInsurance: ['public.insurance_card', 'lienthong.coverage'],
  educationFee: ['public.pupil_enrolment', 'lienthong.enrolment'],
  socialSecurity: ['public.insured_person', 'lienthong.member'],
} as const;

describe.each(Object.entries(sources) as [keyof typeof sources, readonly [string, string]][])(
  'the reader of %s',
  (name, [table, view]) => {
    const url = () => cluster.databases.urls[name];

    it('reads the contract view and no native table', async () => {
      expect(await sqlStateOf(url(), `select * from ${view} limit 1`)).toBeNull();
      expect(await sqlStateOf(url(), `select * from ${table} limit 1`)).toBe(denied);
      expect(await sqlStateOf(url(), 'select * from public.sample_info')).toBe(denied);
    });

    it('sees none of the native tables that there are', async () => {
      const client = new pg.Client({ connectionString: cluster.databases.owners[name] });
      await client.connect();
      const { rows } = await client.query<{ place: string }>(
        `select format('%I.%I', schemaname, tablename) as place from pg_tables
         where schemaname not in ('pg_catalog', 'information_schema')`,
      );
      await client.end();
      expect(rows.length).toBeGreaterThan(2);
      for (const { place } of rows) expect(await sqlStateOf(url(), `select from ${place}`)).toBe(denied);
    });

    it('cannot write, and not even when it switches writing on', async () => {
      const writes = [`delete from ${view}`, `update ${view} set personal_id = personal_id`];
      for (const text of [...writes, `delete from ${table}`, `truncate ${table}`]) {
        expect(await sqlStateOf(url(), text)).toMatch(/^(42501|25006)$/);
        expect(await sqlStateOf(url(), text, { writable: true })).toBe(denied);
      }
      for (const text of ['create table public.mine (n int)', 'create temporary table mine (n int)']) {
        expect(await sqlStateOf(url(), text, { writable: true })).toBe(denied);
      }
    });

    it.each([
      'hub',
      'population',
      'health_insurance',
      'education_fee',
      'social_security',
      'postgres',
      'template1',
    ])('enters the database %s only when it is its own', async (other) => {
      const address = new URL(url());
      const own = address.pathname === `/${other}`;
      address.pathname = `/${other}`;
      const answer = await sqlStateOf(address.href, 'select 1');
      expect(answer).toBe(own ? null : denied);
    });
  },
);

describe('a login of the hub', () => {
  it.each(['lienthong_app', 'lienthong_audit_writer', 'lienthong_auditor', 'lienthong_owner'])(
    '%s does not enter the database of a source',
    async (role) => {
      for (const source of ['population', 'health_insurance', 'education_fee', 'social_security']) {
        const address = new URL(urlOfHubLogin(role));
        address.pathname = `/${source}`;
        expect(await sqlStateOf(address.href, 'select 1')).toBe(denied);
      }
    },
  );
});
