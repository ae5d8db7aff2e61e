import { type Source, SourceError } from '../database/source.js';
import { HubError } from '../domain/errors.js';
import { preferredHolder } from './preferred-holder.js';
import type { Part, Registry, ResidentRecord } from './registry.js';

/** What each part adds to the statement: one column made of that part's contract view, by index. */
const partColumns: Record<Part, string> = {
  identifiers: `(select coalesce(json_agg(json_build_object('identifier', x.identifier, 'kind', x.kind,
      'validFrom', x.valid_from, 'validUntil', x.valid_until, 'reason', x.reason) order by x.valid_from), '[]')
    from lienthong.identifier x where x.personal_id = r.personal_id and x.kind <> 'PERSONAL_ID') as "identifiers"`,
  cards: `(select coalesce(json_agg(json_build_object('cardNumber', x.card_number, 'cardType', x.card_type,
      'issuedOn', x.issued_on, 'expiresOn', x.expires_on, 'status', x.status) order by x.issued_on desc), '[]')
    from lienthong.identity_card x where x.personal_id = r.personal_id) as "cards"`,
  residence: `(select coalesce(json_agg(json_build_object('kind', x.kind, 'unitCode', x.unit_code,
      'unitValidFrom', x.unit_valid_from, 'addressLine', x.address_line, 'since', x.since, 'until', x.until)
      order by x.since desc nulls last), '[]')
    from lienthong.residence x where x.personal_id = r.personal_id) as "residences"`,
  household: `(select json_build_object('householdId', h.household_id, 'headPersonalId', h.head_personal_id,
      'members', (select coalesce(json_agg(json_build_object('personalId', m.personal_id,
        'relationship', m.relationship) order by m.personal_id), '[]')
        from lienthong.household_member m where m.household_id = h.household_id))
    from lienthong.household h where h.household_id = r.household_id) as "household"`,
  guardians: `(select coalesce(json_agg(json_build_object('personalId', g.guardian_personal_id,
      'relationship', g.relationship) order by g.guardian_personal_id), '[]')
    from lienthong.guardian g where g.child_personal_id = r.personal_id) as "guardians"`,
  children: `(select coalesce(json_agg(g.child_personal_id order by g.child_personal_id), '[]')
    from lienthong.guardian g where g.guardian_personal_id = r.personal_id) as "children"`,
};

const partOrder = Object.keys(partColumns) as Part[];

/** The registry behind contract views in a PostgreSQL (schema `lienthong`). */
export class PostgresRegistry implements Registry {
  constructor(private readonly source: Source) {}

  async findMany(
    identifiers: readonly string[],
    parts: ReadonlySet<Part>,
  ): Promise<(ResidentRecord | null)[]> {
    const wanted = partOrder.filter((part) => parts.has(part));
    let rows: ResidentRecord[];
    try {
      rows = await this.source.query<ResidentRecord>(statementFor(wanted), [identifiers]);
    } catch (cause) {
      if (!(cause instanceof SourceError)) throw cause;
      throw new HubError('REGISTRY_UNAVAILABLE', { retryAfterMs: cause.retryAfterMs }, undefined, { cause });
    }
    const found = new Map<string, ResidentRecord | null>();
    for (const row of rows) found.set(row.asked, preferredHolder(found.get(row.asked), row));
    return identifiers.map((identifier) => found.get(identifier) ?? null);
  }
}

const statements = new Map<string, { name: string; text: string }>();

function statementFor(parts: Part[]): { name: string; text: string } {
  // Six letters of each tell them apart; of a name PostgreSQL keeps 63 bytes.
  const name = ['resident', ...parts.map((part) => part.slice(0, 6))].join('_');
  let statement = statements.get(name);
  if (!statement) {
    statement = {
      name,
      text: `select i.identifier as "asked", i.kind as "askedKind", r.personal_id as "personalId",
          r.full_name as "fullName", r.date_of_birth as "dateOfBirth", r.sex, r.status,
          r.eid_level as "eidLevel", r.eid_status as "eidStatus", r.eid_activated_on as "eidActivatedOn"
          ${parts.map((part) => `, ${partColumns[part]}`).join('\n')}
        from lienthong.identifier i
        join lienthong.resident r on r.personal_id = i.personal_id
        where i.identifier = any($1::text[])`,
    };
    statements.set(name, statement);
  }
  return statement;
}
