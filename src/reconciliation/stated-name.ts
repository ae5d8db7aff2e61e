import { type NameEncoding, recoverName } from '../domain/person-name.js';

/** The name that was meant: what an older encoding hid, where the text can be nothing else; else as written. */
export function statedName(text: string, encoding?: NameEncoding): string {
  return recoverName(text, encoding)?.name ?? text;
}
