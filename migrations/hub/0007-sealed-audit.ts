import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = `id, request_id, agency_code, agency_kind, client_id, officer, purpose, case_reference,
  emergency_reason_sealed, operation_name, operation_hash, outcome, error_codes, fields_released, fields_refused,
  fields_unavailable, duration_ms`;

/**
 * The record of looks in partitions by month (UTC), written through one function, and the tables of its seals: leaves,
 * seals, seal keys, archived months. Rows that are there are kept, in their order.
 */
export class SealedAudit1763769600007 implements MigrationInterface {
  readonly name = 'SealedAudit1763769600007';

  async up(q: QueryRunner): Promise<void> {
    await q.query('alter table audit.event rename to old_event');
    await q.query('alter table audit.event_subject rename to old_event_subject');
    for (const name of ['event_pkey', 'event_by_time', 'event_by_agency', 'event_subject_pkey'])
      await q.query(`alter index audit.${name} rename to old_${name}`);
    await q.query('alter index audit.event_subject_by_subject rename to old_event_subject_by_subject');
    await makeEvents(q);
    await makePartitionFunctions(q);
    await q.query(`
      select audit.make_partition(parent, month::date)
      from unnest(array['event', 'event_subject']) as parent,
        generate_series(
          least((select date_trunc('month', min(occurred_at) at time zone 'UTC') from audit.old_event),
                date_trunc('month', now() at time zone 'UTC') - interval '1 month'),
          date_trunc('month', now() at time zone 'UTC') + interval '3 months', '1 month') as month`);
    // NOTE: rows of one transaction share a seal, so the rows that are there get transaction numbers in steps.
    await q.query(`
      insert into audit.event (occurred_at, txid, ${columns})
      select occurred_at, ((2 + row_number() over (order by occurred_at, id) / 4096)::text)::xid8, ${columns}
      from audit.old_event`);
    await q.query(`
      insert into audit.event_subject (event_id, occurred_at, subject_mac, subject_sealed, outcome)
      select s.event_id, coalesce(e.occurred_at, clock_timestamp()), s.subject_mac, s.subject_sealed, s.outcome
      from audit.old_event_subject s left join audit.old_event e on e.id = s.event_id`);
    await q.query('drop table audit.old_event, audit.old_event_subject');
    await makeRecord(q);
    await makeSeals(q);
    await q.query(`
      grant select on audit.event, audit.event_subject, audit.leaf, audit.seal, audit.seal_key, audit.archive
        to lienthong_auditor, lienthong_sealer`);
    await q.query('grant insert on audit.leaf, audit.seal, audit.seal_key to lienthong_sealer');
    await q.query('grant usage on schema audit to lienthong_app');
    await q.query('grant select on audit.seal to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop function audit.record, audit.ensure_partitions, audit.make_partition;
      drop table audit.leaf, audit.seal, audit.seal_key, audit.archive;
      create table audit.old_event as select occurred_at, ${columns} from audit.event;
      create table audit.old_event_subject as
        select event_id, subject_mac, subject_sealed, outcome from audit.event_subject;
      drop table audit.event, audit.event_subject;
      alter table audit.old_event rename to event;
      alter table audit.old_event_subject rename to event_subject;
      alter table audit.event add primary key (id), alter occurred_at set not null,
        alter occurred_at set default clock_timestamp(), alter request_id set not null, alter outcome set not null,
        alter error_codes set not null, alter error_codes set default '{}',
        alter fields_released set not null, alter fields_released set default '{}',
        alter fields_refused set not null, alter fields_refused set default '{}',
        alter fields_unavailable set not null, alter fields_unavailable set default '{}',
        alter duration_ms set not null;
      alter table audit.event_subject add primary key (event_id, subject_mac, outcome),
        alter subject_sealed set not null;
      create index event_subject_by_subject on audit.event_subject (subject_mac, event_id);
      create index event_by_time on audit.event (occurred_at);
      create index event_by_agency on audit.event (agency_code, occurred_at);
      create trigger append_only before update or delete or truncate on audit.event
        for each statement execute function audit.refuse_change();
      create trigger append_only before update or delete or truncate on audit.event_subject
        for each statement execute function audit.refuse_change();
      revoke usage on schema audit from lienthong_app;
      grant insert (${columns}) on audit.event to lienthong_audit_writer;
      grant insert on audit.event_subject to lienthong_audit_writer;
      grant select on audit.event, audit.event_subject to lienthong_auditor, lienthong_sealer`);
  }
}

async function makeEvents(q: QueryRunner): Promise<void> {
  await q.query(`
    create table audit.event (
      id uuid not null,
      occurred_at timestamptz not null default clock_timestamp(),
      request_id text not null,
      agency_code text,
      agency_kind text,
      client_id text,
      officer text,
      purpose text,
      case_reference text,
      emergency_reason_sealed bytea,
      operation_name text,
      operation_hash text,
      outcome text not null,
      error_codes text[] not null default '{}',
      fields_released text[] not null default '{}',
      fields_refused text[] not null default '{}',
      fields_unavailable text[] not null default '{}',
      duration_ms integer not null,
      change text,
      salt bytea not null default uuid_send(gen_random_uuid()),
      txid xid8 not null default pg_current_xact_id(),
      primary key (id, occurred_at)
    ) partition by range (occurred_at)`);
  await q.query(`comment on column audit.event.change is
    'What an administrative change changed: {"what","target","before","after"}; no secret, no personal id'`);
  await q.query(`
    create table audit.event_subject (
      event_id uuid not null,
      occurred_at timestamptz not null,
      subject_mac bytea not null,
      subject_sealed bytea not null,
      outcome text not null,
      relation text not null default 'DIRECT' check (relation in ('DIRECT', 'RELATED')),
      primary key (event_id, subject_mac, outcome, occurred_at)
    ) partition by range (occurred_at)`);
  await q.query(
    'create index event_subject_by_subject on audit.event_subject (subject_mac, occurred_at, event_id)',
  );
  await q.query('create index event_by_time on audit.event (occurred_at)');
  await q.query('create index event_by_agency on audit.event (agency_code, occurred_at)');
  await q.query('create index event_by_txid on audit.event (txid)');
  for (const table of ['event', 'event_subject']) {
    await q.query(`create table audit.${table}_default partition of audit.${table} default`);
    for (const name of [table, `${table}_default`]) await appendOnly(q, name);
  }
}

async function appendOnly(q: QueryRunner, table: string): Promise<void> {
  await q.query(`
    create trigger append_only before update or delete or truncate on audit.${table}
    for each statement execute function audit.refuse_change()`);
}

/**
 * NOTE: made beside and attached: `create … partition of` would lock out every writer behind the longest reader.
 * Triggers of the parent do not fire for a statement on a partition, so each has its own.
 */
async function makePartitionFunctions(q: QueryRunner): Promise<void> {
  await q.query(`
    create function audit.make_partition(parent text, month date) returns boolean
    language plpgsql set search_path = pg_catalog, pg_temp as $$
    declare
      name text := format('%s_y%sm%s', parent, to_char(month, 'YYYY'), to_char(month, 'MM'));
      starts timestamptz := month::timestamp at time zone 'UTC';
      ends timestamptz := (month + interval '1 month')::timestamp at time zone 'UTC';
      stray boolean;
    begin
      if to_regclass(format('audit.%I', name)) is not null then return false; end if;
      execute format('create table audit.%I (like audit.%I including defaults including constraints)', name, parent);
      execute format('select exists (select from audit.%I where occurred_at >= $1 and occurred_at < $2)',
        parent || '_default') into stray using starts, ends;
      if stray then
        execute format('alter table audit.%I detach partition audit.%I', parent, parent || '_default');
        execute format('insert into audit.%I select * from audit.%I where occurred_at >= $1 and occurred_at < $2',
          name, parent || '_default') using starts, ends;
        execute format('alter table audit.%I disable trigger append_only', parent || '_default');
        execute format('delete from audit.%I where occurred_at >= $1 and occurred_at < $2', parent || '_default')
          using starts, ends;
        execute format('alter table audit.%I enable trigger append_only', parent || '_default');
        execute format('alter table audit.%I attach partition audit.%I default', parent, parent || '_default');
      end if;
      execute format('alter table audit.%I attach partition audit.%I for values from (%L) to (%L)',
        parent, name, starts, ends);
      execute format('create trigger append_only before update or delete or truncate on audit.%I
        for each statement execute function audit.refuse_change()', name);
      return true;
    end $$`);
  await q.query(`
    create function audit.ensure_partitions(months_ahead int default 3) returns int
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
    declare
      made int := 0;
      month date;
      parent text;
    begin
      if months_ahead is null or months_ahead not between 0 and 24 then
        raise exception 'months_ahead is from 0 to 24' using errcode = '22023';
      end if;
      perform pg_advisory_xact_lock(4060607);
      for month in select generate_series(
          date_trunc('month', now() at time zone 'UTC') - interval '1 month',
          date_trunc('month', now() at time zone 'UTC') + make_interval(months => months_ahead), '1 month') loop
        foreach parent in array array['event', 'event_subject'] loop
          if audit.make_partition(parent, month) then made := made + 1; end if;
        end loop;
      end loop;
      return made;
    end $$`);
  await q.query('revoke all on function audit.make_partition, audit.ensure_partitions from public');
  await q.query('grant execute on function audit.ensure_partitions to lienthong_app, lienthong_sealer');
}

/**
 * The only way in: who writes chooses neither the time, nor the salt, nor the transaction of an event, and adds nobody
 * to an event of another call.
 */
async function makeRecord(q: QueryRunner): Promise<void> {
  await q.query(`
    create function audit.record(events json, subjects json) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
      moment timestamptz := clock_timestamp();
      written int;
    begin
      with written_events as (
        insert into audit.event (id, occurred_at, request_id, agency_code, agency_kind, client_id, officer, purpose,
          case_reference, emergency_reason_sealed, operation_name, operation_hash, outcome, error_codes,
          fields_released, fields_refused, fields_unavailable, duration_ms, change)
        select e.id, moment, e.request_id, e.agency_code, e.agency_kind, e.client_id, e.officer, e.purpose,
          e.case_reference, decode(e.emergency, 'base64'), e.operation_name, e.operation_hash, e.outcome,
          e.error_codes, e.released, e.refused, e.unavailable, e.duration_ms, e.change
        from json_to_recordset(events) as e(id uuid, request_id text, agency_code text, agency_kind text,
          client_id text, officer text, purpose text, case_reference text, emergency text, operation_name text,
          operation_hash text, outcome text, error_codes text[], released text[], refused text[],
          unavailable text[], duration_ms int, change text)
        returning id
      )
      insert into audit.event_subject (event_id, occurred_at, subject_mac, subject_sealed, outcome, relation)
      select s.event_id, moment, decode(s.mac, 'base64'), decode(s.sealed, 'base64'), s.outcome, s.relation
      from json_to_recordset(subjects) as s(event_id uuid, mac text, sealed text, outcome text, relation text)
      join written_events e on e.id = s.event_id;
      get diagnostics written = row_count;
      if written <> json_array_length(subjects) then
        raise exception 'a subject of an event that is not in this call' using errcode = '23503';
      end if;
    end $$`);
  await q.query('revoke all on function audit.record from public');
  await q.query('grant execute on function audit.record to lienthong_audit_writer, lienthong_app');
}

async function makeSeals(q: QueryRunner): Promise<void> {
  await q.query(`
    create table audit.leaf (
      seq bigint primary key check (seq >= 0),
      event_id uuid not null,
      occurred_at timestamptz not null,
      leaf bytea not null check (length(leaf) = 32)
    )`);
  await q.query('create unique index leaf_by_event on audit.leaf (event_id, occurred_at)');
  await q.query('create index leaf_by_time on audit.leaf using brin (occurred_at)');
  await q.query(`comment on column audit.leaf.seq is 'Gapless from 0: the index in the tree of RFC 6962'`);
  await q.query(`
    create table audit.seal (
      n bigint primary key check (n >= 1),
      first_seq bigint not null unique,
      last_seq bigint not null unique check (last_seq >= first_seq),
      root bytea not null,
      prev_head bytea not null,
      head bytea not null,
      frontier bytea not null,
      horizon xid8 not null,
      cluster bigint not null,
      key_id text not null,
      checkpoint text not null,
      sealed_at timestamptz not null
    )`);
  await q.query(`comment on column audit.seal.horizon is
    'Every transaction before it is sealed; numbers of the server that cluster names (its system identifier)'`);
  await q.query(`
    create table audit.seal_key (
      key_id text primary key,
      public_key bytea not null check (length(public_key) = 32),
      introduced_after_seal bigint not null,
      endorsement text,
      introduced_at timestamptz not null default clock_timestamp()
    )`);
  await q.query(`
    create table audit.archive (
      month date primary key check (extract(day from month) = 1),
      events bigint not null,
      note text not null,
      archived_at timestamptz not null default clock_timestamp()
    )`);
  await q.query(`comment on table audit.archive is
    'Months whose contents retention dropped; the note, signed with a seal key, says how many leaves and their root'`);
  for (const table of ['leaf', 'seal', 'seal_key', 'archive']) await appendOnly(q, table);
}
