import { type Day, dayOf, isoOf, plusYears, SAMPLE_DAY } from './day.js';
import type { Dice } from './dice.js';
import type { Emit } from './emit.js';
import type { Occupation } from './occupation.js';
import type { Person } from './person.js';
import { pad } from './personal-numbers.js';

interface Benefit {
  kind: string;
  /** A month; for a lump sum what is paid once. */
  amount: number;
  start: Day;
  end?: Day;
}

/** Trợ cấp hưu trí xã hội: from 75 without a pension; Nghị định 176/2025/NĐ-CP. Đồng a month. */
const SOCIAL_PENSION = 500_000;
const SOCIAL_PENSION_FROM = dayOf(2025, 7, 1);
const BANKS = ['NHMAU1', 'NHMAU2', 'NHMAU3', 'NHMAU4'];
/** Of the dead who drew a benefit, so many still do: what a notice of death would have stopped. */
const FORGOTTEN = 0.05;

/** What a person draws now or drew lately, and the account it goes to (tài khoản an sinh xã hội). */
export function emitBenefits(person: Person, work: Occupation, dice: Dice, emit: Emit): void {
  const benefits = benefitsOf(person, work, dice);
  for (const [i, { kind, amount, start, end }] of benefits.entries()) {
    const forgotten = person.story === null && dice.chance(FORGOTTEN);
    const stop = end ?? (person.deceasedOn !== null && !forgotten ? person.deceasedOn : null);
    const ended = stop !== null && stop < SAMPLE_DAY;
    const status = ended ? 'ENDED' : person.status === 'MISSING' ? 'SUSPENDED' : 'ACTIVE';
    emit('benefit_order', [
      `B${pad(person.index, 8)}-${i + 1}`,
      person.insuranceNumber,
      person.personalId,
      kind,
      amount,
      isoOf(start),
      stop === null ? null : isoOf(stop),
      status,
    ]);
  }
  if (benefits.length > 0 && (person.story !== null || dice.chance(0.7))) {
    const opened = isoOf(SAMPLE_DAY - dice.between(10, 1500));
    emit('payment_account', [person.insuranceNumber, dice.pick(BANKS), pad(dice.below(10_000), 4), opened]);
  }
}

function benefitsOf(person: Person, work: Occupation, dice: Dice): Benefit[] {
  const at = dice.next();
  const recent = SAMPLE_DAY - dice.between(60, 700);
  if (work === 'PENSIONER') {
    return [
      { kind: 'PENSION', amount: 50_000 * dice.between(60, 220), start: plusYears(person.birth, 58) + 30 },
    ];
  }
  if (person.age >= 75)
    return [
      {
        kind: 'SOCIAL_PENSION',
        amount: SOCIAL_PENSION,
        start: Math.max(SOCIAL_PENSION_FROM, plusYears(person.birth, 75)),
      },
    ];
  if (person.story !== null) return [];
  if (at > 0.985) return [{ kind: 'SOCIAL_ASSISTANCE', amount: 750_000, start: recent }];
  if (work !== 'EMPLOYED')
    return at < 0.006 && person.age < 18 ? [{ kind: 'SURVIVOR', amount: 1_170_000, start: recent }] : [];
  if (person.sex === 'FEMALE' && person.age < 42 && at < 0.04) {
    return [{ kind: 'MATERNITY', amount: 7_500_000, start: recent, end: recent + 182 }];
  }
  if (at < 0.055)
    return [{ kind: 'SICKNESS', amount: 2_100_000, start: recent, end: recent + dice.between(3, 40) }];
  if (at < 0.075)
    return [
      { kind: 'UNEMPLOYMENT', amount: 4_800_000, start: recent, end: recent + 30 * dice.between(3, 9) },
    ];
  return at < 0.082 ? [{ kind: 'LUMP_SUM', amount: 45_000_000, start: recent, end: recent }] : [];
}
