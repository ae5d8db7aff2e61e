import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs that the gateway takes itself: asked for by an agency or begun at night, from the sector's own view or from a
 * file that was sent in; paused, resumed and cancelled from outside. And tables of a run that a distributed PostgreSQL can
 * have too: their keys hold the column that they would be distributed by.
 */
export class RunsInTheGateway1763769600025 implements MigrationInterface {
  readonly name = 'RunsInTheGateway1763769600025';

  async up(q: QueryRunner): Promise<void> {
    for (const statement of [...runs, ...uploads, ...functions, ...placing]) await q.query(statement);
    await q.query('revoke all on function matching.place(text, text), matching.add_partition from public');
    await q.query('revoke all on all functions in schema reconciliation from public');
    await q.query(`grant execute on function reconciliation.request_run(text, jsonb, text, text, uuid, jsonb, date),
      reconciliation.ask_run(integer, text, text) to lienthong_app`);
    await q.query(`grant select on reconciliation.upload, reconciliation.upload_part to lienthong_matcher`);
    await q.query(`grant delete on reconciliation.upload to lienthong_matcher`);
    await q.query(`grant select, insert, update, delete on reconciliation.upload, reconciliation.upload_part
      to lienthong_app`);
  }

  async down(q: QueryRunner): Promise<void> {
    // NOTE: keys with one column more fit what was before, and the functions of 0015 come back with it alone.
    await q.query('drop function reconciliation.request_run, reconciliation.ask_run');
    await q.query(
      'drop index reconciliation.run_active, reconciliation.run_nightly, reconciliation.run_by_upload',
    );
    await q.query(`alter table reconciliation.run drop column host, drop column upload_id, drop column mapping,
      drop column nightly_on, drop column rows_expected, drop column stage_since, drop column stage_from,
      drop column taken, drop column refusal_code`);
    await q.query('drop table reconciliation.upload_part, reconciliation.upload');
  }
}

const runs = [
  'alter table reconciliation.run drop constraint run_state_check',
  `alter table reconciliation.run
    add constraint run_state_check check (state in
      ('WAITING', 'RUNNING', 'PAUSING', 'PAUSED', 'CANCELLING', 'CANCELLED', 'FAILED', 'FINISHED')),
    alter column digest drop not null,
    alter column registry drop not null,
    add column host text not null default 'COMMAND' check (host in ('COMMAND', 'GATEWAY')),
    add column upload_id uuid,
    add column mapping jsonb,
    add column nightly_on date,
    add column rows_expected integer,
    add column stage_since timestamptz,
    add column stage_from integer not null default 0,
    add column taken integer not null default 0,
    add column refusal_code text`,
  `comment on column reconciliation.run.host is
    'Who goes on with it after an interruption: the same command given again, or whichever gateway serves'`,
  `comment on column reconciliation.run.taken is 'How often it was taken up: one that fails each time is given up'`,
  `update reconciliation.run set state = 'PAUSED' where state in ('RUNNING', 'PAUSING')`,
  `create unique index run_active on reconciliation.run (sector) where state in ('WAITING', 'RUNNING', 'PAUSING')`,
  `create unique index run_nightly on reconciliation.run (sector, agency_code, nightly_on)
    where nightly_on is not null`,
  `create unique index run_by_upload on reconciliation.run (upload_id) where upload_id is not null`,
];

/** NOTE: in the database, so that whichever gateway takes a run up after a crash has its file; encrypted, since it names people. */
const uploads = [
  `create table reconciliation.upload (
    upload_id uuid primary key,
    agency_code text not null,
    officer text,
    name text not null,
    bytes bigint not null default 0,
    created_at timestamptz not null default clock_timestamp()
  )`,
  'create index upload_by_agency on reconciliation.upload (agency_code)',
  `create table reconciliation.upload_part (
    upload_id uuid not null references reconciliation.upload on delete cascade,
    at bigint not null,
    length integer not null check (length > 0),
    sealed bytea not null,
    primary key (upload_id, at)
  )`,
  'alter table reconciliation.upload_part alter column sealed set storage external',
];

const definer = 'security definer set search_path = pg_catalog, pg_temp';

