import { parseLocalDate } from '../domain/local-date.js';
import { parsePartialDate } from '../domain/partial-date.js';
import { parseOldIdNumber, parsePersonalId } from '../domain/personal-id.js';
import { parseSex } from '../domain/sex.js';

/** Columns a registry file must have; others are optional or ignored (docs/integrate.md). */
export const requiredColumns = ['personal_id', 'full_name', 'dob', 'gender', 'commune_code'] as const;

/** The day from which commune codes of a registry file are read. */
const unitTable = '2025-07-01';

/** One resident of a registry file, ready to be written. */
export interface RegistryRow {
  personal_id: string;
  full_name: string;
  birth_date: string;
  gender_code: number;
  life_status: string;
  deceased_on: string | null;
  old_number: string | null;
  replaced_by: string | null;
  valid_from: string | null;
  /** Null when the row names no commune: it says nothing of the residence then. */
  unit_code: string | null;
  unit_valid_from: string;
  address_line: string;
  residence_kind: 'PERMANENT' | 'TEMPORARY';
}

type Reading = { row: RegistryRow } | { reason: string };

/** Reads one record of a registry file; `reason` names the first column that is wrong, and no value. */
export function readRegistryRow(record: Readonly<Record<string, string | undefined>>): Reading {
  const text = (name: string) => record[name]?.trim().normalize('NFC') ?? '';
  const personalId = parsePersonalId(text('personal_id'));
  if (!personalId) return { reason: 'personal_id' };
  const fullName = text('full_name').replaceAll(/\s+/g, ' ');
  if (fullName === '' || fullName.length > 200 || fullName.includes('\0')) return { reason: 'full_name' };
  const born = parsePartialDate(text('dob'));
  if ('problem' in born) return { reason: 'dob' };
  const sex = parseSex(text('gender'));
  if (!sex) return { reason: 'gender' };
  if (!/^(\d{5})?$/.test(text('commune_code'))) return { reason: 'commune_code' };
  const status = text('status') || 'ALIVE';
  if (!['ALIVE', 'DECEASED', 'MISSING', 'ID_CANCELLED'].includes(status)) return { reason: 'status' };
  const optional = (name: string, parse: (value: string) => string | null) =>
    text(name) === '' ? null : (parse(text(name)) ?? undefined);
  const oldNumber = optional('old_cmnd', parseOldIdNumber);
  const deceasedOn = optional('deceased_on', parseLocalDate);
  const replacedBy = optional('replaced_by', parsePersonalId);
  const validFrom = optional('valid_from', parseLocalDate);
  if (oldNumber === undefined) return { reason: 'old_cmnd' };
  if (deceasedOn === undefined) return { reason: 'deceased_on' };
  if (replacedBy === undefined || replacedBy === personalId) return { reason: 'replaced_by' };
  if (validFrom === undefined) return { reason: 'valid_from' };
  const residence = text('residence').toUpperCase() || 'TT';
  if (residence !== 'TT' && residence !== 'TM') return { reason: 'residence' };
  return {
    row: {
      personal_id: personalId,
      full_name: fullName,
      birth_date: born.value,
      gender_code: { UNKNOWN: 0, MALE: 1, FEMALE: 2 }[sex],
      life_status: status,
      deceased_on: deceasedOn,
      old_number: oldNumber,
      replaced_by: replacedBy,
      valid_from: validFrom,
      unit_code: text('commune_code') || null,
      unit_valid_from: unitTable,
      address_line: text('hamlet').replaceAll('\0', ''),
      residence_kind: residence === 'TT' ? 'PERMANENT' : 'TEMPORARY',
    },
  };
}
