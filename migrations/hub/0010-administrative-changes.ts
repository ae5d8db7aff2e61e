import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets operators read the administrative changes on record, and nothing else of it. */
export class AdministrativeChanges1763769600010 implements MigrationInterface {
  readonly name = 'AdministrativeChanges1763769600010';

  async up(q: QueryRunner): Promise<void> {
    await q.query(
      'create index event_changes on audit.event (occurred_at desc, id desc) where change is not null',
    );
    // NOTE: the app reads no event; this shows it the administrative ones alone, which are about nobody's data.
    await q.query(`
      create function audit.changes(of_target text, before_at timestamptz, before_id uuid, many integer)
      returns table (id uuid, occurred_at timestamptz, agency_code text, officer text, client_id text, change text)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select e.id, e.occurred_at, e.agency_code, e.officer, e.client_id, e.change
        from audit.event e
        where e.change is not null and (of_target is null or e.change::json ->> 'target' = of_target)
          and (before_at is null or (e.occurred_at, e.id) < (before_at, before_id))
        order by e.occurred_at desc, e.id desc limit least(many, 201)
      $$`);
    await q.query('revoke all on function audit.changes from public');
    await q.query('grant usage on schema audit to lienthong_app');
    await q.query('grant execute on function audit.changes to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function audit.changes');
    await q.query('drop index audit.event_changes');
  }
}
