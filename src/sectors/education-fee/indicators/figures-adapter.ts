import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import type { Source, Statement } from '../../../database/source.js';
import { HubError } from '../../../domain/errors.js';
import type { Dong } from '../../../domain/money.js';
import { askSector } from '../../sector.js';

/** What is counted: a school year, one period of it or all, one province or all, some schools or all. */
export interface FiguresAsked {
  schoolYear: string;
  period: string | null;
  province: string | null;
  schools: readonly string[] | null;
  /** The day by which a fee is overdue. */
  today: string;
}

/** Figures of all schools that were asked for, of a province, or of one school. */
export interface FiguresRow {
  province: string | null;
  school: string | null;
  name: string | null;
  schools: number;
  cashlessSchools: number;
  fullyCashlessSchools: number;
  toPay: Dong;
  paid: Dong;
  paidCashless: Dong;
  overdue: Dong;
  overdueFees: number;
  grounds: { ground: string; pupils: number }[];
}

/** Both scan a whole year: one at a time, twenty may wait. @throws HubError SECTOR_UNAVAILABLE, OVERLOADED */
export interface FiguresReading {
  /** All of them (no province), and each province, by code. */
  findFigures(asked: FiguresAsked): Promise<FiguresRow[]>;
  /** School by school, by code after `after`, at most `many`. */
  findSchoolFigures(asked: FiguresAsked & { after: string | null; many: number }): Promise<FiguresRow[]>;
}

// NOTE: an enrolment belongs to one school, so pupils of schools may be summed up; what is paid is what fees hold, and
// payments say how much of what came in was cash.
const perSchool = (page = '') => `
  s as (select s.code, s.name, s.province_code from lienthong.school s
    where ($3::text is null or s.province_code = $3) and ($4::text[] is null or s.code = any($4)) ${page}),
  f as (select e.school_code, e.enrolment_id, f.fee_id, f.exemption_ground, f.amount_exempt, f.amount_paid, f.due_on,
      f.amount_due - f.amount_exempt as net
    from s join lienthong.enrolment e on e.school_code = s.code and e.school_year = $1
    join lienthong.fee f on f.enrolment_id = e.enrolment_id where $2::text is null or f.period = $2),
  money as (select f.school_code, sum(f.net)::bigint as to_pay,
      sum(greatest(0, f.net - f.amount_paid)) filter (where f.due_on < $5)::bigint as overdue,
      count(*) filter (where f.due_on < $5 and f.net > f.amount_paid) as overdue_fees
    from f group by f.school_code),
  came as (select f.school_code, sum(p.amount)::bigint as paid,
      coalesce(sum(p.amount) filter (where p.method <> 'CASH'), 0)::bigint as cashless
    from f join lienthong.payment p on p.fee_id = f.fee_id group by f.school_code),
  school as (select s.*, coalesce(m.to_pay, 0) as to_pay, coalesce(c.paid, 0) as paid, coalesce(c.cashless, 0) as cashless,
      coalesce(m.overdue, 0) as overdue, coalesce(m.overdue_fees, 0) as overdue_fees
    from s left join money m on m.school_code = s.code left join came c on c.school_code = s.code),
  exempt as (select s.code, s.province_code, f.exemption_ground as ground, count(distinct f.enrolment_id) as pupils
    from f join s on s.code = f.school_code where f.amount_exempt > 0 and f.exemption_ground is not null
    group by s.code, s.province_code, f.exemption_ground)`;

const columns = `count(*)::int as schools, (count(*) filter (where k.cashless > 0))::int as "cashlessSchools",
  (count(*) filter (where k.cashless > 0 and k.cashless = k.paid))::int as "fullyCashlessSchools",
  coalesce(sum(k.to_pay), 0)::bigint as "toPay", coalesce(sum(k.paid), 0)::bigint as paid,
  coalesce(sum(k.cashless), 0)::bigint as "paidCashless", coalesce(sum(k.overdue), 0)::bigint as overdue,
  coalesce(sum(k.overdue_fees), 0)::int as "overdueFees"`;

/** Grounds summed up over what is the same in the row. */
const groundsWhere = (same: string) => `(select coalesce(json_agg(g order by g.ground), '[]') from (
  select x.ground, sum(x.pupils)::int as pupils from exempt x where ${same} group by x.ground) g)`;

const figures: Statement = {
  name: 'fee_figures',
  text: `with ${perSchool()},
    rolled as (select k.province_code as province, ${columns} from school k group by grouping sets ((), (k.province_code)))
    select r.*, null as school, null as name,
      ${groundsWhere('r.province is null or x.province_code = r.province')} as grounds
    from rolled r order by r.province nulls first`,
};

const onePage = 'and ($6::text is null or s.code > $6) order by s.code limit $7';

const schoolFigures: Statement = {
  name: 'fee_school_figures',
  text: `with ${perSchool(onePage)},
    rolled as (select k.code as school, k.name, k.province_code as province, ${columns} from school k
      group by k.code, k.name, k.province_code)
    select r.*, ${groundsWhere('x.code = r.school')} as grounds from rolled r order by r.school`,
};

const valuesOf = ({ schoolYear, period, province, schools, today }: FiguresAsked) => [
  ...[schoolYear, period, province, schools, today],
];

export function makeFiguresReading(name: string, source: Source): FiguresReading {
  // NOTE: not through the lane, whose few statements at a time are for looks that somebody waits for at a desk.
  const turns = bulkhead(1, 20);
  const inTurn = async (statement: Statement, values: unknown[]): Promise<FiguresRow[]> => {
    try {
      return await turns.execute(() => askSector<FiguresRow>(name, source, statement, values));
    } catch (cause) {
      throw cause instanceof BulkheadRejectedError
        ? new HubError('OVERLOADED', { sector: name }, undefined, { cause })
        : cause;
    }
  };
  return {
    findFigures: (asked) => inTurn(figures, valuesOf(asked)),
    findSchoolFigures: (asked) => inTurn(schoolFigures, [...valuesOf(asked), asked.after, asked.many]),
  };
}
