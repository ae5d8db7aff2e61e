import { type CardReading, type CardUnreadable, readCardText } from '../../../domain/card-text.js';
import { undoneForms } from './undone.js';

/** A text, and what the hub will recognise it as: the same reader, so that nothing unreadable is asked. */
export interface ReadText {
  text: string;
  reading: CardReading | CardUnreadable;
}

/**
 * Of the forms one entry may have (as shown in the box, as rebuilt from the keys), the one that needs least mending;
 * the first where they are alike.
 */
export function bestText(forms: readonly string[]): ReadText {
  const read = [...new Set(forms)].map(readText);
  const best = read.reduce(leastMended);
  return best.reading.kind === null ? undoneForms(best.text).map(readText).reduce(leastMended, best) : best;
}

function readText(text: string): ReadText {
  return { text, reading: readCardText(text) };
}

function leastMended(best: ReadText, other: ReadText): ReadText {
  const cost = ({ reading }: ReadText) => (reading.kind === null ? 100 : (reading.repairs?.length ?? 0));
  return cost(other) < cost(best) ? other : best;
}
