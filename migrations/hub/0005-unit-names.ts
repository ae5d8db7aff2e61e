import { readFileSync } from 'node:fs';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What resolving a written address asks beyond the units: the districts of the old table (quận, huyện), the district
 * each old commune lay in, older names, and the successors that not all public lists agree on. From now on every
 * succession has the day of its reform. `data/README.md` gives the sources.
 */
export class UnitNames1763769600005 implements MigrationInterface {
  readonly name = 'UnitNames1763769600005';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table unit.district (
        code text not null,
        valid_from date not null,
        valid_to date,
        name text not null,
        province_code text not null,
        primary key (code, valid_from)
      )`);
    await q.query(`
      create table unit.alias (
        level text not null check (level in ('PROVINCE', 'DISTRICT', 'COMMUNE')),
        code text not null,
        valid_from date not null,
        kind text not null check (kind in ('NAME', 'CODE')),
        type text,
        alias text not null,
        source text not null,
        unique nulls not distinct (level, code, valid_from, kind, type, alias)
      )`);
    await load(
      q,
      'districts.csv',
      'insert into unit.district select * from json_populate_recordset(null::unit.district, $1)',
    );
    await load(
      q,
      'unit-aliases.csv',
      'insert into unit.alias select * from json_populate_recordset(null::unit.alias, $1)',
    );

    await q.query('alter table unit.admin_unit add column district_code text');
    await load(
      q,
      'commune-districts.csv',
      `update unit.admin_unit u set district_code = it.district_code
       from json_to_recordset($1) as it (commune_code text, valid_from date, district_code text)
       where u.level = 'COMMUNE' and u.code = it.commune_code and u.valid_from = it.valid_from`,
    );

    await q.query(`
      alter table unit.successor
        add column valid_from date not null default '2025-07-01',
        add column disputed boolean not null default false`);
    await q.query('alter table unit.successor alter column valid_from drop default');
    await q.query('alter table unit.successor drop constraint successor_pkey');
    await q.query('alter table unit.successor add primary key (level, old_code, new_code, valid_from)');
    await load(
      q,
      'disputed-successors.csv',
      `insert into unit.successor (level, old_code, new_code, extent, valid_from, disputed)
       select level, old_code, new_code, 'PARTIAL', '2025-07-01', true
       from json_to_recordset($1) as it (level text, old_code text, new_code text)
       on conflict (level, old_code, new_code, valid_from) do update set disputed = true`,
    );
    await q.query('grant select on unit.district, unit.alias to lienthong_app');
    // For `units update`, which adds and ends but never deletes.
    await q.query('grant insert on unit.admin_unit, unit.successor to lienthong_app');
    await q.query('grant update (valid_to) on unit.admin_unit to lienthong_app');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('revoke insert on unit.admin_unit, unit.successor from lienthong_app');
    await q.query('revoke update (valid_to) on unit.admin_unit from lienthong_app');
    await q.query("delete from unit.successor where valid_from <> '2025-07-01'");
    await q.query('alter table unit.successor drop constraint successor_pkey');
    await q.query('alter table unit.successor drop column valid_from, drop column disputed');
    await q.query('alter table unit.successor add primary key (level, old_code, new_code)');
    await q.query('alter table unit.admin_unit drop column district_code');
    await q.query('drop table unit.alias, unit.district');
  }
}

/** Runs a statement on the rows of one of our CSV files, its $1; an empty cell is null, none holds a comma or a quote. */
async function load(q: QueryRunner, file: string, statement: string): Promise<void> {
  const [header = '', ...lines] = readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const columns = header.split(',');
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, at) => [columns[at], cell === '' ? null : cell])),
  );
  await q.query(statement, [JSON.stringify(rows)]);
}
