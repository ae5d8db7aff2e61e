import type pg from 'pg';

/** How the events of a bench are spread; each draws from as many as there are. */
export interface ManyEvents {
  events: number;
  /** Residents looked at; number 1 is looked at in one of each `ofFirst` events besides. */
  residents: number;
  ofFirst: number;
}

/** The keyed hash under which a made-up resident stands. */
export const macOfMadeUp = (number: number) => Buffer.from(String(number).padStart(32, '0'));

/**
 * Events on record as months of work leave them, over the partitions of the last two months: 40 agencies, 2,000
 * officers, one of them the only one of his kind (`rare`), a hundredth refused. Asks a login that may write the table.
 */
export async function addManyEvents(
  client: pg.ClientBase,
  { events, residents, ofFirst }: ManyEvents,
): Promise<void> {
  await client.query('begin; set local session_replication_role = replica');
  await client.query(
    `insert into audit.event (id, occurred_at, request_id, agency_code, agency_kind, client_id, officer, purpose,
       outcome, fields_released, duration_ms)
     select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
       clock_timestamp() - (i * interval '40 days' / $1), 'request-' || i, 'agency-' || i % 40, 'HOSPITAL', 'desk',
       case when i % 50000 = 77 then 'rare' else 'officer-' || i % 2000 end, 'TREATMENT',
       case when i % 100 = 0 then 'REFUSED' else 'ANSWERED' end,
       array['Query.identify', 'Identification.outcome', 'Resident.fullName', 'Coverage.cardNumber'], 4
     from generate_series(1, $1::int) i`,
    [events],
  );
  await client.query(
    `insert into audit.event_subject (event_id, occurred_at, subject_mac, subject_sealed, outcome)
     select e.id, e.occurred_at, convert_to(lpad(n::text, 32, '0'), 'UTF8'), 'sealed', 'RELEASED'
     from audit.event e, substring(e.request_id from 9) as text,
       lateral (select distinct n from unnest(array[2 + text::int % $1::int,
         case when text::int % $2::int = 0 then 1 end]) n where n is not null) as about
     where e.request_id like 'request-%'`,
    [residents, ofFirst],
  );
  await client.query('commit');
  await client.query('analyze audit.event, audit.event_subject');
}
