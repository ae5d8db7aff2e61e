import type { MisuseCase } from './queries.js';

/** What was decided of a case, for this page alone. */
export interface DecisionAbout {
  caseId: string;
  what: 'DISMISSED' | 'CONFIRMED' | 'LIFTED';
}

/** What the hub answers to either. */
export type Decided = MisuseCase | { agency: string; officer: string; openCases: number };

/** Why a reason cannot be taken; null when it can. It stays on record, so it names nobody by number. */
export function wrongNote(note: string): 'noteShort' | 'noteNumber' | null {
  if ([...note.trim()].length < 5) return 'noteShort';
  return /(?:\d[\s.\-–]?){9}/.test(note) ? 'noteNumber' : null;
}
