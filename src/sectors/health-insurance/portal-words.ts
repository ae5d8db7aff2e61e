import { parseInsuranceCard } from '../../domain/insurance-number.js';
import type { Sentence } from '../../domain/language.js';
import type { LocalDate } from '../../domain/local-date.js';
import { insuranceLaw, lawOn } from './law/law.js';
import { managerOf } from './law/managers.js';
import { type PortalRefusal, portalCodeOfRefusal } from './portal-refusal.js';

/** What the social-insurance portal says where there is no decision about a person: for a wire that answers like it. */
export const portalWords = {
  codeOfRefusal: (refusal: string) => portalCodeOfRefusal(refusal as PortalRefusal),
  /**
   * The code for somebody of whom there is no record: 050, or 001 and 002 for a card of the army or the police, whose
   * holders the portal does not keep and whom nobody may turn away.
   */
  codeWithoutRecord(stated: string | null, day: LocalDate): string {
    const card = stated === null ? null : parseInsuranceCard(stated);
    const manager = card && managerOf(lawOn(insuranceLaw, day).managers, card.cardNumber);
    return manager?.portalCode ?? '050';
  },
  sentenceOf: (code: string, day: LocalDate): Sentence => lawOn(insuranceLaw, day).portalCode(code),
};
