import { randomInt } from 'node:crypto';
import { addAgency } from '../support/agencies.js';
import { dataOf, errorOf } from '../support/fee-office.js';
import { type Hub, openHub, statementsDuring } from '../support/hub.js';
import { rowsOf } from '../support/people.js';
import { addSchool, type TestSchool } from '../support/school.js';

/** A school year of nobody else's: figures of all schools are then this suite's own. */
const schoolYear = (() => {
  const from = randomInt(2200, 2900);
  return `${from}-${from + 1}`;
})();

let hub: Hub;
let cashless: TestSchool;
let mixed: TestSchool;
let territory: string;
beforeAll(async () => {
  hub = await openHub();
  [cashless, mixed] = [await addSchool(hub.cluster), await addSchool(hub.cluster)];
  await rowsOf(
    hub.cluster,
    'educationFee',
    `update public.school_unit set province_code = '40' where school_code = $1`,
    [mixed.code],
  );
  territory = await addAgency(hub.cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
  // Seven exempt by one ground, two by another; each owes a million, due long ago.
  for (let n = 0; n < 9; n++) {
    const ground = n < 7 ? 'ND238_D15_KHUYET_TAT' : 'ND238_D15_DTTS_NGHEO';
    await pupil(cashless, { exempt: 1_000_000, ground });
  }
  await pupil(cashless, { paid: 600_000, method: 'BANK_TRANSFER' });
  await pupil(mixed, { paid: 300_000, method: 'CASH' });
  await pupil(mixed, { paid: 100_000, method: 'WALLET', period: 'HK2' });
});
afterAll(() => hub?.stop());

let pupils = 0;
async function pupil(
  at: TestSchool,
  wish: { exempt?: number; ground?: string; paid?: number; method?: string; period?: string },
) {
  const { exempt = 0, ground = null, paid = 0, method = 'CASH', period = 'HK1' } = wish;
  const id = `${at.code}-${schoolYear}-${++pupils}`;
  await rowsOf(
    hub.cluster,
    'educationFee',
    `with e as (insert into public.pupil_enrolment (enrolment_no, school_code, school_year, class_name, full_name,
         birth_date, gender_code, status, start_on)
       values ($1, $2, $3, '10A1', 'Trần Hư Cấu', '2011-05-17', 1, 'ENROLLED', '2026-09-05'))
     , f as (insert into public.fee_charge (fee_no, enrolment_no, item_code, item_name, period, amount_due, amount_exempt,
         amount_paid, due_on, exemption_ground, exemption_rate)
       values ($1, $1, 'HOC_PHI', 'Học phí', $8, 1000000, $4, $5, '2026-01-01', $6, 100))
     insert into public.fee_payment select $1, $1, $5, now(), $7, 'x' where $5 > 0`,
    [id, at.code, schoolYear, exempt, paid, ground, method, period],
  );
}

const figures = `province school schools cashlessSchools fullyCashlessSchools toPay paid paidCashless cashlessShare overdue
  overdueFees exempt { ground pupils }`;
const ask = (agency: string, purpose: string, more = '', page = 'first: 200') =>
  hub.ask(
    agency,
    purpose,
    `{ feeIndicators(schoolYear: "${schoolYear}"${more}) { total { ${figures} } provinces { name ${figures} }
      schools(${page}) { nodes { ${figures} } pageInfo { hasNextPage endCursor } } } }`,
  );

describe('Figures of fees', () => {
  it('are a school’s own, and no other school is in them by any argument', async () => {
    for (const more of ['', ', province: "01"']) {
      const { total, provinces, schools } = dataOf(await ask(cashless.agency, 'FEE_COLLECTION', more));
      expect(total).toEqual({
        ...{ province: null, school: null, schools: 1, cashlessSchools: 1, fullyCashlessSchools: 1 },
        ...{ toPay: 1_000_000, paid: 600_000, paidCashless: 600_000, cashlessShare: 100 },
        ...{ overdue: 400_000, overdueFees: 1, exempt: [{ ground: 'ND238_D15_KHUYET_TAT', pupils: 5 }] },
      });
      expect(provinces.map(({ province }: { province: string }) => province)).toEqual(['01']);
      expect(schools.nodes.map(({ school }: { school: string }) => school)).toEqual([cashless.code]);
    }
    const elsewhere = dataOf(await ask(cashless.agency, 'FEE_COLLECTION', ', province: "40"'));
    expect([elsewhere.total.schools, elsewhere.total.paid, elsewhere.schools.nodes]).toEqual([0, 0, []]);
  });

  it('tell an agency of a territory of all schools, by province, school and period', async () => {
    const { total, provinces } = dataOf(await ask(territory, 'INSURANCE_ADMINISTRATION', '', 'first: 1'));
    expect(total).toMatchObject({
      cashlessSchools: 2,
      fullyCashlessSchools: 1,
      toPay: 3_000_000,
      paid: 1_000_000,
    });
    expect(total).toMatchObject({
      paidCashless: 700_000,
      cashlessShare: 70,
      overdue: 2_000_000,
      overdueFees: 3,
    });
    const of = (code: string) => provinces.find(({ province }: { province: string }) => province === code);
    expect(of('01')).toMatchObject({ name: 'Thành phố Hà Nội', paid: 600_000, cashlessShare: 100 });
    expect(of('40')).toMatchObject({ paid: 400_000, paidCashless: 100_000, cashlessShare: 25, exempt: [] });
    const term = dataOf(await ask(territory, 'INSURANCE_ADMINISTRATION', ', period: "HK2"')).total;
    expect(term).toMatchObject({ cashlessSchools: 1, paid: 100_000, toPay: 1_000_000, overdueFees: 1 });
  });

  it('come school by school in pages that leave none out', async () => {
    const all: string[] = [];
    let page = 'first: 100';
    for (;;) {
      const { schools } = dataOf(await ask(territory, 'INSURANCE_ADMINISTRATION', ', province: "01"', page));
      all.push(...schools.nodes.map(({ school }: { school: string }) => school));
      if (!schools.pageInfo.hasNextPage) break;
      page = `first: 100, after: "${schools.pageInfo.endCursor}"`;
    }
    const rows = await rowsOf<{ code: string }>(
      hub.cluster,
      'educationFee',
      `select school_code as code from public.school_unit where province_code = '01' order by school_code`,
    );
    const known = rows.map(({ code }) => code);
    // Other suites add schools meanwhile.
    expect(known).toEqual(expect.arrayContaining(all.filter((code) => known.includes(code))));
    expect([...all].sort()).toEqual(all);
    expect(all).toContain(cashless.code);
    expect(new Set(all).size).toBe(all.length);
  });

  it('tell nothing of two exempt pupils, at no level', async () => {
    const { total, provinces, schools } = dataOf(await ask(cashless.agency, 'FEE_COLLECTION'));
    for (const row of [total, ...provinces, ...schools.nodes])
      expect(row.exempt).toEqual([{ ground: 'ND238_D15_KHUYET_TAT', pupils: 5 }]);
    expect(JSON.stringify([total, provinces, schools])).not.toContain('DTTS_NGHEO');
  });

  it('cost one statement for all of them and one for a page of schools', async () => {
    const sent = await statementsDuring(hub, () => ask(territory, 'INSURANCE_ADMINISTRATION'));
    expect(sent).toEqual({ 'education-fee': 2 });
  });

  it('are none for a hospital, which has no school', async () => {
    const hospital = await addAgency(hub.cluster, { kind: 'HOSPITAL', units: ['01001'] });
    const { total, schools } = dataOf(await ask(hospital, 'TREATMENT'));
    expect([total.schools, total.paid, schools.nodes]).toEqual([0, 0, []]);
  });

  it.each([
    ['period', ', period: "X"'],
    ['province', ', province: "Hà Nội"'],
  ])('are refused for a wrong %s', async (field, more) => {
    expect(errorOf(await ask(territory, 'INSURANCE_ADMINISTRATION', more))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field },
    });
  });
});