const functions = [
  // A command that was killed holds nothing any more: its run waits for the same command, and is in nobody's way.
  `create function reconciliation.request_run(p_sector text, p_source jsonb, p_agency text, p_officer text,
      p_upload uuid, p_mapping jsonb, p_nightly date) returns integer language plpgsql ${definer} as $$
  declare
    made integer;
  begin
    if pg_try_advisory_xact_lock(hashtextextended('reconcile ' || p_sector, 0)) then
      update reconciliation.run set state = 'PAUSED'
      where sector = p_sector and host = 'COMMAND' and state in ('RUNNING', 'PAUSING');
    end if;
    insert into reconciliation.run (sector, state, host, source, engine_version, agency_code, officer, upload_id,
      mapping, nightly_on)
    values (p_sector, 'WAITING', 'GATEWAY', p_source, 0, p_agency, p_officer, p_upload, p_mapping, p_nightly)
    on conflict do nothing
    returning run_id into made;
    return made;
  end $$`,
  // What is asked of a run, and what it came to: null where the run is in no state for it.
  `create function reconciliation.ask_run(p_run integer, p_agency text, p_action text)
    returns text language plpgsql ${definer} as $$
  declare
    r reconciliation.run;
    wanted text;
  begin
    select * into r from reconciliation.run where run_id = p_run and agency_code = p_agency for update;
    if not found then
      return null;
    end if;
    wanted := case p_action
      when 'PAUSE' then case r.state when 'WAITING' then 'PAUSED' when 'RUNNING' then 'PAUSING'
        when 'PAUSING' then 'PAUSING' when 'PAUSED' then 'PAUSED' end
      when 'RESUME' then case when r.host = 'COMMAND' and r.state <> 'PAUSING' then null else
        case r.state when 'PAUSED' then 'WAITING' when 'PAUSING' then 'RUNNING' when 'WAITING' then 'WAITING'
          when 'RUNNING' then 'RUNNING' end end
      when 'CANCEL' then case r.state when 'WAITING' then 'CANCELLED' when 'PAUSED' then 'CANCELLED'
        when 'RUNNING' then 'CANCELLING' when 'PAUSING' then 'CANCELLING' when 'CANCELLING' then 'CANCELLING'
        when 'CANCELLED' then 'CANCELLED' end end;
    if wanted is null then
      return null;
    end if;
    update reconciliation.run set state = wanted,
      finished_at = case wanted when 'CANCELLED' then coalesce(finished_at, clock_timestamp()) else finished_at end
    where run_id = p_run;
    return wanted;
  exception
    when unique_violation then
      return null;
  end $$`,
];

/** Where a table lies: here, or as `migrate --distributed` says (src/database/distribute.ts), which replaces the first. */
const placing = [
  `create function matching.place(p_table text, p_column text) returns void language plpgsql ${definer} as $$
  begin
  end $$`,
  // NOTE: made beside and attached: `create … partition of` takes each parent for itself, and whoever reads other runs
  // over two of them at that moment would be killed as the other half of a deadlock.
  `create function matching.add_partition(p_parent text, p_run integer, p_key text, p_kind text, p_with text)
    returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    own text := format('%s_%s', p_parent, p_run);
  begin
    if to_regclass(own) is not null then return; end if;
    execute format('create %s table %s (like %s including defaults including constraints, primary key (%s)) %s',
      p_kind, own, p_parent, p_key, p_with);
    execute format('alter table %s attach partition %s for values in (%s)', p_parent, own, p_run);
  end $$`,
  `create or replace function matching.open_run(p_run integer) returns void language plpgsql ${definer} as $$
  begin
    if not exists (select from reconciliation.run where run_id = p_run) then
      raise exception 'there is no run %', p_run using errcode = 'no_data_found';
    end if;
    perform matching.add_partition('matching.record', p_run, 'run_id, seq, sector_no', 'unlogged',
      'with (autovacuum_enabled = off)');
    perform matching.add_partition('reconciliation.result', p_run, 'run_id, seq, sector_no', '', '');
    perform matching.add_partition('reconciliation.stated', p_run, 'run_id, seq, sector_no', '', '');
    perform matching.add_partition('reconciliation.candidate', p_run, 'run_id, seq, rank, sector_no', '', '');
  end $$`,
  `create or replace function matching.finish_snapshot(p_version integer, p_until timestamptz) returns void
    language plpgsql ${definer} as $$
  begin
    analyze matching.resident_key_next, matching.number_load;
    drop table matching.resident_key, matching.resident_number, matching.name_bearers;
    alter table matching.resident_key_next rename to resident_key;
    alter table matching.number_load rename to resident_number;
    alter table matching.name_bearers_next rename to name_bearers;
    perform matching.place('matching.resident_key', 'id');
    perform matching.place('matching.resident_number', 'number');
    perform matching.place('matching.name_bearers', null);
    grant select, insert, update, delete on matching.resident_key, matching.resident_number,
      matching.name_bearers to lienthong_matcher;
    insert into matching.snapshot (version, residents, id_sum, changed_until, synced_at)
    select p_version, count(*), coalesce(sum(id), 0), p_until, clock_timestamp() from matching.resident_key
    on conflict (single) do update set version = excluded.version, residents = excluded.residents,
      id_sum = excluded.id_sum, changed_until = excluded.changed_until, synced_at = excluded.synced_at;
  end $$`,
];
