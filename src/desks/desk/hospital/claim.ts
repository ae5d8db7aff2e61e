import type { CardReading, CardUnreadable } from '../../../domain/card-text.js';

/** Whom the officer asks about: what the hub is sent, and what the card or the officer states, to be shown beside. */
export interface Claim {
  input: Record<string, string>;
  reading: CardReading;
  from: 'SCAN' | 'TYPED';
  /** When the last key of it came, `performance.now()`. */
  at: number;
}

/** What was read and is not enough to tell somebody: a number without name and birth date. */
export interface Unfinished {
  reading: CardReading;
  from: Claim['from'];
}

export type Understood =
  | { claim: Claim }
  | { unfinished: Unfinished }
  | { unreadable: CardUnreadable['problem'] };

/** What an entry comes to before anybody is asked: a look that can answer nothing is not taken. */
export function understand(
  text: string,
  reading: CardReading | CardUnreadable,
  from: Claim['from'],
  at: number,
): Understood {
  if (reading.kind === null) return { unreadable: reading.problem };
  if (reading.fullName && reading.dateOfBirth)
    return { claim: { input: { cardText: text }, reading, from, at } };
  return { unfinished: { reading, from } };
}

/** A number that was typed, with what the officer added. */
export function completed(
  { reading, from }: Unfinished,
  stated: { fullName: string; dateOfBirth: string },
  at: number,
): Claim {
  const { personalId, oldIdNumber, insuranceCard, insuranceNumber } = reading;
  const number: Record<string, string> = personalId
    ? { personalId }
    : oldIdNumber
      ? { oldIdNumber }
      : { insuranceNumber: insuranceCard?.cardNumber ?? insuranceNumber ?? '' };
  return {
    input: { ...number, ...stated },
    reading: { ...reading, ...stated },
    ...{ from, at },
  };
}
