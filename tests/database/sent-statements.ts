import pg from 'pg';

/** A named statement as it was sent to PostgreSQL. */
export interface SentStatement {
  name: string;
  text: string;
  values: unknown[];
}

/** The named statements that this process sent to any database while `work` ran; they are sent all the same. */
export async function sentDuring(work: () => Promise<unknown>): Promise<SentStatement[]> {
  const sent: SentStatement[] = [];
  const { query } = pg.Client.prototype;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...given: unknown[]) {
      if (isNamed(given[0])) sent.push(given[0]);
      return Reflect.apply(query, this, given);
    },
  });
  try {
    await work();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  return sent;
}

function isNamed(given: unknown): given is SentStatement {
  return typeof given === 'object' && given !== null && 'name' in given && 'values' in given;
}
