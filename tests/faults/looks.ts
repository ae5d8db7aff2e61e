import { withPool } from '../../src/cli/workplace.js';
import { sampleCards } from '../../src/sample/cards.js';
import { findKnown } from '../../src/sample/known-residents.js';
import type { Cluster } from '../support/cluster.js';

/** The hospital's look at a card: registry, residence and coverage. */
export const deskQuery = `query Desk($card: String!) {
  identify(claim: { cardText: $card }) {
    outcome
    resident { fullName permanentResidence { addressLine } coverage { cardNumber status } }
  }
}`;

/** A resident's look at himself: the registry and all three sectors. */
export const meQuery = `query Me {
  me { fullName coverages { cardNumber } enrolments { schoolCode } membership { sectorNo } }
}`;

export interface KnownPeople {
  /** The text of the first sample card, MATCHED with active coverage. */
  card: string;
  /** The personal id of its holder. */
  holder: string;
}

export async function knownPeople({ databases }: Cluster): Promise<KnownPeople> {
  const [first] = await sampleCards({ urls: databases.owners, count: 1 });
  const known = await withPool(databases.owners.population, findKnown);
  return { card: first!.cardText, holder: known.ACTIVE! };
}
