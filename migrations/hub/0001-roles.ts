import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The roles of the hub's database. A migration may not be allowed to make them: then it says what to run. */
export class Roles1763769600001 implements MigrationInterface {
  readonly name = 'Roles1763769600001';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      do $$
      declare r text;
      begin
        foreach r in array array['lienthong_app', 'lienthong_audit_writer', 'lienthong_sealer',
                                 'lienthong_auditor', 'lienthong_matcher'] loop
          begin
            if not exists (select from pg_roles where rolname = r) then
              execute format('create role %I nologin', r);
            end if;
          exception
            when duplicate_object or unique_violation then null;
            when insufficient_privilege then
              raise exception 'The role % is missing. As an administrator run: create role % nologin', r, r;
          end;
        end loop;
      end $$`);
    await q.query('revoke all on schema public from public');
    await q.query('grant usage on schema public to lienthong_app, lienthong_auditor');
    await q.query('grant select on public.lienthong_migrations to lienthong_app, lienthong_auditor');
  }

  async down(): Promise<void> {
    // NOTE: roles belong to the server, other databases may use them; they stay.
  }
}
