import { createHash } from 'node:crypto';
import { signsOf } from '../../src/domain/personal-id.js';
import { type Cell, copyLine } from '../../src/sample/copy-text.js';
import { makeSample } from '../../src/sample/sample.js';
import { DEMO_SCHOOL } from '../../src/sample/schools.js';
import { TABLES, type TableName } from '../../src/sample/tables.js';

type Rows = Record<TableName, Record<string, Cell>[]>;

function sampleOf(residents: number, seed: number): Rows {
  const rows = Object.fromEntries(Object.keys(TABLES).map((name) => [name, []])) as unknown as Rows;
  const columns = Object.fromEntries(
    Object.entries(TABLES).map(([name, table]) => [name, table.columns.split(', ')]),
  ) as Record<TableName, string[]>;
  const steps = makeSample({ residents, seed }, (table, row) => {
    expect(row).toHaveLength(columns[table].length);
    rows[table].push(Object.fromEntries(columns[table].map((column, i) => [column, row[i]!])));
  });
  for (const _ of steps);
  return rows;
}

function hashOf(residents: number, seed: number): string {
  const hash = createHash('sha256');
  for (const _ of makeSample({ residents, seed }, (table, row) => hash.update(table + copyLine(row))));
  return hash.digest('hex');
}

const few = sampleOf(500, 3);
const many = sampleOf(6000, 1);

