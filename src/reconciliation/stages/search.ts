import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import type { Birth } from '../birth.js';
import { type Decision, decide } from '../decision.js';
import { FoundPeople } from '../found-people.js';
import type { Letters } from '../letters.js';
import { rememberedNameKey } from '../name-key.js';
import type { SexNo, Stated } from '../people.js';
import { type FoundResident, numbersOf, ResidentRows } from '../resident-rows.js';
import { checkpoint, type Run } from '../run-store.js';
import { recordKeys } from '../search-keys.js';
import { statedName } from '../stated-name.js';
import { CommitInTurn } from './commit-in-turn.js';
import { writeDecisions } from './write-decisions.js';

/** Records a transaction looks closer at. */
const CHUNK = 1_500;
/** Chunks looked closer at together: while PostgreSQL looks people up for one, another is judged. */
const AT_ONCE = 3;
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
  const turns = new CommitInTurn(pool, runId);
  const commit = async ({ records, decisions }: Decided) => {
    const searchedTo = records.at(-1)!.seq;
    await turns.add(
      async (client) => {
        await writeDecisions(client, runId, records, decisions);
        return { searchedTo, settled: countsOf(decisions) };
      },
      () => onChunk(searchedTo),
    );
  };
  const underWay: Promise<Decided>[] = [];
  try {
    for await (const records of openChunks(pool, run)) {
      const decided = decideAll(pool, records, run.registry!.residents).then((decisions) => ({
        ...{ records, decisions },
      }));
      decided.catch(() => undefined);
      underWay.push(decided);
      if (underWay.length >= AT_ONCE) await commit((await underWay.shift())!);
    }
    for (const decided of underWay) await commit(await decided);
    await turns.finish();
  } finally {
    await turns.rest();
  }
  await inTransaction(pool, (client) => checkpoint(client, runId, { searchedTo: lastSeq }));
}

interface Decided {
  records: Stated[];
  decisions: Decision[];
}

function countsOf(decisions: readonly Decision[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of decisions) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** The records that nobody settled, in their order, behind those that were searched. */
async function* openChunks(pool: pg.Pool, { runId, searchedTo, source }: Run): AsyncGenerator<Stated[]> {
  for (let after = searchedTo; ; ) {
    const { rows } = await pool.query<OpenRow>({
      ...{ text: openRecords, values: [runId, after], rowMode: 'array' },
    });
    const records = rows.map((row) => statedOf(row, (source.letters ?? undefined) as Letters | undefined));
    const last = records.at(-1);
    if (!last) return;
    yield records;
    after = last.seq;
  }
}

/** A row of `matching.record` as it is judged. */
export function statedOf(row: OpenRow, letters: Letters | undefined): Stated {
  const [fullName, claimed, old] = [row[10], row[3], row[4]];
  return {
    seq: row[0],
    line: row[1],
    sectorNo: row[2],
    personalId: row[8],
    oldNumberText: row[9],
    fullName,
    birthText: row[11],
    gender: row[12],
    address: row[13],
    claimedId: claimed === null ? null : Number(claimed),
    oldNumber: old === null ? null : Number(old),
    meantName: letters ? statedName(fullName, letters) : fullName,
    name: rememberedNameKey(statedName(fullName, letters)),
    birth: row[5],
    sex: row[6],
    communes: numbersOf(row[7]),
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
