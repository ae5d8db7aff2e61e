import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a reviewer needs of a record beside its outcome: the communes its address may mean, the other columns of its file
 * (employer, issuing office), and by which number a candidate was found.
 */
export class Evidence1763769600024 implements MigrationInterface {
  readonly name = 'Evidence1763769600024';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table matching.record add column extras jsonb`);
    await q.query(`alter table reconciliation.stated
      add column communes integer[] not null default '{}', add column extras jsonb not null default '{}'`);
    await q.query(`comment on column reconciliation.stated.extras is
      'Other columns of the input by name, as written: employer, issuing_office, commune where it has them'`);
    await q.query(`alter table reconciliation.candidate
      add column via text check (via in ('ID', 'FORMER_ID', 'OLD_NUMBER'))`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('alter table reconciliation.candidate drop column via');
    await q.query('alter table reconciliation.stated drop column communes, drop column extras');
    await q.query('alter table matching.record drop column extras');
  }
}
