const printable = /^[\x21-\x7e\u00c0-\u024f\u1e00-\u1eff]+(?: [\x21-\x7e\u00c0-\u024f\u1e00-\u1eff]+)*$/;

/**
 * An officer's identifier in the one form that suspension, quota, misuse and record know him by: NFC, lower case. Spelt
 * `BS.AN` he is who `bs.an` is.
 */
export function foldOfficer(officer: string): string {
  return officer.normalize('NFC').toLowerCase().normalize('NFC');
}

/**
 * The same of an identifier that a token names; null for one that could pass for another: of anything but ASCII and
 * accented Latin letters with single spaces inside, or over 100 characters.
 */
export function readOfficer(officer: unknown): string | null {
  if (typeof officer !== 'string' || officer.length > 100) return null;
  return printable.test(officer.normalize('NFC')) ? foldOfficer(officer) : null;
}
