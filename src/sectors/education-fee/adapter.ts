import type { Ask } from '../../database/lane.js';
import type { Source } from '../../database/source.js';
import { type FeeBook, makeFeeBook } from '../../fees/fee-book.js';
import { makeRegister, type RegisterLine, type Registers, type YearKey } from '../../students/register.js';
import { askSector, groupByKey, type RecordView, type Sector } from '../sector.js';
import { type BooksReading, makeBooksReading } from './books-adapter.js';
import { type FiguresReading, makeFiguresReading } from './indicators/figures-adapter.js';
import type { EnrolmentRecord } from './record.js';
import { isFirstToHold } from './stay.js';

export const name = 'education-fee';

export interface SchoolRecord {
  code: string;
  name: string;
  kind: string;
  ownership: string;
  classes: { schoolYear: string; name: string; grade: number }[];
}

export interface ClassKey {
  schoolCode: string;
  schoolYear: string;
  className: string;
}

/** The education sector answers for persons, as every sector, and for whole schools and classes. */
export interface EducationFee extends Sector<EnrolmentRecord[]>, BooksReading, FiguresReading, Registers {
  /** Schools by code with their classes of all years, by name; aligned. @throws HubError SECTOR_UNAVAILABLE */
  readonly findSchools: Ask<string, SchoolRecord | null>;
  /** Everyone in each class with his fees, in the order of the register; aligned. @throws as above */
  readonly findClasses: Ask<ClassKey, EnrolmentRecord[]>;
  /** Enrolments by their number, with fees; aligned. @throws as above */
  readonly findEnrolments: Ask<string, EnrolmentRecord | null>;
  /** What each school received and could not match, oldest first; aligned. @throws as above */
  readonly findUnmatched: Ask<string, UnmatchedRecord[]>;
  /** The schools' own books; null where the hub has no login for them. */
  readonly book: FeeBook | null;
}

/** A payment that waits for a person to find its order. */
export interface UnmatchedRecord {
  schoolCode: string;
  paymentId: string;
  bankReference: string;
  amount: number;
  unmatched: number;
  paidAt: string;
  said: string | null;
  reason: string;
}

const enrolmentColumns = `e.enrolment_id as "enrolmentId", e.school_code as "schoolCode",
  e.school_year as "schoolYear", e.class_name as "className", e.moet_code as "moetCode",
  e.personal_id as "personalId", e.full_name as "fullName", e.date_of_birth as "dateOfBirth", e.sex, e.status,
  e.start_on as "startOn", e.end_on as "endOn", s.kind as "schoolKind", s.ownership as "schoolOwnership",
  (select coalesce(json_agg(json_build_object('feeId', f.fee_id, 'itemCode', f.item_code, 'itemName', f.item_name,
      'period', f.period, 'amountDue', f.amount_due, 'amountExempt', f.amount_exempt, 'amountPaid', f.amount_paid,
      'dueOn', f.due_on, 'exemptionRate', f.exemption_rate, 'exemptionGround', f.exemption_ground,
      'exemptionLegalBasis', f.exemption_legal_basis) order by f.due_on, f.fee_id), '[]')
    from lienthong.fee f where f.enrolment_id = e.enrolment_id) as fees,
  case when exists (select from lienthong.enrolment x
      where x.personal_id = e.personal_id and x.school_code <> e.school_code)
    then (select json_agg(json_build_object('enrolmentId', o.enrolment_id, 'schoolCode', o.school_code,
        'schoolYear', o.school_year, 'fullName', o.full_name, 'dateOfBirth', o.date_of_birth, 'status', o.status,
        'startOn', o.start_on, 'endOn', o.end_on,
        'heldSince', to_char(o.held_since at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS.US')))
      from lienthong.enrolment o where o.personal_id = e.personal_id) else '[]' end as stays`;

const findOfPersons = {
  name: 'find_enrolments',
  text: `select ${enrolmentColumns} from lienthong.enrolment e
    left join lienthong.school s on s.code = e.school_code where e.personal_id = any($1::text[])
    order by e.personal_id, e.school_year desc, e.enrolment_id`,
};

const findClasses = {
  name: 'find_classes',
  text: `select ${enrolmentColumns}
    from unnest($1::text[], $2::text[], $3::text[]) as k(school_code, school_year, class_name)
    join lienthong.enrolment e on e.school_code = k.school_code and e.school_year = k.school_year
      and e.class_name = k.class_name
    left join lienthong.school s on s.code = e.school_code
    order by e.enrolment_id`,
};

const findByNumber = {
  name: 'find_enrolments_by_number',
  text: `select ${enrolmentColumns} from lienthong.enrolment e
    left join lienthong.school s on s.code = e.school_code where e.enrolment_id = any($1::text[])`,
};

