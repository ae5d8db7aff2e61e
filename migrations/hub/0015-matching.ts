import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where records of sectors are matched with the registry. Schema `matching`: the registry's keys, a copy that `registry
 * sync` makes again whenever it is lost, and each run's records while it works; the matcher alone reads them. Schema
 * `reconciliation`: runs and what they found, which the gateway reads too.
 */
export class Matching1763769600015 implements MigrationInterface {
  readonly name = 'Matching1763769600015';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema matching');
    await q.query('create schema reconciliation');
    for (const statement of [...keys, ...runs, ...functions]) await q.query(statement);
    await q.query('revoke all on all functions in schema matching from public');
    await q.query('grant usage on schema matching, reconciliation to lienthong_matcher');
    await q.query('grant execute on all functions in schema matching to lienthong_matcher');
    await q.query(
      'grant select, insert, update, delete on all tables in schema matching, reconciliation to lienthong_matcher',
    );
    await q.query('grant usage on schema reconciliation to lienthong_app');
    await q.query('grant select on all tables in schema reconciliation to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema matching cascade');
    await q.query('drop schema reconciliation cascade');
  }
}

/** NOTE: unlogged: they can be made again, and a copy of the registry's people belongs in no log or replica. */
const residentKeyColumns = `
  id bigint not null, full_name text not null, written_key bigint not null, birth integer not null,
  sex smallint not null, communes integer[] not null, status smallint not null, deceased_on date,
  name_key bigint not null, bearers integer not null, by_name_birth bigint, by_ends_birth bigint,
  by_words_birth bigint, by_place_birth bigint, by_place_name bigint, by_name_year bigint`;

const keys = [
  `create unlogged table matching.resident_key (${residentKeyColumns})`,
  `comment on table matching.resident_key is
    'One row a resident: id is the personal id as a number, birth yyyymmdd with zeros for what is unknown, communes
     those in force, bearers how many residents share the name without its marks, by_* hashes that like records share'`,
  'create unlogged table matching.resident_number (number bigint not null, id bigint not null, kind text not null)',
  'create unlogged table matching.name_bearers (name_key bigint not null, bearers integer not null)',
  `create table matching.snapshot (
    single boolean primary key default true check (single),
    version integer not null, residents bigint not null, id_sum numeric not null,
    changed_until timestamptz, synced_at timestamptz not null
  )`,
];

const recordColumns = `
  run_id integer not null, seq integer not null, sector_no text not null, line integer not null,
  claimed_id bigint, old_number bigint, written_key bigint not null, birth integer not null, sex smallint not null,
  communes integer[] not null, personal_id text not null, old_cmnd text not null, full_name text not null,
  birth_text text not null, gender text not null, address text not null`;

const runs = [
  `create type reconciliation.outcome as enum ('VERIFIED', 'VERIFIED_NORMALISED', 'MISMATCH', 'AMBIGUOUS',
    'DUPLICATE', 'DECEASED', 'ID_REPLACED', 'NOT_FOUND')`,
  `create table reconciliation.run (
    run_id integer generated always as identity primary key,
    sector text not null,
    state text not null default 'RUNNING' check (state in
      ('RUNNING', 'PAUSING', 'PAUSED', 'CANCELLING', 'CANCELLED', 'FAILED', 'FINISHED')),
    stage text not null default 'LOADING' check (stage in ('LOADING', 'SEARCHING', 'GROUPING', 'DONE')),
    source jsonb not null,
    digest text not null,
    rows_read integer not null default 0,
    rows_rejected integer not null default 0,
    last_seq integer not null default 0,
    compared_to integer not null default 0,
    searched_to integer not null default 0,
    registry jsonb not null,
    engine_version integer not null,
    agency_code text,
    officer text,
    counts jsonb,
    causes jsonb,
    refusal text,
    seconds real not null default 0,
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz
  )`,
  `comment on column reconciliation.run.state is
    'PAUSING and CANCELLING are asked for by whoever wants it; the run obeys after the chunk in hand'`,
  'create index run_by_sector on reconciliation.run (sector, run_id desc)',
  `create table matching.record (${recordColumns}) partition by list (run_id)`,
  `create table reconciliation.result (
    run_id integer not null, seq integer not null, sector_no text not null,
    outcome reconciliation.outcome not null, resident_id bigint, score real, claims boolean not null,
    causes text[], candidates bigint[]
  ) partition by list (run_id)`,
  `comment on column reconciliation.result.claims is
    'Whether the record is certainly about resident_id, whatever else is wrong with it: two such are a DUPLICATE'`,
  `create table reconciliation.candidate (
    run_id integer not null, seq integer not null, sector_no text not null, rank smallint not null,
    resident_id bigint not null, score real not null, classes text[] not null,
    prior_bits real not null, id_bits real not null, name_bits real not null, birth_bits real not null,
    sex_bits real not null, place_bits real not null
  ) partition by list (run_id)`,
  `create table reconciliation.stated (
    run_id integer not null, seq integer not null, sector_no text not null, line integer not null,
    personal_id text not null, old_cmnd text not null, full_name text not null, birth_text text not null,
    gender text not null, address text not null
  ) partition by list (run_id)`,
  `create table reconciliation.rejected (
    run_id integer not null, line integer not null, reason text not null, text text not null,
    primary key (run_id, line)
  )`,
];

