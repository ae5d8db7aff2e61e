import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many people may be looked up: what was agreed for an agency, what each window has leased out already, and whom
 * a detector slowed.
 */
export class Quotas1763769600009 implements MigrationInterface {
  readonly name = 'Quotas1763769600009';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table access.quota (
        agency_code text not null references access.agency,
        officer text,
        purpose text,
        per_minute integer check (per_minute >= 0),
        per_day integer check (per_day >= 0),
        agency_per_minute integer check (agency_per_minute >= 0),
        unique nulls not distinct (agency_code, officer, purpose),
        check ((per_minute is null) = (per_day is null)),
        check (per_minute is not null or agency_per_minute is not null),
        check (agency_per_minute is null or (officer is null and purpose is null))
      )`);
    await q.query(`comment on table access.quota is
      'Instead of the limits of its kind. Officer null: each of them; purpose null: every purpose but EMERGENCY'`);
    await q.query(`
      create table access.quota_used (
        agency_code text not null,
        officer text not null,
        purpose text not null,
        span text not null check (span in ('MINUTE', 'DAY')),
        starts_at timestamptz not null,
        used bigint not null check (used >= 0),
        primary key (agency_code, officer, starts_at, span, purpose)
      )`);
    await q.query(`comment on table access.quota_used is
      'People leased out a window; the row without officer and purpose is the whole agency’s'`);
    await q.query('create index quota_used_by_time on access.quota_used (starts_at)');
    await q.query(`
      create table access.slowdown (
        agency_code text not null references access.agency,
        officer text not null,
        until timestamptz not null,
        primary key (agency_code, officer)
      )`);
    await q.query(leaseQuota);
    await q.query('revoke all on function access.lease_quota from public');
    await q.query('grant execute on function access.lease_quota to lienthong_app');
    await q.query(`grant select, insert, update, delete on access.quota, access.quota_used, access.slowdown
                   to lienthong_app`);
    await q.query('grant select on access.quota, access.slowdown to lienthong_auditor');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function access.lease_quota');
    await q.query('drop table access.slowdown, access.quota_used, access.quota');
  }
}

/**
 * Leases a part of what is left of every window it belongs to, or nothing when less than `p_need` is left. The lock
 * makes the leases of one agency (of one resident, where there is no limit for the whole) follow one another, so that
 * two never take the same part.
 */
const leaseQuota = `
  create function access.lease_quota(p_agency text, p_officer text, p_purpose text, p_minute timestamptz,
    p_need bigint, p_want bigint, p_per_minute bigint, p_per_day bigint, p_agency_per_minute bigint,
    out granted bigint, out most bigint, out ever bigint, out day_is_full boolean)
  language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare
    v_day timestamptz := date_trunc('day', p_minute at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh';
    v_agency bigint;
    v_minute_left bigint;
    v_day_left bigint;
  begin
    perform pg_advisory_xact_lock(4060609,
      hashtext(case when p_agency_per_minute is null then p_agency || ' ' || p_officer else p_agency end));
    select q.per_minute, q.per_day into p_per_minute, p_per_day
    from (select p_per_minute as per_minute, p_per_day as per_day, 0 as rank
          union all
          select a.per_minute, a.per_day, 1 + (a.officer is not null)::int * 2 + (a.purpose is not null)::int
          from access.quota a
          where a.agency_code = p_agency and a.per_minute is not null
            and (a.officer is null or a.officer = p_officer)
            and (a.purpose = p_purpose or (a.purpose is null and p_purpose <> 'EMERGENCY'))) q
    order by q.rank desc limit 1;
    if exists (select from access.slowdown s
               where s.agency_code = p_agency and s.officer = p_officer and s.until > p_minute) then
      p_per_minute := ceil(p_per_minute / 10.0);
    end if;
    v_agency := p_agency_per_minute;
    if v_agency is not null then
      select coalesce(a.agency_per_minute, v_agency) into v_agency
      from (select) one left join access.quota a
        on a.agency_code = p_agency and a.officer is null and a.purpose is null;
    end if;

    v_minute_left := p_per_minute - coalesce((select u.used from access.quota_used u
      where u.agency_code = p_agency and u.officer = p_officer and u.purpose = p_purpose
        and u.span = 'MINUTE' and u.starts_at = p_minute), 0);
    v_day_left := p_per_day - coalesce((select u.used from access.quota_used u
      where u.agency_code = p_agency and u.officer = p_officer and u.purpose = p_purpose
        and u.span = 'DAY' and u.starts_at = v_day), 0);
    most := least(v_minute_left, v_day_left);
    ever := least(p_per_minute, p_per_day);
    if v_agency is not null then
      most := least(most,
        v_agency - coalesce((select u.used from access.quota_used u
          where u.agency_code = p_agency and u.officer = '' and u.purpose = ''
            and u.span = 'MINUTE' and u.starts_at = p_minute), 0),
        -- Half of the agency's minute is for the others, whoever comes first.
        (v_agency + 1) / 2 - coalesce((select sum(u.used) from access.quota_used u
          where u.agency_code = p_agency and u.officer = p_officer
            and u.span = 'MINUTE' and u.starts_at = p_minute), 0));
      ever := least(ever, (v_agency + 1) / 2);
    end if;
    most := greatest(most, 0);
    day_is_full := v_day_left < p_need;
    granted := case when most < p_need then 0 else least(most, greatest(p_need, p_want, most / 8)) end;
    if granted > 0 then
      insert into access.quota_used as u (agency_code, officer, purpose, span, starts_at, used)
      select p_agency, w.officer, w.purpose, w.span, w.starts_at, granted
      from (values (p_officer, p_purpose, 'MINUTE', p_minute), (p_officer, p_purpose, 'DAY', v_day),
                   ('', '', 'MINUTE', p_minute)) w (officer, purpose, span, starts_at)
      where w.officer <> '' or v_agency is not null
      on conflict (agency_code, officer, starts_at, span, purpose) do update set used = u.used + excluded.used;
    end if;
  end $$`;
