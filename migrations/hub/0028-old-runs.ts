import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Runs that are old are forgotten with all they found, unless somebody worked with it. And the results of a run have one
 * index less: nobody asks for them by the sector's number.
 */
export class OldRuns1763769600028 implements MigrationInterface {
  readonly name = 'OldRuns1763769600028';

  async up(q: QueryRunner): Promise<void> {
    for (const statement of [forget, closeRun(false)]) await q.query(statement);
    await q.query('revoke all on function reconciliation.forget_old_run from public');
    await q.query('grant execute on function reconciliation.forget_old_run to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop function reconciliation.forget_old_run');
    await q.query(closeRun(true));
  }
}

const definer = 'security definer set search_path = pg_catalog, pg_temp';

// One run a call, so that each is a short transaction: its number, or null where none is to be forgotten any more.
// A run stays while it is young or among the last of its sector and agency; when somebody decided, assigned or sampled
// any of its findings; and with open findings, unless a later run over the same view has them anew.
const forget = `
  create function reconciliation.forget_old_run(p_days integer, p_keep integer) returns integer
    language plpgsql ${definer} as $$
  declare
    old integer;
    t text;
  begin
    select r.run_id into old from reconciliation.run r
    where r.state in ('FINISHED', 'FAILED', 'CANCELLED')
      and r.finished_at < clock_timestamp() - make_interval(days => p_days)
      and (r.state <> 'FINISHED' or p_keep <= (select count(*) from reconciliation.run n
        where n.sector = r.sector and n.agency_code is not distinct from r.agency_code and n.state = 'FINISHED'
          and n.run_id > r.run_id))
      and not exists (select from review.finding f where f.run_id = r.run_id and (f.version > 1 or f.state <> 'OPEN'
        or f.assignee is not null or f.in_sample))
      and not exists (select from review.cause_group g where g.run_id = r.run_id and g.state <> 'OPEN')
      and (not exists (select from review.finding f where f.run_id = r.run_id)
        or r.source->>'kind' = 'VIEW' and exists (select from reconciliation.run n
          join review.queue q on q.run_id = n.run_id and q.opened_at is not null
          where n.sector = r.sector and n.agency_code = r.agency_code and n.state = 'FINISHED'
            and n.source->>'kind' = 'VIEW' and n.source->'units' = r.source->'units' and n.run_id > r.run_id))
    order by r.run_id limit 1 for update of r skip locked;
    if old is null then
      return null;
    end if;
    -- Whoever takes a finding up at this moment comes first: then it is there still, and the run stays for today.
    delete from review.finding f
    where f.run_id = old and f.version = 1 and f.state = 'OPEN' and f.assignee is null and not f.in_sample;
    if exists (select from review.finding where run_id = old) then
      raise exception 'run % is under review', old using errcode = 'object_in_use';
    end if;
    delete from review.cause_group where run_id = old;
    delete from review.queue where run_id = old;
    foreach t in array array['result', 'candidate', 'stated'] loop
      execute format('drop table if exists reconciliation.%I', t || '_' || old);
    end loop;
    execute format('drop table if exists matching.record_%s', old);
    delete from reconciliation.rejected where run_id = old;
    delete from reconciliation.run where run_id = old;
    return old;
  end $$`;

const closeRun = (isByNumber: boolean) => `
  create or replace function matching.close_run(p_run integer, p_results boolean) returns void
    language plpgsql ${definer} as $$
  declare
    t text;
  begin
    execute format('drop table if exists matching.record_%s', p_run);
    if p_results then
      ${
        isByNumber
          ? `execute format('create index if not exists result_%s_by_number on reconciliation.result_%s (sector_no)',
        p_run, p_run);`
          : ''
      }
      execute format('create index if not exists result_%s_to_do on reconciliation.result_%s (outcome, seq)
        where outcome not in (''VERIFIED'', ''VERIFIED_NORMALISED'')', p_run, p_run);
      execute format('analyze reconciliation.result_%s, reconciliation.candidate_%s', p_run, p_run);
    else
      foreach t in array array['result', 'candidate', 'stated'] loop
        execute format('drop table if exists reconciliation.%I', t || '_' || p_run);
      end loop;
      delete from reconciliation.rejected where run_id = p_run;
    end if;
  end $$`;
