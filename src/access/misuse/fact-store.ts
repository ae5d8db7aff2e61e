import type pg from 'pg';
import type { Officer, OfficerFacts } from './facts.js';

const zone = `at time zone 'Asia/Ho_Chi_Minh'`;

/** The pieces of both statements, `at` being the moment they are asked for. */
const pieces = (at: string) => {
  const local = `(${at} ${zone})`;
  const midnight = `date_trunc('day', ${local}) ${zone}`;
  const hourOf = (moment: string) => `extract(hour from ${moment})::int`;
  const tally = (since: string) =>
    `json_build_object(${['looks', 'wrong', 'outside', 'limited']
      .map((name) => `'${name}', coalesce(sum(h.${name}) filter (where h.hour >= ${since}), 0)`)
      .join(', ')})`;
  return {
    past: `h.looks > 0 and h.hour < ${midnight} and h.hour >= ${at} - interval '28 days'`,
    // The hours around midnight are next to each other, too.
    atThisTime: `mod(${hourOf(`h.hour ${zone}`)} - ${hourOf(local)} + 24, 24) in (23, 0, 1)`,
    recent: tally(`date_trunc('hour', ${at}) - interval '1 hour'`),
    today: tally(midnight),
    thisHour: `coalesce(sum(h.looks) filter (where h.hour >= date_trunc('hour', ${at})), 0)::int`,
    midnight,
  };
};

const now = pieces('to_timestamp($3 / 1000.0)');

const whatOf = {
  name: 'misuse_now',
  text: `select o.agency, o.officer, own.*,
      (select coalesce(sum(c.people), 0)::int from roster.chunk c
       where c.agency_code = o.agency and c.officer = o.officer and c.checked_at >= ${now.midnight}) as "ofRosters"
    from unnest($1::text[], $2::text[]) as o (agency, officer)
    cross join lateral (
      select ${now.recent} as recent, ${now.today} as today, ${now.thisHour} as "thisHour"
      from misuse.officer_hour h
      where h.agency_code = o.agency and h.officer = o.officer
        and h.hour >= to_timestamp($3 / 1000.0) - interval '2 days'
    ) own`,
};

const pastOf = {
  name: 'misuse_past',
  text: `select o.agency, o.officer, past.*
    from unnest($1::text[], $2::text[]) as o (agency, officer)
    cross join lateral (
      select count(*)::int as days,
        coalesce(percentile_cont(0.5) within group (order by d.looks), 0)::float8 as "usualDay",
        (count(*) filter (where d.now_too))::int as "daysAtThisTime"
      from (select sum(h.looks) as looks, bool_or(${now.atThisTime}) as now_too
            from misuse.officer_hour h
            where h.agency_code = o.agency and h.officer = o.officer and ${now.past}
            group by date_trunc('day', h.hour ${zone})) d
    ) past`,
};

const ofAgency = pieces('to_timestamp($2 / 1000.0)');
const usualOf = {
  name: 'misuse_usual',
  text: `select coalesce(percentile_cont(0.5) within group (order by d.looks), 0)::float8 as "usualDayOfAgency",
      coalesce(sum(d.now_too) / nullif(sum(d.looks), 0), 0)::float8 as "agencyShareAtThisTime"
    from (select sum(h.looks) as looks, sum(h.looks) filter (where ${ofAgency.atThisTime}) as now_too
          from misuse.officer_hour h where h.agency_code = $1 and ${ofAgency.past}
          group by h.officer, date_trunc('day', h.hour ${zone})) d`,
};

type Past = Pick<OfficerFacts, 'days' | 'usualDay' | 'daysAtThisTime'>;
type Usual = Pick<OfficerFacts, 'usualDayOfAgency' | 'agencyShareAtThisTime'>;

/**
 * Facts of officers. What they did of late is read every time; what they and their agencies used to do changes with the
 * hour, takes reading four weeks, and is kept until then.
 */
export class FactStore {
  #past = new Map<string, Past>();
  #usual = new Map<string, Usual>();
  #hour = -1;

  async read(client: pg.ClientBase, officers: readonly Officer[], at: number): Promise<OfficerFacts[]> {
    const hour = Math.floor(at / 3_600_000);
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#past = new Map();
      this.#usual = new Map();
    }
    const current = await ask<Omit<OfficerFacts, keyof Past | keyof Usual>>(client, whatOf, officers, at);
    const unknown = officers.filter((one) => !this.#past.has(keyOf(one)));
    for (const { agency, officer, ...past } of await ask<Officer & Past>(client, pastOf, unknown, at)) {
      this.#past.set(keyOf({ agency, officer }), past);
    }
    const facts: OfficerFacts[] = [];
    for (const row of current) {
      const usual = await this.#usualOf(client, row.agency, at);
      facts.push({ ...row, ...this.#past.get(keyOf(row))!, ...usual });
    }
    return facts;
  }

  async #usualOf(client: pg.ClientBase, agency: string, at: number): Promise<Usual> {
    let usual = this.#usual.get(agency);
    if (!usual) {
      const { rows } = await client.query<Usual>({ ...usualOf, values: [agency, at] });
      usual = rows[0]!;
      this.#usual.set(agency, usual);
    }
    return usual;
  }
}

async function ask<Row extends pg.QueryResultRow>(
  client: pg.ClientBase,
  statement: { name: string; text: string },
  officers: readonly Officer[],
  at: number,
): Promise<Row[]> {
  if (officers.length === 0) return [];
  const values = [officers.map((one) => one.agency), officers.map((one) => one.officer), at];
  return (await client.query<Row>({ ...statement, values })).rows;
}

const keyOf = ({ agency, officer }: Officer) => `${agency} ${officer}`;
