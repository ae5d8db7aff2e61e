/** What the fifteen characters of a health insurance card number say (mã thẻ bảo hiểm y tế). */
export interface InsuranceCard {
  /** All fifteen characters, upper case. */
  cardNumber: string;
  /** Two letters: the group the holder is insured in. */
  objectCode: string;
  /** 1 to 5. */
  benefitLevel: number;
  /** Two digits: the province (of the 63) that issued it. */
  provinceCode: string;
  /** The ten digits that stay with the person (mã số BHXH). */
  insuranceNumber: string;
}

const CARD = /^([A-Z]{2})([1-5])(\d{2})(\d{10})$/;

/** The parts of a card number, in either case and with spaces or dots as printed; null when it is not one. */
export function parseInsuranceCard(text: string): InsuranceCard | null {
  const parts = CARD.exec(ungrouped(text).replace(/[a-z]/g, (letter) => letter.toUpperCase()));
  if (!parts) return null;
  return {
    cardNumber: parts[0],
    objectCode: parts[1]!,
    benefitLevel: Number(parts[2]),
    provinceCode: parts[3]!,
    insuranceNumber: parts[4]!,
  };
}

/** The ten-digit social insurance number (mã số BHXH), spaces and dots removed; null when it is not one. */
export function parseInsuranceNumber(text: string): string | null {
  const digits = ungrouped(text);
  return /^\d{10}$/.test(digits) ? digits : null;
}

function ungrouped(text: string): string {
  return text.length > 64 ? '' : text.replace(/[\s.\p{Cf}]/gu, '');
}
