import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The record of looks: one event an operation, one row a resident it was about. Insert only, for every role and by
 * trigger for the owner too.
 */
export class Audit1763769600003 implements MigrationInterface {
  readonly name = 'Audit1763769600003';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema audit');
    await q.query(`
      create table audit.event (
        id uuid primary key,
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
        duration_ms integer not null
      )`);
    await q.query(`
      create table audit.event_subject (
        event_id uuid not null,
        subject_mac bytea not null,
        subject_sealed bytea not null,
        outcome text not null,
        primary key (event_id, subject_mac, outcome)
      )`);
    await q.query('create index event_subject_by_subject on audit.event_subject (subject_mac, event_id)');
    await q.query('create index event_by_time on audit.event (occurred_at)');
    await q.query('create index event_by_agency on audit.event (agency_code, occurred_at)');
    await q.query(`
      create function audit.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the record of looks is append only' using errcode = '42501';
      end $$`);
    for (const table of ['event', 'event_subject']) {
      await q.query(`
        create trigger append_only before update or delete or truncate on audit.${table}
        for each statement execute function audit.refuse_change()`);
    }
    await q.query(
      'grant usage on schema audit to lienthong_audit_writer, lienthong_auditor, lienthong_sealer',
    );
    // NOTE: not occurred_at, or the writer could put an event into the past.
    await q.query(`
      grant insert (id, request_id, agency_code, agency_kind, client_id, officer, purpose, case_reference,
        emergency_reason_sealed, operation_name, operation_hash, outcome, error_codes, fields_released,
        fields_refused, fields_unavailable, duration_ms) on audit.event to lienthong_audit_writer`);
    await q.query('grant insert on audit.event_subject to lienthong_audit_writer');
    await q.query('grant select on audit.event, audit.event_subject to lienthong_auditor, lienthong_sealer');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema audit cascade');
  }
}
