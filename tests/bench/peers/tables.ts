import pg from 'pg';
import type { CardRow, FeeRow } from '../worth.js';
import type { Told } from './serve.js';

// As the bare server has them: a day stays its text, a bigint is a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

const enrolmentColumns = `e.enrolment_id as "enrolmentId", e.personal_id as "personalId",
  e.moet_code as "moetCode", e.school_year as "schoolYear", e.class_name as "className", e.status`;

const statements = {
  residents: `select i.identifier as "askedAs", r.personal_id as "personalId", r.full_name as "fullName",
      r.date_of_birth as "dateOfBirth", r.sex
    from lienthong.identifier i join lienthong.resident r on r.personal_id = i.personal_id
    where i.identifier = any($1::text[])`,
  residences: `select a.personal_id as "personalId", a.address_line as "addressLine", a.unit_code as "unitCode",
      a.unit_valid_from as "unitValidFrom"
    from lienthong.residence a where a.kind = 'PERMANENT' and a.personal_id = any($1::text[])`,
  cards: `select c.personal_id as "personalId", c.card_number as "cardNumber", c.benefit_level as "benefitLevel",
      c.status, c.initial_facility as "initialFacility", c.start_on as "startOn", c.end_on as "endOn"
    from lienthong.coverage c where c.personal_id = any($1::text[]) order by c.start_on desc, c.card_number`,
  school: 'select s.code, s.name from lienthong.school s where s.code = $1',
  classList: `select ${enrolmentColumns} from lienthong.enrolment e
    where e.school_code = $1 and e.school_year = $2 and e.class_name = $3`,
  enrolments: `select ${enrolmentColumns} from lienthong.enrolment e where e.personal_id = any($1::text[])
    order by e.school_year desc, e.enrolment_id`,
  fees: `select f.enrolment_id as "enrolmentId", f.fee_id as "feeId", f.item_name as "itemName", f.period,
      f.amount_due as "amountDue", f.amount_exempt as "amountExempt", f.amount_paid as "amountPaid",
      f.due_on as "dueOn"
    from lienthong.fee f where f.enrolment_id = any($1::text[]) order by f.due_on, f.fee_id`,
  members: `select m.personal_id as "personalId", m.sector_no as "sectorNo", m.status,
      m.province_code as "provinceCode", m.joined_on as "joinedOn", m.months_contributed as "monthsContributed"
    from lienthong.member m where m.personal_id = any($1::text[]) order by m.joined_on desc nulls last, m.sector_no`,
};

export interface ResidentRow {
  askedAs: string;
  personalId: string;
  fullName: string;
  dateOfBirth: string;
  sex: string;
}

export interface EnrolmentRow {
  enrolmentId: string;
  personalId: string | null;
  moetCode: string | null;
  schoolYear: string;
  className: string;
  status: string;
}

type Ofs<Row> = (ids: readonly string[]) => Promise<Row[]>;

/** The contract views through pools and prepared statements of the bare server's kind, a statement for all keys. */
export function openTables(told: Told) {
  const ask = (url: string) => {
    const pool = new pg.Pool({ connectionString: url, max: 8, application_name: 'bench peer' });
    return async (name: keyof typeof statements, ...values: unknown[]) =>
      (await pool.query({ name, text: statements[name], values })).rows;
  };
  const population = ask(told.population);
  const health = ask(told.healthInsurance);
  const education = ask(told.educationFee);
  const social = ask(told.socialSecurity);
  const residents: Ofs<ResidentRow> = (ids) => population('residents', ids);
  const residences: Ofs<{ personalId: string }> = (ids) => population('residences', ids);
  const cards: Ofs<CardRow & { personalId: string }> = (ids) => health('cards', ids);
  const enrolments: Ofs<EnrolmentRow> = (ids) => education('enrolments', ids);
  const fees: Ofs<FeeRow & { enrolmentId: string }> = (ids) => education('fees', ids);
  const members: Ofs<{ personalId: string }> = (ids) => social('members', ids);
  return {
    ...{ residents, residences, cards, enrolments, fees, members },
    async school(code: string): Promise<{ code: string; name: string } | null> {
      return (await education('school', code))[0] ?? null;
    },
    classList(school: string, year: string, name: string): Promise<EnrolmentRow[]> {
      return education('classList', school, year, name);
    },
  };
}

export type Tables = ReturnType<typeof openTables>;

/** Rows under their keys, aligned with the keys; none is an empty list. */
export function grouped<Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Row[][] {
  const byKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) byKey.get(keyOf(row))?.push(row);
  return keys.map((key) => byKey.get(key)!);
}
