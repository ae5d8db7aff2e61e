import type pg from 'pg';
import { type AdminUnit, type AdminUnitSuccessor, AdminUnits } from '../domain/admin-unit.js';

/** Every administrative unit and what became of it, read once: about 13,500 rows kept in memory. */
export async function loadUnits(pool: pg.Pool): Promise<AdminUnits> {
  const units = await pool.query<AdminUnit>(
    `select code, valid_from::text as "validFrom", valid_to::text as "validTo", level, name,
       province_code as "provinceCode" from unit.admin_unit`,
  );
  const successors = await pool.query<AdminUnitSuccessor>(
    'select level, old_code as "oldCode", new_code as "newCode", extent from unit.successor',
  );
  return new AdminUnits(units.rows, successors.rows);
}
