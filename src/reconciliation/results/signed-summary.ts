import { judgeNote, type NoteSigner, type NoteVerifier, parseNote, signNote } from '../../audit/note.js';
import type { RunSummary } from './summary.js';

/**
 * The summary of a run as a signed note (c2sp.org/signed-note) of the hub's seal key: a line that says what it is, and
 * the summary as JSON in one line.
 */
export function signSummary(summary: RunSummary, signer: NoteSigner): string {
  return signNote(`${signer.name}/reconciliation\n${JSON.stringify(summary)}\n`, signer);
}

export type JudgedSummary =
  | { verdict: 'GOOD'; summary: RunSummary }
  | { verdict: 'BAD' | 'FOREIGN' | 'NO_NOTE'; summary: null };

/** Whether a note is a run's summary that one of these keys signed, as it stands. */
export function judgeSummary(text: string, trusted: readonly NoteVerifier[]): JudgedSummary {
  const note = parseNote(text);
  if (!note) return { verdict: 'NO_NOTE', summary: null };
  const verdict = judgeNote(note, trusted);
  if (verdict !== 'GOOD') return { verdict, summary: null };
  const [what, json] = note.text.split('\n');
  // NOTE: the same keys sign checkpoints and introduce keys; only a summary is one.
  if (!trusted.some(({ name }) => what === `${name}/reconciliation`))
    return { verdict: 'NO_NOTE', summary: null };
  return { verdict, summary: JSON.parse(json!) as RunSummary };
}
