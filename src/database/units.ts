import type pg from 'pg';
import {
  type AdminDistrict,
  type AdminUnit,
  type AdminUnitAlias,
  type AdminUnitSuccessor,
  AdminUnits,
} from '../domain/admin-unit.js';
import {
  planReform,
  type ReformedUnit,
  type ReformPlan,
  type ReformProblem,
} from '../domain/admin-unit-reform.js';

/** Every administrative unit, its names and what became of it, read once: about 27,000 rows kept in memory. */
export async function loadUnits(pool: pg.Pool | pg.ClientBase): Promise<AdminUnits> {
  const units = await pool.query<AdminUnit>(
    `select code, valid_from::text as "validFrom", valid_to::text as "validTo", level, name,
       province_code as "provinceCode", district_code as "districtCode" from unit.admin_unit`,
  );
  const successors = await pool.query<AdminUnitSuccessor>(
    `select level, old_code as "oldCode", new_code as "newCode", extent, valid_from::text as "validFrom", disputed
     from unit.successor`,
  );
  const districts = await pool.query<AdminDistrict>(
    `select code, valid_from::text as "validFrom", valid_to::text as "validTo", name,
       province_code as "provinceCode" from unit.district`,
  );
  const aliases = await pool.query<AdminUnitAlias>(
    'select level, code, valid_from::text as "validFrom", kind, type, alias from unit.alias',
  );
  return new AdminUnits(units.rows, successors.rows, { districts: districts.rows, aliases: aliases.rows });
}

const REFORM_LOCK = 4_060_605;

export interface ReformResult {
  validFrom: string;
  counts: { provinces: number; communes: number; ended: number; moved: number; divided: number };
}

/**
 * Brings the tables to a reform in one transaction, or answers what is wrong with it by line and changes nothing.
 * With `dryRun` it only counts. The same file a second time is refused: its day is no longer after the latest reform.
 */
export async function updateUnits(
  pool: pg.Pool,
  rows: readonly ReformedUnit[],
  dryRun: boolean,
): Promise<ReformResult | { problems: ReformProblem[] }> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [REFORM_LOCK]);
    const planned = planReform(rows, await loadUnits(client));
    if ('plan' in planned && !dryRun) await applyReform(client, planned.plan);
    await client.query(dryRun ? 'rollback' : 'commit');
    return 'plan' in planned ? countReform(planned.plan) : planned;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function applyReform(client: pg.ClientBase, plan: ReformPlan): Promise<void> {
  await client.query(
    `update unit.admin_unit u set valid_to = $1::date - 1
     from json_to_recordset($2) as it (level text, code text)
     where u.level = it.level and u.code = it.code and u.valid_to is null`,
    [plan.validFrom, JSON.stringify(plan.ended)],
  );
  await client.query(
    `insert into unit.admin_unit (code, valid_from, level, name, province_code)
     select code, "validFrom", level, name, "provinceCode"
     from json_to_recordset($1) as it (code text, "validFrom" date, level text, name text, "provinceCode" text)`,
    [JSON.stringify(plan.added)],
  );
  await client.query(
    `insert into unit.successor (level, old_code, new_code, extent, valid_from)
     select level, "oldCode", "newCode", extent, "validFrom"
     from json_to_recordset($1) as it (level text, "oldCode" text, "newCode" text, extent text, "validFrom" date)`,
    [JSON.stringify(plan.successors)],
  );
}

function countReform({ validFrom, ended, added, successors }: ReformPlan): ReformResult {
  const moved = new Map<string, number>();
  for (const { level, oldCode } of successors) {
    const key = `${level} ${oldCode}`;
    moved.set(key, (moved.get(key) ?? 0) + 1);
  }
  return {
    validFrom,
    counts: {
      provinces: added.filter((it) => it.level === 'PROVINCE').length,
      communes: added.filter((it) => it.level === 'COMMUNE').length,
      ended: ended.length,
      moved: moved.size,
      divided: [...moved.values()].filter((count) => count > 1).length,
    },
  };
}
