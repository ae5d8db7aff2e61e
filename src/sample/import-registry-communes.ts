import { projectCsv } from './project-file.js';

const SINCE = '2025-07-01';

/**
 * Whether a code is a commune's in the tables that come with the program, as they are since 2025-07-01: also when
 * only another public list gives a commune that code.
 */
export function packagedCommunes(): (code: string) => boolean {
  const units = projectCsv<'code' | 'valid_from' | 'level'>('migrations/hub/data/admin-units.csv');
  const aliases = projectCsv<'level' | 'valid_from' | 'kind' | 'alias'>(
    'migrations/hub/data/unit-aliases.csv',
  );
  const isNewCommune = (it: { level: string; valid_from: string }) =>
    it.level === 'COMMUNE' && it.valid_from >= SINCE;
  const codes = new Set([
    ...units.filter(isNewCommune).map((it) => it.code),
    ...aliases.filter((it) => isNewCommune(it) && it.kind === 'CODE').map((it) => it.alias),
  ]);
  return (code) => codes.has(code);
}
