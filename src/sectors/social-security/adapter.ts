import type { Source } from '../../database/source.js';
import type { Period } from '../../domain/period.js';
import { isLikely } from '../likely.js';
import { askSector, groupByKey, type RecordView, type Sector, type Standing } from '../sector.js';
import { correctionsOf } from './corrections.js';
import type { MemberRecord } from './record.js';

export const name = 'social-security';

const findMembers = {
  name: 'find_members',
  text: `select m.sector_no as "sectorNo", m.personal_id as "personalId", m.full_name as "fullName",
      m.date_of_birth as "dateOfBirth", m.sex, m.address, m.province_code as "provinceCode",
      m.employer_code as "employerCode", m.status, m.joined_on as "joinedOn",
      m.months_contributed as "monthsContributed",
      (select coalesce(json_agg(json_build_object('fromMonth', c.from_month, 'toMonth', c.to_month,
          'salary', c.salary, 'employerCode', c.employer_code) order by c.from_month desc), '[]')
        from lienthong.contribution c where c.sector_no = m.sector_no) as contributions,
      (select coalesce(json_agg(json_build_object('benefitId', b.benefit_id, 'kind', b.kind,
          'monthlyAmount', b.monthly_amount, 'startOn', b.start_on, 'endOn', b.end_on, 'status', b.status)
          order by b.start_on desc, b.benefit_id), '[]')
        from lienthong.benefit b where b.sector_no = m.sector_no) as benefits,
      (select coalesce(json_agg(json_build_object('bankCode', a.bank_code, 'accountMasked', a.account_masked,
          'openedOn', a.opened_on) order by a.opened_on), '[]')
        from lienthong.payment_account a where a.sector_no = m.sector_no) as accounts
    from lienthong.member m where m.personal_id = any($1::text[])
    order by m.personal_id, m.joined_on desc nulls last, m.sector_no`,
};

const findNumbers = {
  name: 'find_member_numbers',
  text: `select m.sector_no as "number", m.personal_id as "personalId"
    from lienthong.member m where m.sector_no = any($1::text[]) and m.personal_id is not null`,
};

const findStanding = {
  name: 'find_member_standing',
  text: `select m.sector_no as "sectorNo", m.personal_id as "personalId", m.full_name as "fullName",
      m.date_of_birth as "dateOfBirth", m.sex, m.province_code as unit, m.employer_code as office,
      exists (select from lienthong.benefit b where b.sector_no = m.sector_no and b.status = 'ACTIVE') as "isPaid",
      exists (select from lienthong.benefit b where b.sector_no = m.sector_no and b.status <> 'ENDED')
        as "hasBenefits"
    from lienthong.member m where m.sector_no = any($1::text[])`,
};

const findGrounds = {
  name: 'find_welfare_grounds',
  text: `select w.personal_id as "personalId", w.ground, w.start_on as "startOn", w.end_on as "endOn"
    from lienthong.welfare_ground w where w.personal_id = any($1::text[])`,
};

const findHardAreas = {
  name: 'find_hard_areas',
  text: `select a.unit_code as "unitCode", a.start_on as "startOn", a.end_on as "endOn"
    from lienthong.hard_area a where a.unit_code = any($1::text[])`,
};

type Ground = Period & { personalId: string; ground: string };
type HardArea = Period & { unitCode: string };

/** Social insurance (BHXH) behind the contract views `lienthong.member`, `.contribution`, `.benefit`, `.payment_account`. */
export function makeSocialSecurity(source: Source, writer: Source | null = null): Sector<MemberRecord[]> {
  return {
    name,
    source,
    corrections: writer && correctionsOf(name, writer),
    async findMany(keys) {
      const ids = keys.map((key) => key.personalId);
      const rows = await askSector<MemberRecord>(name, source, findMembers, [ids]);
      return groupByKey(ids, rows, (row) => row.personalId!);
    },
    async findByNumber(numbers) {
      const rows = await askSector<{ number: string; personalId: string }>(name, source, findNumbers, [
        numbers,
      ]);
      return groupByKey(numbers, rows, (row) => row.number).map((found) =>
        found.length === 1 ? found[0]!.personalId : null,
      );
    },
    async findStanding(numbers) {
      const rows = await askSector<Omit<Standing, 'record'> & { sectorNo: string }>(
        ...[name, source, findStanding],
        [numbers],
      );
      const byNumber = new Map(rows.map((row) => [row.sectorNo, row]));
      return numbers.map((number) => {
        const row = byNumber.get(number);
        return row ? { ...row, record: [{ ...row, provinceCode: row.unit }] } : null;
      });
    },
    welfare: {
      async findGrounds(ids) {
        const rows = await askSector<Ground>(name, source, findGrounds, [ids]);
        return groupByKey(ids, rows, (row) => row.personalId);
      },
      async findHardAreas(codes) {
        const rows = await askSector<HardArea>(name, source, findHardAreas, [codes]);
        return groupByKey(codes, rows, (row) => row.unitCode);
      },
    },
    remit: {
      relation: 'MEMBER',
      belongs: (members, person, units) =>
        members.some((member) => units.includes(member.provinceCode) && isLikely(member, person)),
    },
  };
}

/** Members as reconciliation compares them. */
export const records: RecordView = {
  name: 'lienthong.member',
  of: { vi: 'Người tham gia BHXH', en: 'Members of social insurance' },
  query: `select m.sector_no, m.personal_id, m.old_cmnd, m.full_name, m.date_of_birth as dob, m.sex as gender,
    m.address, m.employer_code as employer, m.province_code as province from lienthong.member m`,
  others: ['employer', 'province'],
  unit: 'province',
};
