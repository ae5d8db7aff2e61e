import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What nobody may do alone: a rule of what residents are told begins when it is made and ends once; a key that was added
 * and an agency that was resumed become cases for the auditor. Officers are known by one spelling.
 */
export class FourEyes1763769600018 implements MigrationInterface {
  readonly name = 'FourEyes1763769600018';

  async up(q: QueryRunner): Promise<void> {
    await q.query('revoke insert on access.disclosure_rule from lienthong_app');
    // NOTE: not valid_from, or looks that were told already could be hidden.
    await q.query(`grant insert (agency_code, purpose, class, delay_months, counted, legal_basis)
      on access.disclosure_rule to lienthong_app`);
    await q.query(`
      create function access.end_disclosure_rule() returns trigger language plpgsql
      set search_path = pg_catalog, pg_temp as $$
      begin
        if old.valid_until is not null or new.valid_until is null or new.valid_until < now() then
          raise exception 'a disclosure rule ends once, and not in the past' using errcode = '23514';
        end if;
        return new;
      end $$`);
    await q.query(`create trigger ends_once before update on access.disclosure_rule
      for each row execute function access.end_disclosure_rule()`);
    await q.query(enrolled);
    await q.query('revoke all on function misuse.enrolled, access.end_disclosure_rule from public');
    await q.query('grant execute on function misuse.enrolled to lienthong_app');
    await q.query(`
      alter table access.bhxh_officer drop constraint bhxh_officer_agency_code_officer_fkey,
        add foreign key (agency_code, officer) references access.officer on update cascade`);
    for (const [table, alike] of [
      ['officer', 'true'],
      ['quota', 'o.purpose is not distinct from t.purpose'],
    ]) {
      // NOTE: where two spellings stand both stay: either bars the officer, and of quotas the folded one counts.
      await q.query(`
        update access.${table} t set officer = ${folded('t.officer')}
        where t.officer <> ${folded('t.officer')} and not exists (select from access.${table} o
          where o.agency_code = t.agency_code and o.officer <> t.officer and ${alike}
            and ${folded('o.officer')} = ${folded('t.officer')})`);
    }
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table access.bhxh_officer drop constraint bhxh_officer_agency_code_officer_fkey,
        add foreign key (agency_code, officer) references access.officer`);
    await q.query('drop function misuse.enrolled');
    await q.query('drop trigger ends_once on access.disclosure_rule');
    await q.query('drop function access.end_disclosure_rule');
    await q.query('grant insert on access.disclosure_rule to lienthong_app');
  }
}

const folded = (column: string) => `lower(normalize(${column}, NFC) collate "und-x-icu")`;

/**
 * Opens a case for each key that was added and each agency that was resumed, of the changes that the last run of
 * `misuse.observe` saw: with who did it, and the event, which names the agency.
 */
const enrolled = `
  create function misuse.enrolled(p_now timestamptz)
  returns table (id uuid, detector text, agency text, count integer)
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    insert into misuse.case as c (detector, agency_code, officer, about, action, acted_count, evidence, event_ids,
      opened_at, last_seen_at)
    select n.detector, n.agency_code, n.officer, n.id::text, 'NONE', n.count, json_build_object('count', n.count),
      array[n.id], p_now, n.occurred_at
    from (select e.id, e.occurred_at, e.agency_code, e.officer,
        case e.change::jsonb ->> 'what' when 'ADD_KEY' then 'KEY_ADDED' else 'AGENCY_RESUMED' end as detector,
        case e.change::jsonb ->> 'what'
          when 'ADD_KEY' then jsonb_array_length(jsonb_path_query_array(e.change::jsonb, '$.after.keys[*].thumbprint'))
          when 'RESUME_AGENCY' then (e.change::jsonb #>> '{before,suspended}')::boolean::integer end as count
      from misuse.watch w
      cross join lateral (select v.id, v.occurred_at, v.agency_code, v.officer, v.change from audit.event v
        where v.txid >= w.seen_from and v.txid < w.seen_before and v.occurred_at > p_now - interval '35 days'
          and v.change is not null offset 0) e) n
    where n.count > 0
    on conflict do nothing
    returning c.id, c.detector, c.agency_code, c.acted_count
  $$`;
