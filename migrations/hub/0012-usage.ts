import type { MigrationInterface, QueryRunner } from 'typeorm';

/** NOTE: a truth asked once a query: as a comparison a row PostgreSQL would take nearly all rows for hidden, and plan so. */
const is = (reader: string) =>
  `(select coalesce(current_setting('lienthong.reader', true) = '${reader}', false))`;

/**
 * Who may read the record of looks through the hub: rows are seen only by the reader that a transaction names
 * (`lienthong.reader`), and what residents are not told, or not yet. The app's login by itself sees no row.
 */
export class Usage1763769600012 implements MigrationInterface {
  readonly name = 'Usage1763769600012';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create function audit.reader_subjects() returns bytea[] language sql stable set search_path = pg_catalog, pg_temp
      as $$ select coalesce(array_agg(decode(one, 'hex')), '{}')
            from unnest(string_to_array(nullif(current_setting('lienthong.subjects', true), ''), ',')) as one $$`);
    await q.query('revoke all on function audit.reader_subjects from public');
    await q.query('grant execute on function audit.reader_subjects to lienthong_app');
    // NOTE: not forced: audit.record and the other functions of the owner write and read without asking a policy.
    for (const table of ['event', 'event_subject']) {
      await q.query(`alter table audit.${table} enable row level security`);
      await q.query(`create policy whole_record on audit.${table} for select
        to lienthong_auditor, lienthong_sealer using (true)`);
      await q.query(`create policy auditor_reads on audit.${table} for select to lienthong_app
        using (${is('AUDITOR')})`);
    }
    await q.query(`create policy resident_reads on audit.event_subject for select to lienthong_app
      using (${is('RESIDENT')}
        and subject_mac = any ((select audit.reader_subjects())::bytea[]))`);
    await q.query(`create policy resident_reads on audit.event for select to lienthong_app
      using (${is('RESIDENT')}
        and exists (select from audit.event_subject s
          where s.event_id = event.id and s.occurred_at = event.occurred_at
            and s.subject_mac = any ((select audit.reader_subjects())::bytea[])))`);
    await q.query(`create policy agency_reads on audit.event for select to lienthong_app
      using (${is('AGENCY')}
        and agency_code = (select current_setting('lienthong.agency', true)))`);
    // Leaves and seals are hashes and signatures: nothing of them is anybody's.
    await q.query(
      `grant select on audit.event, audit.event_subject, audit.leaf, audit.seal_key to lienthong_app`,
    );
    await q.query('create index event_by_officer on audit.event (officer, occurred_at)');
    await q.query(`
      create table access.disclosure_rule (
        id bigint generated always as identity primary key,
        agency_code text not null references access.agency,
        purpose text,
        class text not null check (class in ('DELAYED', 'COARSE', 'WITHHELD')),
        delay_months integer check (delay_months between 1 and 120),
        counted boolean not null default false,
        legal_basis text not null check (length(legal_basis) between 1 and 300),
        valid_from timestamptz not null default clock_timestamp(),
        valid_until timestamptz,
        check ((class = 'DELAYED') = (delay_months is not null)),
        check (class = 'WITHHELD' or not counted),
        check (valid_until >= valid_from)
      )`);
    await q.query(`comment on table access.disclosure_rule is
      'What residents are told late, coarsely or never of an agency’s looks; it counts for looks taken while it is valid'`);
    await q.query('grant select, insert on access.disclosure_rule to lienthong_app');
    await q.query('grant update (valid_until) on access.disclosure_rule to lienthong_app');
    await q.query('grant select on access.disclosure_rule to lienthong_auditor');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table access.disclosure_rule');
    await q.query('drop index audit.event_by_officer');
    await q.query(
      'revoke select on audit.event, audit.event_subject, audit.leaf, audit.seal_key from lienthong_app',
    );
    await q.query('drop policy agency_reads on audit.event');
    // NOTE: the event's policy asks the other table.
    for (const table of ['event', 'event_subject']) {
      await q.query(`drop policy whole_record on audit.${table}`);
      await q.query(`drop policy auditor_reads on audit.${table}`);
      await q.query(`drop policy resident_reads on audit.${table}`);
      await q.query(`alter table audit.${table} disable row level security`);
    }

    await q.query('drop function audit.reader_subjects');
  }
}