const definer = 'security definer set search_path = pg_catalog, pg_temp';

/** What only the owner of tables can do; the matcher may call these, and only for what they name. */
const functions = [
  `create function matching.open_run(p_run integer) returns void language plpgsql ${definer} as $$
  declare
    t text;
  begin
    if not exists (select from reconciliation.run where run_id = p_run) then
      raise exception 'there is no run %', p_run using errcode = 'no_data_found';
    end if;
    execute format('create unlogged table if not exists matching.record_%s partition of matching.record
      (primary key (run_id, seq)) for values in (%s) with (autovacuum_enabled = off)', p_run, p_run);
    foreach t in array array['result', 'stated'] loop
      execute format('create table if not exists reconciliation.%I partition of reconciliation.%I
        (primary key (run_id, seq)) for values in (%s)', t || '_' || p_run, t, p_run);
    end loop;
    execute format('create table if not exists reconciliation.candidate_%s partition of reconciliation.candidate
      (primary key (run_id, seq, rank)) for values in (%s)', p_run, p_run);
  end $$`,
  `create function matching.analyze_run(p_run integer) returns void language plpgsql ${definer} as $$
  begin
    execute format('analyze matching.record_%s', p_run);
  end $$`,
  // The same records again are a table made anew: a run starts over when its unlogged records were lost.
  `create function matching.close_run(p_run integer, p_results boolean) returns void language plpgsql ${definer} as $$
  declare
    t text;
  begin
    execute format('drop table if exists matching.record_%s', p_run);
    if p_results then
      execute format('create index if not exists result_%s_by_number on reconciliation.result_%s (sector_no)',
        p_run, p_run);
      execute format('create index if not exists result_%s_to_do on reconciliation.result_%s (outcome, seq)
        where outcome not in (''VERIFIED'', ''VERIFIED_NORMALISED'')', p_run, p_run);
      execute format('analyze reconciliation.result_%s, reconciliation.candidate_%s', p_run, p_run);
    else
      foreach t in array array['result', 'candidate', 'stated'] loop
        execute format('drop table if exists reconciliation.%I', t || '_' || p_run);
      end loop;
      delete from reconciliation.rejected where run_id = p_run;
    end if;
  end $$`,
  `create function matching.begin_snapshot() returns void language plpgsql ${definer} as $$
  begin
    drop table if exists matching.resident_load, matching.number_load, matching.resident_key_next,
      matching.name_bearers_next;
    create unlogged table matching.resident_load (like matching.resident_key) with (autovacuum_enabled = off);
    alter table matching.resident_load drop column bearers;
    create unlogged table matching.number_load (like matching.resident_number) with (autovacuum_enabled = off);
    grant select, insert on matching.resident_load, matching.number_load to lienthong_matcher;
  end $$`,
  `create function matching.count_bearers() returns void language plpgsql ${definer}
    set work_mem = '256MB' as $$
  begin
    analyze matching.resident_load (name_key);
    create unlogged table matching.name_bearers_next as
      select name_key, count(*)::integer as bearers from matching.resident_load group by name_key;
    analyze matching.name_bearers_next;
    create unlogged table matching.resident_key_next as
      select id, full_name, written_key, birth, sex, communes, status, deceased_on, name_key, b.bearers,
        by_name_birth, by_ends_birth, by_words_birth, by_place_birth, by_place_name, by_name_year
      from matching.resident_load join matching.name_bearers_next b using (name_key);
    drop table matching.resident_load;
  end $$`,
  `create function matching.index_snapshot(p_part integer) returns void language plpgsql ${definer}
    set maintenance_work_mem = '192MB' set max_parallel_maintenance_workers = 0 as $$
  begin
    if p_part = 0 then
      alter table matching.resident_key_next add primary key (id);
    elsif p_part = 1 then
      alter table matching.name_bearers_next add primary key (name_key);
      create index on matching.number_load (number);
      create index on matching.number_load (id);
    else
      execute format('create index on matching.resident_key_next (%I)', (array['by_name_birth', 'by_ends_birth',
        'by_words_birth', 'by_place_birth', 'by_place_name', 'by_name_year'])[p_part - 1]);
    end if;
  end $$`,
  `create function matching.finish_snapshot(p_version integer, p_until timestamptz) returns void
    language plpgsql ${definer} as $$
  begin
    analyze matching.resident_key_next, matching.number_load;
    drop table matching.resident_key, matching.resident_number, matching.name_bearers;
    alter table matching.resident_key_next rename to resident_key;
    alter table matching.number_load rename to resident_number;
    alter table matching.name_bearers_next rename to name_bearers;
    grant select, insert, update, delete on matching.resident_key, matching.resident_number,
      matching.name_bearers to lienthong_matcher;
    insert into matching.snapshot (version, residents, id_sum, changed_until, synced_at)
    select p_version, count(*), coalesce(sum(id), 0), p_until, clock_timestamp() from matching.resident_key
    on conflict (single) do update set version = excluded.version, residents = excluded.residents,
      id_sum = excluded.id_sum, changed_until = excluded.changed_until, synced_at = excluded.synced_at;
  end $$`,
];
