import { type Day, dayOf, isoOf, SAMPLE_DAY } from './day.js';
import type { Dice } from './dice.js';
import type { Emit } from './emit.js';
import type { Household } from './person.js';
import { DEMO_SCHOOL, type School } from './schools.js';

interface Enrolled {
  id: string;
  school: School;
  /** Place in the class, from 0. */
  seat: number;
  demoClass: boolean;
}

interface Exemption {
  amount: number;
  rate: number | null;
  ground: string;
  basis: string;
}

interface Charge {
  item: [code: string, name: string];
  period: string;
  due: number;
  dueOn: Day;
  exemption?: Exemption | null;
  /** Share of what is left to pay that has been paid. */
  paid: number;
  /** Of the school's fee item, where it keeps one. */
  itemNo?: number;
}

const TUITION: Charge['item'] = ['HOC_PHI', 'Học phí'];
const BOARDING: Charge['item'] = ['BAN_TRU', 'Tiền ăn bán trú'];
const SERVICES: Charge['item'] = ['DICH_VU', 'Dịch vụ phục vụ học sinh'];
const INSURANCE: Charge['item'] = ['BHYT_HS', 'Bảo hiểm y tế học sinh'];
const RESOLUTION = 'Nghị quyết 217/2025/QH15';
const DECREE = 'Nghị định 238/2025/NĐ-CP';
const TUITION_DUE = 2_200_000;
const SUPPORT = 217_000;
const MONTHS = [dayOf(2026, 9, 30), dayOf(2026, 10, 31), dayOf(2026, 11, 30)];
const HALF_YEAR = dayOf(2026, 10, 15);
const SECOND_HALF = dayOf(2027, 2, 26);
const TERM = dayOf(2026, 9, 1);
/** The items of the demo's school, whose prices are the same for everybody. */
const DEMO_ITEMS: readonly Pick<Charge, 'item' | 'period' | 'due' | 'dueOn'>[] = [
  ...MONTHS.map((dueOn) => ({ item: TUITION, period: monthOf(dueOn), due: TUITION_DUE, dueOn })),
  { item: BOARDING, period: '2026-09', due: 680_000, dueOn: MONTHS[0]! },
  { item: BOARDING, period: '2026-10', due: 720_000, dueOn: MONTHS[1]! },
  { item: INSURANCE, period: 'HK1', due: 631_800, dueOn: HALF_YEAR },
  { item: SERVICES, period: 'HK2', due: 450_000, dueOn: SECOND_HALF },
];
const METHODS = ['BANK_TRANSFER', 'BANK_TRANSFER', 'WALLET', 'CARD', 'CASH'];
/** Grounds of the three exempt pupils of every eight seats in class 10A1, in turn. */
const DEMO_GROUNDS: [string, number][] = [
  ['KHUYET_TAT', 100],
  ['VUNG_KHO_KHAN', 70],
  ['TAI_NAN_LAO_DONG', 50],
];

/** What is charged for a pupil in 2026-2027, and what was paid of it; amounts in whole đồng. */
export function emitFees(enrolled: Enrolled, household: Household, dice: Dice, emit: Emit): void {
  const charges =
    enrolled.school.code === DEMO_SCHOOL
      ? demoCharges(enrolled, dice)
      : otherCharges(enrolled, household, dice);
  for (const [i, charge] of charges.entries())
    emitCharge(charge, `${enrolled.id}-${i + 1}`, enrolled.id, dice, emit);
}

/** Tuition by the month; in class 10A1 the seat decides who has paid, owes, paid in part, is exempt, is overdue. */
function demoCharges({ seat, demoClass }: Enrolled, dice: Dice): Charge[] {
  const role = demoClass ? seat % 8 : dice.below(8);
  const exemption = role === 6 ? demoExemption(Math.floor(seat / 8)) : support();
  const paidMonths = [
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 0],
    [0, 0, 0],
    [1, 0.5, 0],
    [1, 1, 0],
    [1, 0, 0],
  ][role]!;
  const paid = [...paidMonths, role === 4 ? 0 : 1, paidMonths[1]!, role === 4 ? 0 : 1, 0];
  return DEMO_ITEMS.map((item, i) => ({
    ...{ ...item, paid: paid[i]!, itemNo: i + 1 },
    ...(item.item === TUITION && { exemption }),
  }));
}

