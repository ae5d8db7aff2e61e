import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import type { NameEncoding } from '../../domain/person-name.js';
import type { Birth } from '../birth.js';
import { type Decision, decide } from '../decision.js';
import { FoundPeople } from '../found-people.js';
import { nameKey } from '../name-key.js';
import type { SexNo, Stated } from '../people.js';
import { type FoundResident, numbersOf, ResidentRows } from '../resident-rows.js';
import { checkpoint, type Run } from '../run-store.js';
import { recordKeys } from '../search-keys.js';
import { statedName } from '../stated-name.js';
import { writeDecisions } from './write-decisions.js';

/** Records a transaction looks closer at. */
const CHUNK = 3_000;
/** And as many it judges before it lets others go first: it may run in a process that serves. */
const AT_A_TIME = 100;

const openRecords = `
  select m.seq, m.line, m.sector_no, m.claimed_id::text, m.old_number::text, m.birth, m.sex, m.communes::text,
    m.personal_id, m.old_cmnd, m.full_name, m.birth_text, m.gender, m.address
  from matching.record m
  where m.run_id = $1 and m.seq > $2
    and not exists (select from reconciliation.result x
      where x.run_id = m.run_id and x.sector_no = m.sector_no and x.seq = m.seq)
  order by m.seq limit ${CHUNK}`;

export type OpenRow = [
  ...[seq: number, line: number, sectorNo: string, claimedId: string | null, oldNumber: string | null],
  ...[birth: Birth, sex: SexNo, communes: string, personalId: string, oldNumberText: string],
  ...[fullName: string, birthText: string, gender: string, address: string],
];

/**
 * Looks closer at every record that is not settled: whom its numbers lead to, then people like it, few and sure ones
 * first. Chunk by chunk, results and checkpoint in one transaction.
 * @throws RunStopped
 */
export async function searchRecords(
  pool: pg.Pool,
  run: Run,
  onChunk: (searchedTo: number) => void,
): Promise<void> {
  const { runId, lastSeq } = run;
  let next = decideNext(pool, run, run.searchedTo);
  for (;;) {
    const { records, decisions } = await next;
    const last = records.at(-1);
    if (!last) break;
    // NOTE: the next records are judged while these are written: the process and PostgreSQL work side by side.
    next = decideNext(pool, run, last.seq);
    next.catch(() => undefined);
    await inTransaction(pool, async (client) => {
      await writeDecisions(client, runId, records, decisions);
      await checkpoint(client, runId, { searchedTo: last.seq, settled: countsOf(decisions) });
    });
    onChunk(last.seq);
  }
  await inTransaction(pool, (client) => checkpoint(client, runId, { searchedTo: lastSeq }));
}

function countsOf(decisions: readonly Decision[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of decisions) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** Of the records after a number in order that nobody settled, the next chunk, and what becomes of each. */
async function decideNext(
  pool: pg.Pool,
  { runId, registry, source }: Run,
  after: number,
): Promise<{ records: Stated[]; decisions: Decision[] }> {
  const { rows } = await pool.query<OpenRow>({ text: openRecords, values: [runId, after], rowMode: 'array' });
  const records = rows.map((row) => statedOf(row, (source.letters ?? undefined) as NameEncoding | undefined));
  return { records, decisions: await decideAll(pool, records, registry!.residents) };
}

/** A row of `matching.record` as it is judged. */
export function statedOf(row: OpenRow, encoding: NameEncoding | undefined): Stated {
  const [seq, line, sectorNo, claimedId, oldNumber, birth, sex, communes, ...written] = row;
  const [personalId, oldNumberText, fullName, birthText, gender, address] = written;
  return {
    ...{ seq, line, sectorNo, birth, sex, personalId, oldNumberText, fullName, birthText, gender, address },
    claimedId: claimedId === null ? null : Number(claimedId),
    oldNumber: oldNumber === null ? null : Number(oldNumber),
    communes: numbersOf(communes),
    meantName: encoding ? statedName(fullName, encoding) : fullName,
    name: nameKey(statedName(fullName, encoding)),
  };
}

/** The decision on each, aligned: by the numbers where they settle it, else among all who are like it. */
export async function decideAll(
  pool: pg.Pool,
  records: readonly Stated[],
  residents: number,
): Promise<Decision[]> {
  const rows = new ResidentRows(pool);
  const people = records.map((record) => new FoundPeople(record, residents));
  const decisions: (Decision | null)[] = [];
  const take = (found: readonly FoundResident[]) => {
    for (const { at, resident, via } of found) people[at]!.add(resident, via);
  };
  take(
    await rows.findByNumber(records.map(({ claimedId, oldNumber }, at) => ({ at, claimedId, oldNumber }))),
  );
  for (const one of people) {
    if (decisions.length % AT_A_TIME === 0) await breathe();
    decisions.push(decide(one.record, one.best(), 'NUMBERS'));
  }
  const asked = records.flatMap((record, at) =>
    decisions[at] === null ? [{ at, keys: recordKeys(record) }] : [],
  );
  if (asked.length > 0) take(await rows.findByKeys('STRICT', asked));
  const unexplained = asked.filter(({ at }) => !people[at]!.isStrong());
  if (unexplained.length > 0) take(await rows.findByKeys('LOOSE', unexplained));
  for (const [at, one] of people.entries()) {
    if (at % AT_A_TIME === 0) await breathe();
    decisions[at] ??= decide(one.record, one.best(), 'ALIKE')!;
  }
  return decisions as Decision[];
}
