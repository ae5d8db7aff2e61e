import { refusalWords } from '../reconciliation/refusal-words.js';
import { WrongFile } from '../reconciliation/text-form.js';

/** Why a file is refused: by code, in both languages. */
export const wordsOf = ({ code, message }: WrongFile): string => `${code}. ${refusalWords(code, message)}`;

/** What a command ends with when a file is refused on the way. */
export async function inBothLanguages<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WrongFile) throw new Error(wordsOf(error), { cause: error });
    throw error;
  }
}
