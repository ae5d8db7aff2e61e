import type { AgencyKind } from '../../access/kinds.js';
import type { Language } from '../../domain/language.js';
import { dataKindWords } from './data-kinds.js';
import { kindWords } from './kind-words.js';
import { purposeWords } from './purpose-words.js';
import type { Look } from './report.js';
import { dayAt } from './vietnam-day.js';

/** Which agency looked, as far as it is told. */
export function agencyNameOf(look: Look, language: Language): string {
  return look.agencyName ?? kindWords[look.agencyKind as AgencyKind]?.[language] ?? '';
}

/** Why it looked, in a sentence; of a coarse look only that it is not told. */
export function purposeTextOf(look: Look, language: Language): string {
  if (look.disclosure.class === 'COARSE') return notInDetail[language];
  if (look.own && look.relation === 'RELATED') return byGuardian[language];
  return purposeWords(look.purpose, dayAt(look.at))?.sentence[language] ?? look.purpose ?? '';
}

/** Which kinds of data it was given, in plain words; empty for none. */
export function dataTextOf(look: Look, language: Language): string {
  return look.dataKinds.map((kind) => dataKindWords[kind][language]).join('; ');
}

const byGuardian = { vi: 'Người giám hộ tự xem', en: 'The guardian’s own look' };
const notInDetail = { vi: 'Không nêu chi tiết', en: 'Not told in detail' };
