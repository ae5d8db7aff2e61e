import { holds } from '../access/authorize.js';
import type { RequestContext } from '../context.js';
import { HubError } from '../domain/errors.js';
import type { EnrolAct, RegisterLine, Registers } from './register.js';
import { isReadable } from './roster-row.js';
import {
  findRun,
  keepChunk,
  type RosterRun,
  type RowResult,
  rowsAfter,
  type StoredRow,
} from './roster-store.js';

/** The most pupils of one chunk: what one statement of the registry asks for. */
export const mostRows = 200;
/** The register of a year counts as so many persons: it goes alone. */
const yearWeight = 200;

/** A run after a chunk of it. */
export interface Continued {
  run: RosterRun;
  /** When the next chunk may be looked up, where the quota is used up; null for now. */
  retryAfterMs: number | null;
}

/**
 * Checks the next rows of a run: each pupil is a claim of number, name, birth date and sex, as at a desk, charged to the
 * same quota and on record alike. Results, checkpoint and event are one transaction; who is enrolled is so in the
 * school's own database before, by a key of run and row. So whoever calls again after a crash repeats at most the looks
 * of one chunk and doubles nothing. A run that has moved on from `from` is answered as it stands, and nobody looked up.
 *
 * Waiting for the quota is no refusal but `retryAfterMs`: a school that checks two thousand pupils takes some minutes,
 * and is not what the watch for misuse looks for.
 * @throws HubError NOT_FOUND for another agency's run; FORBIDDEN for one that enrols, without the scope; what looks throw
 */
export async function continueImport(
  ctx: RequestContext,
  name: string,
  registers: Registers,
  asked: { idempotencyKey: string; id: string; from: number; rows: number },
): Promise<Continued> {
  const { keys, caller, requestId } = ctx;
  const access = { keys, agency: caller.agency.code };
  const { run, rows } = await ctx.readRecord({ kind: 'AGENCY', agency: access.agency }, async (db) => {
    const found = await findRun(db, access, asked.id);
    const next = found && { after: found.checkedCount, most: asked.rows };
    return { run: found, rows: next ? await rowsAfter(db, access, found!.id, next) : [] };
  });
  // A school that was taken from the agency since is no longer its own.
  if (!run || !caller.agency.units.includes(run.schoolCode)) throw new HubError('NOT_FOUND', { field: 'id' });
  if (run.state === 'FINISHED' || run.checkedCount !== asked.from) return { run, retryAfterMs: null };
  if (run.enrols && !holds('enrolment:write', caller, ctx.reason))
    throw new HubError('FORBIDDEN', {
      missing: [{ coordinate: 'Mutation.enrolStudent', scope: 'enrolment:write' }],
    });
  if (run.enrols && !registers.register)
    throw new HubError('SECTOR_UNAVAILABLE', { sector: name, reason: 'NO_WRITER' });

  const { schoolCode, schoolYear } = run;
  const lines = await ctx.sectors.ask(name, registers.findRegister, { schoolCode, schoolYear }, yearWeight);
  const looks = rows.map((row) => ({ row, number: numberOf(row, lines) }));
  const numbers = looks.flatMap(({ number }) => number ?? []);
  const retryAfterMs = await chargeFor(ctx, numbers);
  if (retryAfterMs !== null) return { run, retryAfterMs };
  const results = await Promise.all(looks.map(({ row, number }) => checkOne(ctx, row, number, lines)));
  const acts = run.enrols ? await actsOf(ctx, run, results) : [];

  const kept = await ctx.write(
    asked.idempotencyKey,
    asked,
    async (client) => {
      const now = await findRun(client, access, run.id, { lock: true });
      // Somebody else checked these rows meanwhile, or they were forgotten.
      if (now?.state !== 'RUNNING' || now.checkedCount !== run.checkedCount) return { value: now ?? run };
      const enrolled = acts.length > 0 ? await registers.register!.enrol(acts.map(({ act }) => act)) : [];
      for (const [at, { result }] of acts.entries()) {
        const made = enrolled[at]!;
        if (typeof made === 'string') Object.assign(result, { register: 'REFUSED', refused: made });
        else Object.assign(result, { register: 'ENROLLED_NOW', enrolmentId: made.enrolmentId });
      }
      const look = { people: numbers.length, officer: caller.officer, requestId };
      await keepChunk(
        client,
        access,
        run,
        results.map(({ row, result }) => ({ seq: row.seq, ...result })),
        look,
      );
      const value = (await findRun(client, access, run.id))!;
      const after = {
        run: run.id,
        checked: value.checkedCount,
        enrolled: enrolled.filter((one) => typeof one !== 'string').length,
      };
      return { value, change: { what: 'CHECK_ROSTER', target: `school:${schoolCode}`, before: null, after } };
    },
    { elsewhere: acts.length > 0 },
  );
  return { run: kept, retryAfterMs: null };
}