describe('makeSample', () => {
  it('makes the same bytes from the same seed', () => {
    expect(hashOf(700, 42)).toBe(hashOf(700, 42));
  });

  it('makes other people from another seed', () => {
    expect(hashOf(700, 42)).not.toBe(hashOf(700, 43));
  });

  it('refuses fewer residents than class 10A1 and the cases need', () => {
    expect(() => [...makeSample({ residents: 499, seed: 1 }, () => {})]).toThrow(RangeError);
  });

  it.each([
    ['500', few, 500],
    ['6,000', many, 6000],
  ])('makes exactly the residents asked for: %s', (_, rows, residents) => {
    expect(rows.citizen).toHaveLength(residents);
  });

  it('gives every personal ID once, right in structure for sex and year of birth', () => {
    const ids = many.citizen.map((row) => row.personal_id as string);
    const former = many.citizen_number
      .filter((row) => row.kind === 'FORMER_PERSONAL_ID')
      .map((row) => row.number as string);
    expect(former.length).toBeGreaterThan(0);
    expect(new Set([...ids, ...former]).size).toBe(ids.length + former.length);
    for (const row of many.citizen) {
      expect(row.personal_id).toMatch(/^0\d{11}$/);
      const { centuryAndSex, yearOfBirth } = signsOf(row.personal_id as string);
      expect(yearOfBirth).toBe(Number((row.birth_date as string).slice(0, 4)));
      expect(centuryAndSex.sex).toBe(row.gender_code === 1 ? 'MALE' : 'FEMALE');
    }
  });

  it('gives old numbers, insurance numbers and MOET codes to one person each', () => {
    const old = many.citizen_number.filter((row) => row.kind === 'OLD_ID_NUMBER').map((row) => row.number);
    expect(new Set(old).size).toBe(old.length);
    expect(new Set(many.insured_person.map((row) => row.sector_no)).size).toBe(many.insured_person.length);
    const codes = many.pupil_enrolment
      .filter((row) => row.school_year === '2026-2027')
      .map((row) => row.moet_code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each([
    ['500', few],
    ['6,000', many],
  ])(
    'enrols exactly 40 pupils, born 2010 or 2011, in class 10A1 of the demo school: %s residents',
    (_, rows) => {
      const pupils = rows.pupil_enrolment.filter(
        (row) =>
          row.school_code === DEMO_SCHOOL && row.school_year === '2026-2027' && row.class_name === '10A1',
      );
      expect(pupils).toHaveLength(40);
      for (const pupil of pupils) {
        expect(pupil.status).toBe('ENROLLED');
        expect(pupil.moet_code).toMatch(/^\d{10}$/);
        expect(pupil.personal_id).toMatch(/^0\d{11}$/);
        expect(pupil.birth_date).toMatch(/^201[01]-/);
      }
    },
  );

  it('has the fee items of the demo’s school, at the prices that its pupils are charged', () => {
    expect(few.fee_item).toHaveLength(7);
    const items = new Map(few.fee_item.map((row) => [row.item_no, row]));
    const charged = few.fee_charge.filter((row) => row.item_no !== null);
    expect(new Set(charged.map((row) => row.item_no)).size).toBe(7);
    for (const { item_no, item_code, period, amount_due, due_on } of charged)
      expect(items.get(item_no!)).toMatchObject({ item_code, period, amount: amount_due, due_on });
  });

  it('shows paid, owed, part paid, exempt and overdue fees in class 10A1', () => {
    const pupils = few.pupil_enrolment.filter(
      (row) => row.school_code === DEMO_SCHOOL && row.class_name === '10A1',
    );
    const numbers = new Set(pupils.map((row) => row.enrolment_no));
    const fees = few.fee_charge.filter((row) => numbers.has(row.enrolment_no!));
    const left = (row: Record<string, Cell>) =>
      (row.amount_due as number) - (row.amount_exempt as number) - (row.amount_paid as number);
    expect(fees.every((row) => left(row) >= 0)).toBe(true);
    expect(fees.some((row) => left(row) === 0 && (row.amount_paid as number) > 0)).toBe(true);
    expect(fees.some((row) => left(row) > 0 && (row.amount_paid as number) > 0)).toBe(true);
    expect(fees.some((row) => row.exemption_rate === 100 && left(row) === 0)).toBe(true);
    expect(fees.some((row) => left(row) > 0 && (row.due_on as string) < '2026-11-01')).toBe(true);
    expect(fees.some((row) => left(row) > 0 && (row.due_on as string) > '2026-11-01')).toBe(true);
  });

  it('has someone to show every case, already among 500', () => {
    expect(few.sample_known.map((row) => row.story)).toEqual(many.sample_known.map((row) => row.story));
    expect(few.sample_known).toHaveLength(22);
    const active = few.sample_known.find((row) => row.story === 'ACTIVE')!.personal_id;
    const card = few.insurance_card.filter((row) => row.personal_id === active);
    expect(card).toMatchObject([{ state: 'ACTIVE', valid_to: null, initial_facility: '01001' }]);
    expect(few.guardianship.filter((row) => row.guardian_id === active)).toHaveLength(1);
    const chip = few.citizen_card.filter(
      (row) => row.personal_id === active && row.card_type === 'CCCD_CHIP',
    );
    expect(chip).toMatchObject([{ status: 'VALID' }]);
  });

  it('lets most people live in Hà Nội and Nghệ An, and covers about 93 % of the living', () => {
    const share = (prefix: string) =>
      many.citizen.filter((row) => (row.personal_id as string).startsWith(prefix)).length / 6000;
    expect(share('001')).toBeGreaterThan(0.33);
    expect(share('040')).toBeGreaterThan(0.13);
    const inForce = many.insurance_card.filter(
      (row) => row.state === 'ACTIVE' && (row.valid_to === null || (row.valid_to as string) >= '2026-11-01'),
    );
    const covered = new Set(inForce.map((row) => row.insurance_number)).size / 6000;
    expect(covered).toBeGreaterThan(0.88);
    expect(covered).toBeLessThan(0.96);
  });

  it('lets about 4 % of the members disagree with the registry', () => {
    const registry = new Map(many.citizen.map((row) => [row.personal_id, row]));
    const wrong = many.insured_person.filter((member) => {
      const resident = registry.get(member.personal_id!);
      const same =
        (resident?.full_name as string | undefined)?.toUpperCase() ===
        (member.full_name as string).toUpperCase();
      return !same || resident!.birth_date !== member.birth_date;
    });
    const share = wrong.length / many.insured_person.length;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.06);
  });

  it('names in every enrolment a class that exists, of at most 40', () => {
    const classes = new Map<string, number>();
    for (const row of many.school_class)
      classes.set(`${row.school_code}|${row.school_year}|${row.class_name}`, 0);
    for (const row of many.pupil_enrolment) {
      const key = `${row.school_code}|${row.school_year}|${row.class_name}`;
      expect(classes.has(key)).toBe(true);
      classes.set(key, classes.get(key)! + 1);
    }
    expect(Math.max(...classes.values())).toBeLessThanOrEqual(40);
  });

  it('makes the contribution records add up to the months of the member', () => {
    const months = new Map<Cell, number>();
    const count = (month: Cell) =>
      Number((month as string).slice(0, 4)) * 12 + Number((month as string).slice(5));
    for (const row of many.contribution_record) {
      months.set(
        row.sector_no!,
        (months.get(row.sector_no!) ?? 0) + count(row.to_month!) - count(row.from_month!) + 1,
      );
    }
    for (const member of many.insured_person) {
      expect(months.get(member.sector_no!) ?? 0).toBe(member.months_contributed);
    }
  });

  it('has twins whose names only a tone or a vowel keeps apart', () => {
    const twin = few.sample_known.find((row) => row.story === 'TWIN')!.personal_id;
    const one = few.citizen.find((row) => row.personal_id === twin)!;
    const other = few.citizen.filter(
      (row) => row.household_no === one.household_no && row.birth_date === one.birth_date,
    );
    expect(other).toHaveLength(2);
    const [first, second] = other.map((row) =>
      (row.full_name as string).normalize('NFD').replace(/\p{M}/gu, ''),
    );
    expect(first).toBe(second);
    expect(other[0]!.full_name).not.toBe(other[1]!.full_name);
  });

  it('keeps letters of minority names that systems lose', () => {
    const names = many.citizen.map((row) => row.full_name as string);
    expect(names.some((name) => /^Y \p{Lu}/u.test(name))).toBe(true);
    expect(names.some((name) => name.includes("H'"))).toBe(true);
    expect(names.some((name) => /[ŭĕĭŏčñ]/u.test(name))).toBe(true);
    expect(names.every((name) => name === name.normalize('NFC'))).toBe(true);
  });
});
