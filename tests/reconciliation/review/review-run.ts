import { randomInt, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { withPool } from '../../../src/cli/workplace.js';
import type { Outcome } from '../../../src/reconciliation/decision.js';
import { until } from '../../faults/until.js';
import type { Cluster } from '../../support/cluster.js';
import { addResident, type Person } from '../../support/people.js';

/** A record of a run; only what a test is about is named. */
export interface RecordWish {
  /** Whom it is about by our judgement; a resident of its own by default, nobody when null. */
  resident?: Person | null;
  /** What the sector's record states: as the resident's own unless said. */
  stated?: Partial<Record<'personalId' | 'fullName' | 'dateOfBirth', string>>;
  outcome?: Outcome;
  causes?: readonly string[];
  /** Province that manages it; null: the sector has no such record. */
  province?: string | null;
  office?: string | null;
  benefit?: 'ACTIVE' | 'SUSPENDED' | 'ENDED' | null;
  /** More candidates, behind the resident. */
  others?: readonly Person[];
}

export interface ReviewRecord {
  /** `12-1`. */
  finding: string;
  seq: number;
  sectorNo: string;
  resident: Person | null;
}

export interface ReviewRun {
  runId: string;
  records: ReviewRecord[];
}

export const newSectorNo = () => String(randomInt(1e9, 1e10)).padStart(10, '0');

/** A finished run of an agency with these records, in its sector's database too; a running hub lays it out. */
export async function addReviewRun(
  cluster: Cluster,
  agency: string,
  wishes: readonly RecordWish[],
): Promise<ReviewRun> {
  const { urls, owners } = cluster.databases;
  const within = <T>(use: (hub: pg.Pool, sector: pg.Pool) => Promise<T>) =>
    withPool(urls.hubOwner!, (hub) => withPool(owners.socialSecurity, (sector) => use(hub, sector)));
  return within(async (hub, sector) => {
    const runId = await beginRun(hub, agency);
    const records: ReviewRecord[] = [];
    for (const [at, wish] of wishes.entries()) {
      const resident = wish.resident === undefined ? await addResident(cluster) : wish.resident;
      records.push(await addRecord({ hub, sector, runId, seq: at + 1 }, { ...wish, resident }));
    }
    await finishRun(hub, runId);
    return { runId: String(runId), records };
  });
}

export async function beginRun(hub: pg.Pool, agency: string): Promise<number> {
  // Paused while it is filled: only one run of a sector may be under way, and other suites begin theirs.
  const { rows } = await hub.query<{ run_id: number }>(
    `insert into reconciliation.run (sector, state, source, digest, registry, engine_version, agency_code)
     values ('social-security', 'PAUSED', '{}', $1, '{}', 1, $2) returning run_id`,
    [randomUUID(), agency],
  );
  await hub.query('select matching.open_run($1)', [rows[0]!.run_id]);
  return rows[0]!.run_id;
}

export async function finishRun(hub: pg.Pool, runId: number): Promise<void> {
  await hub.query(
    `update reconciliation.run set state = 'FINISHED', stage = 'DONE', finished_at = now() where run_id = $1`,
    [runId],
  );
}

interface PlaceOfRecord {
  hub: pg.Pool;
  sector: pg.Pool;
  runId: number;
  seq: number;
}

async function addRecord(
  { hub, sector, runId, seq }: PlaceOfRecord,
  wish: RecordWish & { resident: Person | null },
): Promise<ReviewRecord> {
  const { outcome = 'MISMATCH', causes = ['dob:DIFFERENT'], province = '01', office = null } = wish;
  const { benefit = null, others = [], resident } = wish;
  const stated = {
    personalId: resident?.personalId ?? '',
    fullName: resident?.fullName ?? 'Trần Hư Cấu',
    dateOfBirth: resident?.dateOfBirth ?? '1990-05-17',
    ...wish.stated,
  };
  const sectorNo = newSectorNo();
  if (province !== null) await addMember(sector, { sectorNo, ...stated, province, office, benefit });
  const candidates = [resident, ...others].filter((one) => one !== null);
  await hub.query(
    `insert into reconciliation.result (run_id, seq, sector_no, outcome, resident_id, score, claims, causes, candidates)
     values ($1, $2, $3, $4, $5, 12, false, $6, $7)`,
    [
      runId,
      seq,
      sectorNo,
      outcome,
      resident?.personalId ?? null,
      causes,
      candidates.map((one) => one.personalId),
    ],
  );
  await hub.query(
    `insert into reconciliation.stated (run_id, seq, sector_no, line, personal_id, old_cmnd, full_name, birth_text,
       gender, address, communes, extras) values ($1, $2, $3, $2, $4, '', $5, $6, 'Nam', 'Hư Cấu', '{4}', $7)`,
    [
      ...[runId, seq, sectorNo, stated.personalId, stated.fullName, stated.dateOfBirth],
      office === null ? {} : { employer: office },
    ],
  );
  for (const [at, { personalId }] of candidates.entries()) {
    await hub.query(
      `insert into reconciliation.candidate (run_id, seq, sector_no, rank, resident_id, score, classes, prior_bits,
         id_bits, name_bits, birth_bits, sex_bits, place_bits)
       values ($1, $2, $3, $4, $5, 12, $6, -21, 15, 17.5, -6, 1, 5.5)`,
      [runId, seq, sectorNo, at + 1, personalId, causes.filter((cause) => !cause.startsWith('id:'))],
    );
  }
  return { finding: `${runId}-${seq}`, seq, sectorNo, resident };
}

async function addMember(
  sector: pg.Pool,
  one: Record<'sectorNo' | 'personalId' | 'fullName' | 'dateOfBirth' | 'province', string> &
    Pick<RecordWish, 'office' | 'benefit'>,
): Promise<void> {
  await sector.query(
    `insert into public.insured_person (sector_no, personal_id, full_name, birth_date, gender_code, address,
       province_code, employer_code, status, months_contributed)
     values ($1, nullif($2, ''), $3, $4, 1, 'Hư Cấu', $5, $6, 'PARTICIPATING', 12)`,
    [one.sectorNo, one.personalId, one.fullName, one.dateOfBirth, one.province, one.office],
  );
  if (!one.benefit) return;
  await sector.query(
    `insert into public.benefit_order (benefit_no, sector_no, personal_id, kind, monthly_amount, start_on, status)
     values ($1, $2, nullif($3, ''), 'PENSION', 5000000, '2020-01-01', $4)`,
    [`T${one.sectorNo}`, one.sectorNo, one.personalId, one.benefit],
  );
}

/** Waits until a running hub has laid the run out. */
export async function whenLaidOut({ databases }: Cluster, runId: string, withinMs = 30_000): Promise<void> {
  await withPool(databases.urls.hub, (pool) =>
    until(
      'the run is laid out for review',
      async () => {
        const { rowCount } = await pool.query(
          'select from review.queue where run_id = $1 and opened_at is not null',
          [runId],
        );
        return rowCount === 1;
      },
      withinMs,
    ),
  );
}
