import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks that are owed are lent facility by facility, so that one with thousands of them keeps no other waiting. */
export class RechecksInTurn1763769600027 implements MigrationInterface {
  readonly name = 'RechecksInTurn1763769600027';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create index recheck_in_turn on visit.recheck (agency_code, since)');
    await q.query('drop index visit.recheck_of_agency');
    await q.query(leaseRechecks);
  }

  async down(): Promise<void> {
    throw new Error('Looks that are owed may be under way: restore a backup.');
  }
}

/**
 * As before, but each facility's oldest first, then each one's second. Who is first among facilities is drawn: by age, a
 * few with a long list would always be.
 */
const leaseRechecks = `
  create or replace function visit.lease_rechecks(most integer, lease interval)
  returns table (entry_id uuid, visit_id uuid, agency_code text, attempts integer, asked_sealed bytea)
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update visit.recheck r set attempts = r.attempts + 1,
      due_at = now() + lease + least(power(2, least(r.attempts, 12)), 600) * (0.5 + random() / 2) * interval '1 second'
    from (select q.entry_id
          from (select t.entry_id, row_number() over (partition by a.code order by t.since) as turn
                from access.agency a cross join lateral (
                  select d.entry_id, d.since from visit.recheck d
                  where d.agency_code = a.code and d.due_at <= now()
                    and (d.is_arrival or not exists (select from visit.visit v
                      where v.id = d.visit_id and v.state = 'PENDING_VERIFICATION'))
                  order by d.since limit most) t) due
          join visit.recheck q on q.entry_id = due.entry_id and q.due_at <= now()
          order by due.turn, random() limit most for update of q skip locked) lent
    where r.entry_id = lent.entry_id
    returning r.entry_id, r.visit_id, r.agency_code, r.attempts, r.asked_sealed
  $$`;