/** Whom a row is about: by its own number, or by that of the school's register for the ministry's code. */
function numberOf(row: StoredRow, lines: readonly RegisterLine[]): string | null {
  const { personalId, moetCode } = row.pupil;
  if (!isReadable(row)) return null;
  if (personalId !== null) return personalId;
  return (
    (moetCode && lines.find((line) => line.moetCode === moetCode && line.personalId)?.personalId) || null
  );
}

/** @returns how long to wait where this minute's or day's quota is used up */
async function chargeFor(ctx: RequestContext, numbers: readonly string[]): Promise<number | null> {
  try {
    await ctx.residents.chargeFor(numbers);
    return null;
  } catch (error) {
    const isLimited = error instanceof HubError && error.code === 'RATE_LIMITED';
    if (isLimited && typeof error.details.retryAfterMs === 'number') return error.details.retryAfterMs;
    throw error;
  }
}

interface Checked {
  row: StoredRow;
  result: RowResult;
  personalId: string | null;
}

async function checkOne(
  ctx: RequestContext,
  row: StoredRow,
  number: string | null,
  lines: readonly RegisterLine[],
): Promise<Checked> {
  const none = { register: null, verdicts: [], notes: [], enrolmentId: null, refused: null };
  if (number === null) {
    const notes = isReadable(row) ? [{ field: 'personalId', code: 'NO_NUMBER' } as const] : [];
    return { row, result: { ...none, outcome: 'UNREADABLE', notes }, personalId: null };
  }
  const { fullName, dateOfBirth, sex } = row.pupil;
  const { outcome, verdicts, personalId } = await ctx.identify({
    personalId: number,
    fullName,
    dateOfBirth,
    sex,
  });
  const line = lineOf(lines, personalId ?? number);
  return {
    row,
    result: {
      ...none,
      outcome,
      verdicts,
      register: stateIn(line, row),
      enrolmentId: line?.enrolmentId ?? null,
    },
    personalId,
  };
}

function lineOf(lines: readonly RegisterLine[], personalId: string): RegisterLine | null {
  const own = lines.filter((line) => line.personalId === personalId);
  return own.find(({ status }) => status === 'ENROLLED') ?? own.at(-1) ?? null;
}

function stateIn(line: RegisterLine | null, { pupil }: StoredRow): RowResult['register'] {
  if (!line) return 'NEW';
  if (line.status !== 'ENROLLED') return 'ENDED';
  const same = line.className.normalize('NFC').toLowerCase() === pupil.className.toLowerCase();
  return same ? 'ENROLLED' : 'OTHER_CLASS';
}

/** New pupils who are matched, as the registry writes them; each by a key of his own. */
async function actsOf(ctx: RequestContext, run: RosterRun, checked: readonly Checked[]) {
  const { agency, officer } = ctx.caller;
  const acts = await Promise.all(
    checked.map(async ({ row, result, personalId }): Promise<{ act: EnrolAct; result: RowResult } | null> => {
      if (result.register !== 'NEW' || personalId === null) return null;
      const resident = await ctx.residents.find(personalId);
      if (!resident) return null;
      const { fullName, dateOfBirth } = resident;
      const pupil = { personalId, fullName, dateOfBirth, sex: resident.record.sex };
      const { className, moetCode } = row.pupil;
      const { schoolCode, schoolYear, startOn } = run;
      const key = `${run.id}.${row.seq}`;
      const by = `${agency.code}/${officer}`;
      return { act: { schoolCode, key, by, schoolYear, className, moetCode, startOn, pupil }, result };
    }),
  );
  return acts.filter((one) => one !== null);
}
