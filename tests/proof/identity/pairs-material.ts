import { parsePartialDate } from '../../../src/domain/partial-date.js';
import { parseOldIdNumber, parsePersonalId } from '../../../src/domain/personal-id.js';
import { parseSex } from '../../../src/domain/sex.js';
import type { Claim } from '../../../src/registry/claim.js';
import type { ResidentRecord } from '../../../src/registry/registry.js';

/** One record of a sector, what is true of it, and what was done to it. */
export interface Member {
  claim: Claim;
  /** Null for who is not in the registry. */
  trueId: string | null;
  /** What changes the meaning (`name:typo`), and what only changes the writing (`rep:nfd`). */
  errors: string[];
  representation: string[];
}

export interface Resident {
  record: ResidentRecord;
  oldIdNumber: string | null;
}

type Row = Record<string, string>;

/** Rows of a registry file, as the registry would answer them. */
export function readResidents(rows: readonly Row[]): Resident[] {
  return rows.map((row) => ({
    oldIdNumber: row.old_cmnd || null,
    record: {
      ...{ asked: row.personal_id!, askedKind: 'PERSONAL_ID', personalId: row.personal_id! },
      ...{ fullName: row.full_name!, dateOfBirth: dateOf(row.dob!), sex: parseSex(row.gender!) ?? 'UNKNOWN' },
      ...{ status: 'ALIVE', eidLevel: null, eidStatus: null, eidActivatedOn: null },
      residences: [
        {
          ...{ kind: 'PERMANENT', unitCode: row.commune_code!, unitValidFrom: '2025-07-01' },
          ...{ addressLine: row.hamlet ?? '', since: null, until: null },
        },
      ],
    },
  }));
}

/** Rows of a member file as claims that state everything the file has, beside the truth about them. */
export function readMembers(rows: readonly Row[], truth: readonly Row[]): Member[] {
  const truths = new Map(truth.map((row) => [row.sector_no, row]));
  return rows.map((row) => {
    const { errors, true_personal_id } = truths.get(row.sector_no)!;
    const codes = errors!.split(';').filter(Boolean);
    const personalId = parsePersonalId(row.personal_id!) ?? undefined;
    const oldIdNumber = parseOldIdNumber(row.old_cmnd!) ?? undefined;
    const sex = parseSex(row.gender!);
    return {
      claim: {
        ...{ kind: 'PERSONAL_ID', personalId, oldIdNumber },
        ...{ fullName: row.full_name, dateOfBirth: dateOf(row.dob!), address: row.address },
        ...(sex && sex !== 'UNKNOWN' && { sex }),
      },
      trueId: true_personal_id || null,
      errors: codes.filter((code) => !code.startsWith('rep:')),
      representation: codes.filter((code) => code.startsWith('rep:')),
    };
  });
}

function dateOf(text: string): string {
  const read = parsePartialDate(text);
  if ('problem' in read) throw new Error(`a date of the files cannot be read: ${read.problem}`);
  return read.value;
}
