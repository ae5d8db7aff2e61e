import { compareDates } from '../domain/partial-date.js';
import { compareNames, type NameReason } from '../domain/person-name.js';
import { dateOf } from './birth.js';
import { hasOwnMarks } from './name-marks.js';
import type { KeyedResident, Stated } from './people.js';

/** The record beside one resident, field by field, as the identity core sees it. */
export interface Judgement {
  name: JudgedName;
  /** SAME, or the class of the difference: `YEAR_ONLY`, `DAY_MONTH_SWAPPED`, `MISSING`. */
  birth: string;
  /** Whether the dates can be one person's, the one less precise perhaps. */
  birthAgrees: boolean;
  sex: 'SAME' | 'DIFFERENT' | 'UNKNOWN';
  place: 'SAME' | 'DIFFERENT' | 'UNKNOWN';
}

/** What the identity core says of two writings of a name, and what it comes to here. */
export interface JudgedName {
  verdict: 'SAME' | 'SAME_NORMALISED' | 'DIFFERENT';
  /** A class of the core, or MARKS_ADDED: the registry writes a word without marks that the record has. */
  reason: NameReason | 'MARKS_ADDED';
  reasons: readonly NameReason[];
}

const known = new WeakMap<Stated, Map<KeyedResident, Judgement>>();

/** NOTE: remembered while the record is: it is asked for before a search, after it, and when candidates are written. */
export function judge(record: Stated, resident: KeyedResident): Judgement {
  let ofRecord = known.get(record);
  if (ofRecord === undefined) {
    ofRecord = new Map();
    known.set(record, ofRecord);
  }
  let judgement = ofRecord.get(resident);
  if (judgement === undefined) {
    judgement = judgeAnew(record, resident);
    ofRecord.set(resident, judgement);
  }
  return judgement;
}

function judgeAnew(record: Stated, resident: KeyedResident): Judgement {
  const { birth, birthAgrees } = birthOf(record, resident);
  return {
    name: nameOf(record, resident),
    birth,
    birthAgrees,
    sex: sexOf(record.sex, resident.sex),
    place: placeOf(record.communes, resident.communes),
  };
}

const sexOf = (a: number, b: number): Judgement['sex'] =>
  a === 0 || b === 0 ? 'UNKNOWN' : a === b ? 'SAME' : 'DIFFERENT';

export const isSameName = ({ name }: Judgement): boolean => name.verdict !== 'DIFFERENT';

/** Nothing that is stated contradicts the resident. */
export const isWhole = (it: Judgement): boolean =>
  isSameName(it) && it.birth === 'SAME' && it.sex !== 'DIFFERENT' && it.place !== 'DIFFERENT';

/** As `isWhole` of their judgement; the names, which take longest, are compared last. */
export const areWhole = (record: Stated, resident: KeyedResident): boolean =>
  birthOf(record, resident).birth === 'SAME' &&
  sexOf(record.sex, resident.sex) !== 'DIFFERENT' &&
  placeOf(record.communes, resident.communes) !== 'DIFFERENT' &&
  isSameName(judge(record, resident));

/**
 * What is wrong, as `field:CLASS`; the number is not judged here. A date of less precision than the record's is wrong
 * in a sector's records, whatever identification makes of it.
 */
export function causesOf({ name, birth, sex, place }: Judgement): string[] {
  return [
    ...(name.verdict === 'DIFFERENT' ? [`name:${name.reason}`] : []),
    ...(birth !== 'SAME' ? [`dob:${birth}`] : []),
    ...(sex === 'DIFFERENT' ? ['gender:DIFFERENT'] : []),
    ...(place === 'DIFFERENT' ? ['address:DIFFERENT'] : []),
  ];
}

/**
 * NOTE: identification forgives marks that either side left out. A record is corrected by the registry, not the other
 * way round: Ánh beside the registry's Anh is another name.
 */
function nameOf(record: Stated, resident: KeyedResident): JudgedName {
  const { verdict, reason, reasons } = compare(record, resident);
  const isAdded = reasons.includes('TONES_DROPPED') && hasOwnMarks(record.name, resident.name);
  if (verdict !== 'DIFFERENT' && isAdded) return { verdict: 'DIFFERENT', reason: 'MARKS_ADDED', reasons };
  return { verdict, reason, reasons };
}

/** NOTE: a text that could be one slip of the pen is an older encoding only in a file that is full of it. */
function compare({ fullName, meantName }: Stated, resident: KeyedResident): JudgedName {
  const written = compareNames(fullName, resident.fullName);
  if (written.verdict !== 'DIFFERENT' || meantName === fullName) return written;
  const meant = compareNames(meantName, resident.fullName);
  if (meant.verdict === 'DIFFERENT') return written;
  return { verdict: 'SAME_NORMALISED', reason: 'ENCODING', reasons: [...meant.reasons, 'ENCODING'] };
}

const AGREED = { birth: 'SAME', birthAgrees: true } as const;

function birthOf(record: Stated, resident: KeyedResident): Pick<Judgement, 'birth' | 'birthAgrees'> {
  if (record.birth === resident.birth && record.birth !== 0) return AGREED;
  const [stated, recorded] = [dateOf(record.birth), dateOf(resident.birth)];
  if (stated === null) {
    const birth = record.birthText.trim() === '' ? 'MISSING' : 'UNREADABLE';
    return { birth, birthAgrees: false };
  }
  if (recorded === null) return { birth: 'NOT_ON_RECORD', birthAgrees: false };
  const { verdict, reason } = compareDates(stated, recorded);
  if (verdict === 'SAME') return AGREED;
  if (verdict === 'DIFFERENT') return { birth: reason, birthAgrees: false };
  const isYear = Math.min(stated.length, recorded.length) === 4;
  return { birth: isYear ? 'YEAR_ONLY' : 'MONTH_ONLY', birthAgrees: true };
}

function placeOf(a: readonly number[], b: readonly number[]): Judgement['place'] {
  if (a.length === 0 || b.length === 0) return 'UNKNOWN';
  return a.some((it) => b.includes(it)) ? 'SAME' : 'DIFFERENT';
}
