import { commonEncoding, type NameEncoding, recoverName } from '../domain/person-name.js';
import { namesAmong } from './text-form.js';

/** What the names of a file are typed in where it is not Unicode; two fonts where it was put together of two files. */
export type Letters = NameEncoding | 'TCVN3+VNI';

/** By the cells that look like names; null where they are Unicode, or too few are anything else. */
export function lettersOf(cells: readonly string[]): Letters | null {
  const names = namesAmong(cells);
  return commonEncoding(names) ?? (isOfTwoFonts(names) ? 'TCVN3+VNI' : null);
}

/** As `commonEncoding` measures it, for both together. */
function isOfTwoFonts(names: readonly string[]): boolean {
  const found = names.flatMap((name) => recoverName(name)?.encoding ?? []);
  const old = found.filter((encoding) => encoding === 'TCVN3' || encoding === 'VNI').length;
  return old > 0 && old * 3 >= names.length && old * 10 >= found.length * 9;
}
