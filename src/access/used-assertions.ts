import type pg from 'pg';

/** Ids of client assertions that were used (RFC 7523 §3), shared by every process: each is good once. */
export class UsedAssertions {
  constructor(private readonly pool: pg.Pool) {}

  /** Uses an id; false when it was used before. What expired is forgotten by `forgetOld`. */
  async use(id: string, seconds: number): Promise<boolean> {
    const { rowCount } = await this.pool.query({
      name: 'use_assertion',
      text: `insert into access.used_assertion (id, expires_at) values ($1, now() + make_interval(secs => $2))
             on conflict (id) do nothing`,
      values: [id, seconds],
    });
    return rowCount === 1;
  }
}
