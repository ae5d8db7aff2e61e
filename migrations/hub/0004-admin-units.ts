import { readFileSync } from 'node:fs';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const data = (name: string) => readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8');

/**
 * Administrative units (đơn vị hành chính) before and after 2025-07-01 and what became of each; `data/README.md` gives
 * the sources. A code means a unit only together with `valid_from`.
 */
export class AdminUnits1763769600004 implements MigrationInterface {
  readonly name = 'AdminUnits1763769600004';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create schema unit');
    await q.query(`
      create table unit.admin_unit (
        code text not null,
        valid_from date not null,
        valid_to date,
        level text not null check (level in ('PROVINCE', 'COMMUNE')),
        name text not null,
        province_code text,
        primary key (level, code, valid_from)
      )`);
    await q.query(`
      create table unit.successor (
        level text not null,
        old_code text not null,
        new_code text not null,
        extent text not null check (extent in ('FULL', 'PARTIAL')),
        primary key (level, old_code, new_code)
      )`);
    const units = rows('admin-units.csv').map(([code, valid_from, valid_to, level, name, province_code]) => ({
      ...{ code, valid_from, valid_to: valid_to || null, level, name },
      province_code: province_code || null,
    }));
    await q.query(
      'insert into unit.admin_unit select * from json_populate_recordset(null::unit.admin_unit, $1)',
      [JSON.stringify(units)],
    );
    const successors = rows('admin-unit-successors.csv').map(([level, old_code, new_code, extent]) => ({
      ...{ level, old_code, new_code, extent },
    }));
    await q.query(
      'insert into unit.successor select * from json_populate_recordset(null::unit.successor, $1)',
      [JSON.stringify(successors)],
    );
    await q.query('grant usage on schema unit to lienthong_app');
    await q.query('grant select on unit.admin_unit, unit.successor to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop schema unit cascade');
  }
}

/** The rows of one of our own CSV files, without its header; no cell there holds a comma or a quote. */
function rows(name: string): string[][] {
  return data(name)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}
