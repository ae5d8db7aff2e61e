import { parseOldIdNumber, parsePersonalId, restoreLeadingZeros } from '../domain/personal-id.js';

/** The numbers a record claims, as numbers; null where nothing stands or it cannot be one. */
export interface ClaimedNumbers {
  claimedId: number | null;
  oldNumber: number | null;
}

const PLAIN = /^0\d{11}$/;
const PLAIN_OLD = /^\d{9}$/;
const WRAPPED = /^=?"(.*)"$/;

/** The same as digits. */
export interface ClaimedDigits {
  claimed: string | null;
  old: string | null;
}

/**
 * What was meant by a personal id and an old identity card number as spreadsheets leave them: an apostrophe or `="…"`
 * around, `.0` behind, leading zeros lost, the letters O and l for 0 and 1, nine digits in the column for twelve. A
 * number in powers of ten (`8.2E+10`) has lost its digits and is none.
 */
export function claimedDigits(personalId: string, oldNumber: string): ClaimedDigits {
  if (PLAIN.test(personalId) && (oldNumber === '' || PLAIN_OLD.test(oldNumber)))
    return { claimed: personalId, old: oldNumber === '' ? null : oldNumber };
  const id = tidy(personalId);
  const claimed = id === '' ? null : (parsePersonalId(id) ?? restoreLeadingZeros(id));
  return { claimed, old: oldNumberOf(tidy(oldNumber)) ?? (claimed === null ? oldNumberOf(id) : null) };
}

export function claimedNumbers(personalId: string, oldNumber: string): ClaimedNumbers {
  const { claimed, old } = claimedDigits(personalId, oldNumber);
  return {
    claimedId: claimed === null ? null : Number(claimed),
    oldNumber: old === null ? null : Number(old),
  };
}

/** NOTE: eight digits lost their first zero: old numbers begin with the province, of which nine begin with 0. */
function oldNumberOf(text: string): string | null {
  return parseOldIdNumber(text) ?? (/^\d{8}$/.test(text) ? `0${text}` : parsePersonalId(text));
}

function tidy(text: string): string {
  if (/^0?\d{8,11}$/.test(text)) return text;
  const bare = text.trim().replace(WRAPPED, '$1').replace(/^'/, '').replace(/\.0$/, '');
  return /\d/.test(bare) ? bare.replace(/[oO]/g, '0').replace(/[lI]/g, '1') : bare;
}