const findRegister = {
  name: 'find_register',
  text: `select e.enrolment_id as "enrolmentId", e.school_code as "schoolCode", e.school_year as "schoolYear",
      e.class_name as "className", e.moet_code as "moetCode", e.personal_id as "personalId",
      e.full_name as "fullName", e.status
    from unnest($1::text[], $2::text[]) as k(school_code, school_year)
    join lienthong.enrolment e on e.school_code = k.school_code and e.school_year = k.school_year
    order by e.enrolment_id`,
};

const findSchools = {
  name: 'find_schools',
  text: `select s.code, s.name, s.kind, s.ownership,
      (select coalesce(json_agg(json_build_object('schoolYear', c.school_year, 'name', c.name, 'grade', c.grade)
          order by c.school_year desc, c.grade, c.name), '[]')
        from lienthong.school_class c where c.school_code = s.code) as classes
    from lienthong.school s where s.code = any($1::text[])`,
};

const findUnmatched = {
  name: 'find_unmatched',
  text: `select u.school_code as "schoolCode", u.payment_id as "paymentId", u.bank_reference as "bankReference",
      u.amount, u.unmatched, to_char(u.paid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "paidAt",
      u.said, u.reason
    from lienthong.unmatched_payment u where u.school_code = any($1::text[]) order by u.paid_at, u.payment_id`,
};

const yearOf = (one: YearKey): string => `${one.schoolCode}|${one.schoolYear}`;
const placeOf = (one: ClassKey): string => `${one.schoolCode}|${one.schoolYear}|${one.className}`;

/** Education and fees behind the contract views `lienthong.school`, `.school_class`, `.enrolment`, `.fee`. */
export function makeEducationFee(source: Source, writer: Source | null = null): EducationFee {
  return {
    name,
    source,
    book: writer && bookOf(writer),
    ...makeBooksReading(name, source),
    ...makeFiguresReading(name, source),
    register: writer && makeRegister((act, requests) => callOf(writer, act, requests)),
    async findRegister(keys) {
      const wanted = [...new Map(keys.map((key) => [yearOf(key), key])).values()];
      const rows = await askSector<RegisterLine>(name, source, findRegister, [
        wanted.map((key) => key.schoolCode),
        wanted.map((key) => key.schoolYear),
      ]);
      return groupByKey(keys.map(yearOf), rows, yearOf);
    },
    async findEnrolments(ids) {
      const rows = await askSector<EnrolmentRecord>(name, source, findByNumber, [ids]);
      const byId = new Map(rows.map((row) => [row.enrolmentId, row]));
      return ids.map((id) => byId.get(id) ?? null);
    },
    async findUnmatched(codes) {
      const rows = await askSector<UnmatchedRecord>(name, source, findUnmatched, [codes]);
      return groupByKey(codes, rows, (row) => row.schoolCode);
    },
    async findMany(keys) {
      const ids = keys.map((key) => key.personalId);
      const rows = await askSector<EnrolmentRecord>(name, source, findOfPersons, [ids]);
      return groupByKey(ids, rows, (row) => row.personalId!);
    },
    async findSchools(codes) {
      const rows = await askSector<SchoolRecord>(name, source, findSchools, [codes]);
      return codes.map((code) => rows.find((row) => row.code === code) ?? null);
    },
    async findClasses(keys) {
      const wanted = [...new Map(keys.map((key) => [placeOf(key), key])).values()];
      const rows = await askSector<EnrolmentRecord>(name, source, findClasses, [
        wanted.map((key) => key.schoolCode),
        wanted.map((key) => key.schoolYear),
        wanted.map((key) => key.className),
      ]);
      return groupByKey(keys.map(placeOf), rows, placeOf);
    },
    remit: {
      relation: 'ENROLLED',
      belongs: (enrolments, person, units, today) =>
        enrolments.some(
          (enrolment) => units.includes(enrolment.schoolCode) && isFirstToHold(enrolment, person, today),
        ),
    },
  };
}

async function callOf<Answer>(
  writer: Source,
  act: { name: string; text: string },
  requests: readonly object[],
): Promise<Answer[]> {
  const rows = await askSector<{ answer: Answer }>(name, writer, act, [JSON.stringify(requests)]);
  return rows.map((row) => row.answer);
}

function bookOf(writer: Source): FeeBook {
  return makeFeeBook(async (act, request) => {
    const [row] = await askSector<{ answer: never }>(name, writer, act, [JSON.stringify(request)]);
    return row!.answer;
  });
}

/** A pupil's latest enrolment speaks for him; schools hold no scope to reconcile, whoever runs the hub does. */
export const records: RecordView = {
  name: 'lienthong.enrolment',
  of: { vi: 'Học sinh', en: 'Pupils' },
  query: `select distinct on (sector_no) coalesce(e.moet_code, e.enrolment_id) as sector_no, e.personal_id,
    null::text as old_cmnd, e.full_name, e.date_of_birth as dob, e.sex as gender, null::text as address,
    e.school_code as school, e.class_name as class
    from lienthong.enrolment e order by sector_no, e.start_on desc nulls last, e.enrolment_id desc`,
  others: ['school', 'class'],
  unit: null,
};
