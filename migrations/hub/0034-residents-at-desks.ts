import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Residents who are signed in at a desk's pages, beside officers: known by the pseudonym that their tokens carry
 * (`access.resident_subject`), never by a number.
 */
export class ResidentsAtDesks1763769600034 implements MigrationInterface {
  readonly name = 'ResidentsAtDesks1763769600034';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table access.desk_session
        alter column officer drop not null,
        add column subject text,
        add constraint desk_session_of_one check ((officer is null) <> (subject is null))`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('delete from access.desk_session where officer is null');
    await q.query(`
      alter table access.desk_session
        drop constraint desk_session_of_one,
        drop column subject,
        alter column officer set not null`);
  }
}
