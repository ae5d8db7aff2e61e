import { recoverName } from '../domain/person-name.js';
import type { Letters } from './letters.js';

/** The name that was meant: what an older encoding hid, where the text can be nothing else; else as written. */
export function statedName(text: string, letters?: Letters): string {
  const encodings = letters === 'TCVN3+VNI' ? (['TCVN3', 'VNI'] as const) : letters;
  return recoverName(text, encodings)?.name ?? text;
}