/** What the school of the demo asks for this year, as its charges name it: numbers below those of items opened later. */
export function emitItems(emit: Emit): void {
  for (const [i, { item, period, due, dueOn }] of DEMO_ITEMS.entries())
    emit('fee_item', [
      ...[i + 1, DEMO_SCHOOL, '2026-2027', ...item, period, due, isoOf(dueOn), isoOf(TERM)],
      ...['Quyết định mẫu 12/QĐ-TL (hư cấu)', 'school.demo/mau'],
    ]);
}

function demoExemption(turn: number): Exemption {
  const [ground, rate] = DEMO_GROUNDS[turn % DEMO_GROUNDS.length]!;
  return { amount: (TUITION_DUE * rate) / 100, rate, ground, basis: DECREE };
}

/** Pupils of private schools get a fixed sum; public general education is free. */
function support(): Exemption {
  return { amount: SUPPORT, rate: null, ground: 'NQ217', basis: RESOLUTION };
}

function otherCharges(enrolled: Enrolled, household: Household, dice: Dice): Charge[] {
  const { kind, ownership } = enrolled.school;
  const paid = dice.chance(0.82) ? 1 : dice.chance(0.4) ? 0.5 : 0;
  const charges: Charge[] = [];
  if (kind === 'VOCATIONAL')
    charges.push({ ...half(TUITION, 5_400_000, paid), exemption: poverty(household, 5_400_000) });
  else if (ownership === 'PRIVATE') charges.push({ ...half(TUITION, 7_500_000, paid), exemption: support() });
  else if (dice.chance(0.5)) {
    const free: Exemption = { amount: SUPPORT * 4, rate: 100, ground: 'NQ217', basis: RESOLUTION };
    charges.push({ ...half(TUITION, SUPPORT * 4, 0), exemption: free });
  }
  charges.push(half(SERVICES, 250_000 + 10_000 * dice.below(20), paid));
  if (dice.chance(0.45) && kind !== 'VOCATIONAL') {
    charges.push({
      item: BOARDING,
      period: '2026-10',
      due: 30_000 * dice.between(18, 23),
      dueOn: MONTHS[1]!,
      paid,
    });
  }
  if (kind !== 'PRESCHOOL' && household.poverty === null && dice.chance(0.6))
    charges.push(half(INSURANCE, 631_800, 1));
  return charges;
}

function half(item: Charge['item'], due: number, paid: number): Charge {
  return { item, period: 'HK1', due, dueOn: HALF_YEAR, paid };
}

function poverty(household: Household, due: number): Exemption | null {
  if (household.poverty === null) return null;
  const poor = household.poverty === 'POOR';
  return {
    amount: poor ? due : due / 2,
    rate: poor ? 100 : 50,
    ground: poor ? 'HO_NGHEO' : 'HO_CAN_NGHEO',
    basis: DECREE,
  };
}

function emitCharge(charge: Charge, feeNo: string, enrolmentNo: string, dice: Dice, emit: Emit): void {
  const { exemption = null, dueOn } = charge;
  const exempt = exemption?.amount ?? 0;
  const amount = Math.round(((charge.due - exempt) * charge.paid) / 1000) * 1000;
  const paid = charge.paid === 1 ? charge.due - exempt : amount;
  emit('fee_charge', [
    feeNo,
    enrolmentNo,
    ...charge.item,
    charge.period,
    charge.due,
    exempt,
    paid,
    isoOf(dueOn),
    exemption?.rate ?? null,
    exemption?.ground ?? null,
    exemption?.basis ?? null,
    charge.itemNo ?? null,
  ]);
  if (paid === 0) return;
  const on = Math.min(SAMPLE_DAY - 1, dueOn - dice.between(0, 25));
  const at = `${isoOf(on)} ${String(dice.between(8, 20)).padStart(2, '0')}:${String(dice.between(10, 59))}:00+07`;
  const reference = `MAU${feeNo.replaceAll('-', '')}`;
  emit('fee_payment', [`P-${feeNo}`, feeNo, paid, at, dice.pick(METHODS), reference]);
}

function monthOf(day: Day): string {
  return isoOf(day).slice(0, 7);
}
