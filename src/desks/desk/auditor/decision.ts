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
  return hasLongNumber(note) ? 'noteNumber' : null;
}

/** Whether a text has digits enough to name somebody by number. */
export function hasLongNumber(text: string): boolean {
  return /(?:\d[\s.\-–]?){9}/.test(text);
}
