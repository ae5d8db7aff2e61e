import type { Source } from '../../database/source.js';
import { askSector, type CorrectionOutcome, type SectorCorrections } from '../sector.js';

/** The contract functions of this sector, as `sectors check` looks for them. */
export const correctionFunctions = ['apply_corrections', 'revert_corrections'] as const;

const [apply, revert] = correctionFunctions.map((name) => ({
  name,
  text: `select lienthong.${name}($1::jsonb) as answer`,
}));

/** Corrections of members, by the login that may call the contract functions and reads nothing. */
export function correctionsOf(sector: string, writer: Source): SectorCorrections {
  const call = async (act: typeof apply, request: object): Promise<CorrectionOutcome[]> => {
    const [row] = await askSector<{ answer: { outcomes: CorrectionOutcome[] } }>(sector, writer, act!, [
      JSON.stringify(request),
    ]);
    return row!.answer.outcomes;
  };
  return {
    apply: (by, corrections, { dryRun = false } = {}) => call(apply, { by, dryRun, corrections }),
    revert: (by, keys) => call(revert, { by, keys }),
  };
}
