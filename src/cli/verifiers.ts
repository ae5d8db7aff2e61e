import { type NoteVerifier, parseVkey } from '../audit/note.js';

/** One key or several, as `audit key` prints them; for a command option. */
export function verifiersOf(text: string): NoteVerifier[] {
  return text
    .trim()
    .split(/\s+/)
    .map((one) => {
      const verifier = parseVkey(one);
      if (!verifier) throw new Error('--key: not a key of the form NAME+HASH+KEY.');
      return verifier;
    });
}
