import type { CardRepair } from './card-reading.js';
import { isSpoiltFemale, type Spoiling, spoilingOf, unspoiltName } from './card-spoilt.js';
import { recoverName } from './person-name-recovery.js';
import { parseSex, type Sex } from './sex.js';

/** What a card states of its holder in words, and what had to be mended to read it. */
export interface StatedPerson {
  fullName?: string;
  sex?: Exclude<Sex, 'UNKNOWN'>;
  address?: string;
  repairs: readonly CardRepair[];
}

/** What no name holds: digits, question marks and other signs that stand where a letter was. */
const NOT_IN_A_NAME = /[^\p{L}\p{M}\p{Cf}\s\p{Pd}'`\u00b4\u2018-\u201b\u2032\u1ffd\u1fef\uff07.,]/u;
/** Letters that no older encoding and no key writes: they came through whole. */
const UNICODE_LETTER = /[ăđĩũơưẠ-ỹ]/i;
const LOST = /[?\ufffd]/;
/** NOTE: a question mark is also the hỏi of VIQR, which never comes alone over a whole card. */
const VIQR = /[\^(+*~`'.]|dd/i;
/** `Nam` is plain letters and survives everything: an N before signs was the other word. */
const FEMALE_LOST = /^n[uư]?[^\p{L}\p{N}]{1,3}$/iu;

/**
 * The name, sex and address of a card, of which a reading device may have spoilt the letters while the digits stand.
 *
 * A name whose letters are lost, or that cannot be put right although the sex or the address shows that the card was
 * spoilt, is left out rather than made a difference. On a card known to be spoilt the name is put right here (TCVN3
 * `Vâ Anh Nam` alone could be a name; beside `X·` it is Võ Anh Nam). A name that shows by itself what it was stays
 * as it came: comparing recovers it, and says so. The address is left out unless it came through. SEX_MANGLED without
 * a sex: it cannot be told.
 */
export function readPerson(nameText: string, sexText: string, addressText: string): StatedPerson {
  const written = parseSex(sexText);
  const isFemale = written === null && (isSpoiltFemale(sexText) || FEMALE_LOST.test(sexText));
  const sex = isFemale ? 'FEMALE' : written;
  const cameThrough = UNICODE_LETTER.test(addressText);
  const spoiling = (isFemale ? spoilingOf(sexText) : null) ?? (cameThrough ? null : spoilingOf(addressText));
  const name = readName(nameText, spoiling);
  const repairs: CardRepair[] = name.repair ? [name.repair] : [];
  const isSpoilt = name.repair !== null || spoiling !== null || isFemale;
  if (written === null && isSpoilt) repairs.push('SEX_MANGLED');
  const isAddressWhole = !LOST.test(addressText) && (cameThrough || !isSpoilt);
  if (!isAddressWhole && addressText !== '') repairs.push('ADDRESS_MANGLED');
  return {
    ...(name.fullName !== null && { fullName: name.fullName }),
    ...(sex !== null && sex !== 'UNKNOWN' && { sex }),
    ...(isAddressWhole && addressText !== '' && { address: addressText }),
    repairs,
  };
}

function readName(
  name: string,
  spoiling: Spoiling | null,
): { fullName: string | null; repair: CardRepair | null } {
  const mangled = { fullName: null, repair: 'NAME_MANGLED' } as const;
  if (LOST.test(name) && !VIQR.test(name)) return mangled;
  if (spoiling) {
    const meant = unspoiltName(name, spoiling);
    if (meant === null) return mangled;
    const repair = spoiling.by === 'KEYS' ? 'NAME_TYPING' : 'NAME_ENCODING';
    if (meant !== name) return { fullName: meant, repair };
  }
  const recovered = recoverName(name);
  if (recovered) {
    return { fullName: name, repair: recovered.encoding.endsWith('_KEYS') ? 'NAME_TYPING' : 'NAME_ENCODING' };
  }
  return NOT_IN_A_NAME.test(name) ? mangled : { fullName: name, repair: null };
}
