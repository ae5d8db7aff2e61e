import { createHash, randomUUID } from 'node:crypto';
import { mayHoldNumber } from '../access/somebodys-number.js';
import { makeEventId } from '../audit/event-id.js';
import type { RequestContext } from '../context.js';
import { HubError } from '../domain/errors.js';
import { ownSchool, requireSchoolYear } from './own-school.js';
import type { RosterColumn, RosterMapping } from './roster-columns.js';
import { type RosterFile, readRoster } from './roster-file.js';
import { isReadable, type RosterRow, readRosterRows } from './roster-row.js';
import {
  addRows,
  countRunsSince,
  openRun,
  type RosterRun,
  rememberedMapping,
  rememberMapping,
} from './roster-store.js';

/** A roster as it came in, whose it is, and what is wanted of it. */
export interface RosterUpload {
  bytes: Buffer;
  schoolCode: string | null;
  schoolYear: string;
  /** Other names of columns; without any those that this school used the last time. */
  mapping: RosterMapping | null;
  sheet?: string;
  /** Whether new pupils who are matched are enrolled. */
  enrols: boolean;
}

/** A roster as it was understood. Nobody was looked up. */
export interface ReadRoster extends Pick<RosterFile, 'kind' | 'sheet' | 'letters'> {
  schoolCode: string;
  schoolYear: string;
  columns: RosterColumn[];
  rows: RosterRow[];
  /** Rows by which somebody can be looked up. */
  readable: number;
  /** The names of columns that were given, or remembered. */
  mapping: RosterMapping;
}

/** Most runs a school begins in a day: each may look up as many as its rows, within the quota of every other look. */
const mostRuns = 20;

/**
 * Reads a roster of the caller's own school and says what it understood; nobody is looked up, nothing is kept.
 * @throws HubError NOT_FOUND for another school's, BAD_USER_INPUT as `wrongRoster`
 */
export async function readUpload(ctx: RequestContext, upload: RosterUpload): Promise<ReadRoster> {
  const schoolCode = ownSchool(ctx, upload.schoolCode);
  const schoolYear = requireSchoolYear(upload.schoolYear);
  const { file, mapping } = await understood(ctx, schoolCode, upload);
  const { kind, sheet, letters, columns } = file;
  const rows = readRosterRows(file, schoolCode);
  const readable = rows.filter(isReadable).length;
  return { kind, sheet, letters, schoolCode, schoolYear, columns, rows, readable, mapping };
}

async function understood(ctx: RequestContext, schoolCode: string, upload: RosterUpload) {
  const { bytes, sheet, mapping } = upload;
  const asked = { ...(sheet !== undefined && { sheet }) };
  if (mapping) return { file: await readRoster(bytes, { ...asked, mapping }), mapping };
  const access = { keys: ctx.keys, agency: ctx.caller.agency.code };
  const remembered = await ctx.readRecord({ kind: 'AGENCY', agency: access.agency }, (db) =>
    rememberedMapping(db, access, schoolCode),
  );
  if (remembered) {
    const file = await readRoster(bytes, { ...asked, mapping: remembered }).catch(() => null);
    if (file) return { file, mapping: remembered };
  }
  return { file: await readRoster(bytes, asked), mapping: {} };
}

/**
 * Puts a roster down, row by row and encrypted, to be checked by `continueImport`; or finds the run of the same file
 * that is under way. Run, rows and event are one transaction. Still nobody is looked up.
 * @throws HubError as `readUpload`; LIMIT_EXCEEDED for too many in a day
 */
export async function startImport(ctx: RequestContext, upload: RosterUpload): Promise<RosterRun> {
  const read = await readUpload(ctx, upload);
  const { schoolCode, schoolYear, columns, rows, sheet, mapping } = read;
  const { keys, caller } = ctx;
  const access = { keys, agency: caller.agency.code };
  const digest = createHash('sha256').update(upload.bytes).digest('hex');
  const places = columns.map(({ field, at }) => `${field} ${at}`).join();
  const sourceMac = keys.mac('roster-source', digest, places, String(upload.enrols));
  const run = {
    ...{ id: makeEventId(ctx.now), schoolCode, schoolYear, columns, enrols: upload.enrols },
    // NOTE: kept as it is, so not where it names a pupil by number.
    sheet: sheet !== null && mayHoldNumber(sheet) ? null : sheet,
    ...{ startOn: ctx.today, rowCount: rows.length },
  };
  // The file itself is what a run is told apart by; the key only names this one request.
  return ctx.write(randomUUID(), null, async (client) => {
    const opened = await openRun(client, access, run, { sourceMac, officer: caller.officer });
    if (opened.isNew) {
      const since = new Date(`${ctx.today}T00:00:00+07:00`);
      if ((await countRunsSince(client, access, schoolCode, since)) > mostRuns)
        throw new HubError('LIMIT_EXCEEDED', { limit: 'ROSTERS', allowed: mostRuns });
      await addRows(
        client,
        access,
        run.id,
        rows.map((row) => ({ ...row, noted: row.notes.length > 0 })),
      );
    }
    if (upload.mapping) await rememberMapping(client, access, schoolCode, mapping);
    const { id, rowCount, enrols } = opened.run;
    return {
      value: opened.run,
      change: {
        what: opened.isNew ? 'START_ROSTER_IMPORT' : 'RESUME_ROSTER_IMPORT',
        target: `school:${schoolCode}`,
        before: null,
        after: { run: id, rows: rowCount, enrols },
      },
    };
  });
}
