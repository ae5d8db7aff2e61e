import { type NameEncoding, recoverName } from '../../../src/domain/person-name-recovery.js';
import { type Mix, names } from './names-material.js';

const SOURCES: NameEncoding[] = ['TCVN3', 'VNI', 'VIQR', 'WINDOWS_1258', 'UTF8_AS_LATIN1'];
const FORMS: ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.normalize('NFD'),
];

/** Right names given to the reader of older encodings: those it rewrote, each beside what it made of it. */
export function measureRightNames(seed: number, count: number, mix: Mix) {
  const touched: string[] = [];
  const touchedInFiles = new Set<string>();
  let forms = 0;
  for (const name of names(seed, count, mix)) {
    for (const form of FORMS) {
      forms += 1;
      const back = recoverName(form(name));
      if (back) touched.push(`${form(name)}, read ${back.name}`);
    }
    for (const source of SOURCES) {
      const back = recoverName(name, source);
      if (back) touchedInFiles.add(`${name}, read ${back.name} in a file of ${source}`);
    }
  }
  return { forms, touched, touchedInFiles: [...touchedInFiles] };
}
