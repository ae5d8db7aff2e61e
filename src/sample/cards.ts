import pg from 'pg';
import type { CardTextKind } from '../domain/card-reading.js';
import { CARD_CASES, type SampleOutcome } from './card-cases.js';
import { chipQr } from './card-forms.js';
import { findHolders } from './card-holders.js';
import { findKnown } from './known-residents.js';
import type { SampleUrls } from './load-sample.js';
import { Places } from './places.js';

/** A text to paste or scan, what it is, what identifying it answers, and what it is good to show. */
export interface SampleCard {
  cardText: string;
  /** Null where it cannot be told what the text is. */
  kind: CardTextKind | null;
  expect: SampleOutcome;
  shows: { vi: string; en: string };
}

interface Wish {
  urls: Pick<SampleUrls, 'population' | 'healthInsurance'>;
  /** All cases when not said. */
  count?: number;
}

const PLAIN = { vi: 'CCCD gắn chip', en: 'Chip card' };

/**
 * Card texts of sample residents, one for each kind and outcome worth seeing; more than those are plain chip cards.
 *
 * Needs the owner's URLs of loaded sample databases; answers an empty list where no sample is loaded. A case whose
 * resident was changed so that it cannot be written any more is left out.
 */
export async function sampleCards({ urls, count = CARD_CASES.length }: Wish): Promise<SampleCard[]> {
  const population = poolOf(urls.population);
  const healthInsurance = poolOf(urls.healthInsurance);
  try {
    const known = await findKnown(population);
    const others = await plainHolders(population, Object.values(known), count - CARD_CASES.length);
    const ids = [...Object.values(known), ...others];
    const holders = await findHolders(ids, population, healthInsurance, new Places());
    const cards: SampleCard[] = [];
    for (const { who, text, ...rest } of CARD_CASES) {
      const holder = holders.get(known[who] ?? '');
      const cardText = holder && text(holder);
      if (cardText) cards.push({ cardText, ...rest });
    }
    for (const id of others) {
      const cardText = chipQr(holders.get(id)!);
      if (cardText) cards.push({ cardText, kind: 'CCCD_QR', expect: 'MATCHED', shows: PLAIN });
    }
    return cards.slice(0, count);
  } finally {
    await Promise.all([population.end(), healthInsurance.end()]);
  }
}

function poolOf(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 1, connectionTimeoutMillis: 10_000 });
  return pool.on('error', () => {});
}

/** Living residents with a chip card in force, by personal ID, without those who show a case. */
async function plainHolders(population: pg.Pool, known: string[], count: number): Promise<string[]> {
  if (known.length === 0 || count <= 0) return [];
  const { rows } = await population.query<{ personal_id: string }>(
    `SELECT personal_id FROM lienthong.identity_card JOIN lienthong.resident USING (personal_id)
     WHERE card_type = 'CCCD_CHIP' AND identity_card.status = 'VALID' AND resident.status = 'ALIVE'
       AND personal_id <> ALL($1::text[])
     ORDER BY personal_id LIMIT $2`,
    [known, count],
  );
  return rows.map((row) => row.personal_id);
}
