import { type NameEncoding, recoverName } from '../domain/person-name.js';
import { fromTcvn3, fromVni } from '../domain/person-name-encodings.js';

const decoders: Partial<Record<NameEncoding, (text: string) => string | null>> = {
  TCVN3: fromTcvn3,
  VNI: fromVni,
};

/** A heading or a word of a list, whose letters are known to be of an older font; in small letters, for comparing. */
export function wordIn(text: string, letters: NameEncoding | null): string {
  if (letters === null || text === '') return text;
  return decoders[letters]?.(text.replaceAll('&', ' ')) ?? recoverName(text, letters)?.name ?? text;
}
