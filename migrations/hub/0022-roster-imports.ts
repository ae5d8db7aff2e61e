import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A school's roster checked against the registry: runs, their rows, and each chunk that was looked up. What a row says
 * of a pupil is encrypted and goes after thirty days; a school sees its own alone, by row-level security.
 */
export class RosterImports1763769600022 implements MigrationInterface {
  readonly name = 'RosterImports1763769600022';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema roster');
    await q.query(`
      create table roster.run (
        id uuid primary key,
        agency_code text not null references access.agency,
        school_code text not null,
        school_year text not null,
        state text not null default 'RUNNING' check (state in ('RUNNING', 'FINISHED')),
        source_mac bytea not null,
        sheet text,
        columns jsonb not null,
        enrols boolean not null,
        start_on date not null,
        row_count integer not null check (row_count >= 0),
        checked_count integer not null default 0,
        officer text,
        started_at timestamptz not null default now(),
        finished_at timestamptz,
        forgotten_at timestamptz,
        check (checked_count between 0 and row_count),
        check ((state = 'FINISHED') = (finished_at is not null))
      )`);
    // The same file again goes on where it stopped, also when two bring it at once.
    await q.query(`create unique index run_under_way on roster.run (agency_code, school_code, school_year, source_mac)
      where state = 'RUNNING'`);
    await q.query('create index run_by_start on roster.run (started_at)');
    await q.query('create index run_of_school on roster.run (agency_code, school_code, started_at)');
    await q.query(`
      create table roster.row (
        run_id uuid not null references roster.run,
        seq integer not null,
        agency_code text not null,
        sheet_row integer not null,
        noted boolean not null,
        stated_sealed bytea not null,
        outcome text check (outcome in ('MATCHED', 'PARTIAL', 'MISMATCHED', 'NOT_FOUND', 'UNREADABLE')),
        register text check (register in ('NEW', 'ENROLLED', 'OTHER_CLASS', 'ENDED', 'ENROLLED_NOW', 'REFUSED')),
        result_sealed bytea,
        primary key (run_id, seq)
      )`);
    await q.query(`
      create table roster.chunk (
        run_id uuid not null references roster.run,
        first_seq integer not null,
        last_seq integer not null,
        people integer not null,
        agency_code text not null,
        officer text,
        request_id text not null,
        checked_at timestamptz not null default clock_timestamp(),
        primary key (run_id, first_seq)
      )`);
    await q.query(`comment on column roster.chunk.request_id is
      'The request of the looks: audit.event has the same'`);
    await q.query('create index chunk_by_officer on roster.chunk (agency_code, officer, checked_at)');
    await q.query(`
      create table roster.mapping (
        agency_code text not null references access.agency,
        school_code text not null,
        columns jsonb not null,
        kept_at timestamptz not null default now(),
        primary key (agency_code, school_code)
      )`);
    for (const table of ['run', 'row', 'mapping']) {
      await q.query(`alter table roster.${table} enable row level security`);
      await q.query(`create policy own on roster.${table} to lienthong_app
        using (agency_code = (select current_setting('lienthong.agency', true)))`);
    }
    await q.query(`
      create function roster.forget(before timestamptz) returns integer language plpgsql
      security definer set search_path = pg_catalog, pg_temp as $$
      declare forgotten integer;
      begin
        delete from roster.row r using roster.run n where n.id = r.run_id and n.started_at < before;
        get diagnostics forgotten = row_count;
        update roster.run n set forgotten_at = now(), state = 'FINISHED', finished_at = coalesce(n.finished_at, now())
          where n.started_at < before and n.forgotten_at is null;
        return forgotten;
      end $$`);
    await q.query('revoke all on function roster.forget from public');
    await q.query('grant usage on schema roster to lienthong_app');
    await q.query('grant select, insert on roster.run, roster.row, roster.chunk to lienthong_app');
    await q.query('grant update (state, checked_count, finished_at) on roster.run to lienthong_app');
    await q.query('grant update (outcome, register, result_sealed) on roster.row to lienthong_app');
    await q.query('grant select, insert, update on roster.mapping to lienthong_app');
    await q.query('grant execute on function roster.forget to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema roster cascade');
  }
}
