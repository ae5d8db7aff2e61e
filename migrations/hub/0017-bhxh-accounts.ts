import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accounts of hospital software that speaks the protocol of the social-insurance portal (cổng giám định BHXH), and which
 * identity number stands for which registered officer there. What is sent as a password is kept as a salted slow hash,
 * a number as a keyed hash.
 */
export class BhxhAccounts1763769600017 implements MigrationInterface {
  readonly name = 'BhxhAccounts1763769600017';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table access.bhxh_account (
        id uuid primary key,
        agency_code text not null references access.agency,
        username text not null check (username ~ '^[0-9A-Z]{5}_BV$'),
        password_hash text not null check (password_hash like 'scrypt:%'),
        enabled_by text not null,
        enabled_at timestamptz not null default clock_timestamp(),
        disabled_at timestamptz check (disabled_at >= enabled_at)
      )`);
    await q.query(`comment on table access.bhxh_account is
      'One row an enabling: a new password is a new row, and tokens are bound to the row they were given for'`);
    await q.query(`create unique index bhxh_account_standing on access.bhxh_account (username)
      where disabled_at is null`);
    await q.query(`
      create table access.bhxh_officer (
        agency_code text not null,
        officer text not null,
        number_mac bytea not null,
        primary key (agency_code, officer),
        unique (agency_code, number_mac),
        foreign key (agency_code, officer) references access.officer
      )`);
    await q.query('grant select, insert on access.bhxh_account to lienthong_app');
    // NOTE: an account is ended, never rewritten: a password that was changed in place would keep its old tokens.
    await q.query('grant update (disabled_at) on access.bhxh_account to lienthong_app');
    await q.query('grant select, insert on access.bhxh_officer to lienthong_app');
    await q.query('grant update (number_mac) on access.bhxh_officer to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table access.bhxh_officer, access.bhxh_account');
  }
}
