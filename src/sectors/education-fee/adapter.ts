import type { Source } from '../../database/source.js';
import { isLikely } from '../likely.js';
import { askSector, groupByKey, type Sector } from '../sector.js';
import { type EnrolmentRecord, isCurrent } from './record.js';

export const name = 'education-fee';

export interface SchoolRecord {
  code: string;
  name: string;
  kind: string;
  ownership: string;
  classes: { schoolYear: string; name: string; grade: number }[];
}

/** The education sector answers for persons, as every sector, and for whole schools and classes. */
export interface EducationFee extends Sector<EnrolmentRecord[]> {
  /** A school with its classes of all years, by name. @throws HubError SECTOR_UNAVAILABLE */
  findSchool(code: string): Promise<SchoolRecord | null>;
  /** Everyone in a class with his fees, in the order of the register. @throws as above */
  findClass(schoolCode: string, schoolYear: string, className: string): Promise<EnrolmentRecord[]>;
}

const enrolmentColumns = `e.enrolment_id as "enrolmentId", e.school_code as "schoolCode",
  e.school_year as "schoolYear", e.class_name as "className", e.moet_code as "moetCode",
  e.personal_id as "personalId", e.full_name as "fullName", e.date_of_birth as "dateOfBirth", e.status,
  e.start_on as "startOn", e.end_on as "endOn",
  (select coalesce(json_agg(json_build_object('feeId', f.fee_id, 'itemCode', f.item_code, 'itemName', f.item_name,
      'period', f.period, 'amountDue', f.amount_due, 'amountExempt', f.amount_exempt, 'amountPaid', f.amount_paid,
      'dueOn', f.due_on, 'exemptionRate', f.exemption_rate, 'exemptionGround', f.exemption_ground,
      'exemptionLegalBasis', f.exemption_legal_basis) order by f.due_on, f.fee_id), '[]')
    from lienthong.fee f where f.enrolment_id = e.enrolment_id) as fees`;

const findEnrolments = {
  name: 'find_enrolments',
  text: `select ${enrolmentColumns} from lienthong.enrolment e where e.personal_id = any($1::text[])
    order by e.personal_id, e.school_year desc, e.enrolment_id`,
};

const findClass = {
  name: 'find_class',
  text: `select ${enrolmentColumns} from lienthong.enrolment e
    where e.school_code = $1 and e.school_year = $2 and e.class_name = $3 order by e.enrolment_id`,
};

const findSchool = {
  name: 'find_school',
  text: `select s.code, s.name, s.kind, s.ownership,
      (select coalesce(json_agg(json_build_object('schoolYear', c.school_year, 'name', c.name, 'grade', c.grade)
          order by c.school_year desc, c.grade, c.name), '[]')
        from lienthong.school_class c where c.school_code = s.code) as classes
    from lienthong.school s where s.code = $1`,
};

/** Education and fees behind the contract views `lienthong.school`, `.school_class`, `.enrolment`, `.fee`. */
export function makeEducationFee(source: Source): EducationFee {
  return {
    name,
    source,
    async findMany(keys) {
      const ids = keys.map((key) => key.personalId);
      const rows = await askSector<EnrolmentRecord>(name, source, findEnrolments, [ids]);
      return groupByKey(ids, rows, (row) => row.personalId!);
    },
    async findSchool(code) {
      return (await askSector<SchoolRecord>(name, source, findSchool, [code]))[0] ?? null;
    },
    findClass(schoolCode, schoolYear, className) {
      return askSector<EnrolmentRecord>(name, source, findClass, [schoolCode, schoolYear, className]);
    },
    remit: {
      relation: 'ENROLLED',
      belongs: (enrolments, person, units, today) =>
        enrolments.some(
          (enrolment) =>
            units.includes(enrolment.schoolCode) &&
            isCurrent(enrolment, today) &&
            isLikely(enrolment, person),
        ),
    },
  };
}
