import { resolveAddress } from '../domain/address.js';
import type { AdminUnits } from '../domain/admin-unit.js';
import { parseSex } from '../domain/sex.js';
import { type Birth, readBirth } from './birth.js';
import { claimedDigits } from './claimed-number.js';
import type { Columns, ExtraColumn } from './columns.js';
import { copyText } from './copy-in.js';
import type { CsvRow } from './csv-rows.js';
import type { Hash } from './hash.js';
import { writtenHash } from './name-key.js';

/** Why a row is set aside. */
export type RejectReason =
  | 'QUOTE_NOT_CLOSED'
  | 'TOO_FEW_CELLS'
  | 'TOO_MANY_CELLS'
  | 'NOT_TEXT'
  | 'CELL_TOO_LONG'
  | 'NO_SECTOR_NO'
  | 'NO_NAME'
  | 'SECTOR_NO_REPEATED'
  | 'NOT_A_MEMBER'
  | 'NOT_AS_HELD';

/** What a row states of whom it is about, as it is compared. */
export interface StatedValues {
  sectorNo: string;
  claimed: string | null;
  old: string | null;
  name: string;
  birth: Birth;
  sex: number;
  /** Communes in force that the address may mean, `{1,2}`. */
  communes: string;
}

/** A row that was read: what it states, and the cells that it states it in. */
export interface ReadRow {
  line: number;
  cells: readonly string[];
  stated: StatedValues;
  /** Of its name as written. */
  writtenKey: Hash;
}

/** Columns of `matching.record` behind run, number in order and line. */
export const RECORD_COLUMNS =
  'run_id, seq, line, sector_no, claimed_id, old_number, written_key, birth, sex, communes, personal_id, old_cmnd, full_name, birth_text, gender, address, extras';

/** Cells that are kept as they are written, in the order of the columns above. */
const KEPT = ['personal_id', 'old_cmnd', 'full_name', 'dob', 'gender', 'address'] as const;
const PLAIN = /^\s*0\d{11}\s*$/;

const LONGEST_CELL = 1_000;
const LONGEST_EXTRA = 200;
const ADDRESSES_REMEMBERED = 100_000;
const SEXES = new Map<string, number>();

/** Rows of a file of members as rows of the table, with what the identity core reads in them. */
export class RecordRows {
  #communes = new Map<string, string>();

  constructor(
    private readonly columns: Columns,
    private readonly width: number,
    private readonly units: AdminUnits,
    private readonly extras: readonly ExtraColumn[] = [],
  ) {}

  /** What a row states, or why it is set aside. */
  read({ cells, line, text }: Omit<CsvRow, 'text'> & { text?: string }): ReadRow | { reason: RejectReason } {
    if (cells === null) return { reason: 'QUOTE_NOT_CLOSED' };
    if (cells.length < this.width) return { reason: 'TOO_FEW_CELLS' };
    if (cells.length > this.width && cells.slice(this.width).some((cell) => cell !== ''))
      return { reason: 'TOO_MANY_CELLS' };
    const { columns } = this;
    const cell = (at: number) => (at < 0 ? '' : cells[at]!);
    const sectorNo = cell(columns.sector_no).trim();
    const id = cell(columns.personal_id);
    const old = cell(columns.old_cmnd);
    const name = cell(columns.full_name);
    const dob = cell(columns.dob);
    const gender = cell(columns.gender);
    const address = cell(columns.address);
    // NOTE: the row as a whole is looked at first: nearly always that is enough, and nothing is put together for it.
    if (text === undefined || text.length > LONGEST_CELL || isSpoilt(text)) {
      const all = sectorNo + id + old + name + dob + gender + address;
      if (isSpoilt(all)) return { reason: 'NOT_TEXT' };
      if (all.length > LONGEST_CELL) return { reason: 'CELL_TOO_LONG' };
    }
    if (sectorNo === '') return { reason: 'NO_SECTOR_NO' };
    if (!/\p{L}/u.test(name)) return { reason: 'NO_NAME' };
    const { claimed, old: oldDigits } = claimedDigits(id, old);
    const [birth, sex, communes] = [readBirth(dob), sexOf(gender), this.#communesOf(address)];
    const stated = { sectorNo, claimed, old: oldDigits, name, birth, sex, communes };
    return { line, cells, stated, writtenKey: writtenHash(name) };
  }

  /** The cells behind `seq`, as COPY wants them. */
  copied({ line, cells, stated, writtenKey }: ReadRow): string {
    const { sectorNo, claimed, old, birth, sex, communes } = stated;
    const { columns } = this;
    let row = `${line}\t${copyText(sectorNo)}\t${claimed ?? '\\N'}\t${old ?? '\\N'}\t`;
    row += `${writtenKey}\t${birth}\t${sex}\t${communes}`;
    for (const column of KEPT) {
      const at = columns[column];
      row += `\t${at < 0 ? '' : copyText(cells[at]!)}`;
    }
    return `${row}\t${this.#extrasOf(cells)}`;
  }

  /**
   * Whether the number is there as it is written in full, so that it may be compared as it stands.
   * NOTE: one that had to be restored is a cause of its own, and a birth date that is none agrees with nothing.
   */
  isPlain({ cells, stated }: ReadRow): boolean {
    const at = this.columns.personal_id;
    return stated.claimed !== null && stated.birth > 0 && at >= 0 && PLAIN.test(cells[at]!);
  }

  /** NOTE: what cannot be stored, NUL and half surrogates, is no reason to set a record aside for. */
  #extrasOf(cells: readonly string[]): string {
    const kept: Record<string, string> = {};
    for (const { name, at } of this.extras) {
      const cell = cells[at]!.trim();
      if (cell !== '') kept[name] = cell.slice(0, LONGEST_EXTRA).replaceAll('\0', '\ufffd').toWellFormed();
    }
    return Object.keys(kept).length === 0 ? '\\N' : copyText(JSON.stringify(kept));
  }

  /** NOTE: copied before it is remembered: a slice would keep the whole chunk of the file it was cut from. */
  #communesOf(address: string): string {
    if (address === '') return '{}';
    let communes = this.#communes.get(address);
    if (communes === undefined) {
      communes = communesOf(address, this.units);
      if (this.#communes.size >= ADDRESSES_REMEMBERED) this.#communes = new Map();
      this.#communes.set(Buffer.from(address).toString(), communes);
    }
    return communes;
  }
}

/** Bytes that are no letters of the file's encoding, or what cannot be stored. */
const isSpoilt = (text: string) => text.includes('\ufffd') || text.includes('\0');

/** Communes in force, those that a person may mean who left the district out among them. */
function communesOf(address: string, units: AdminUnits): string {
  const read = resolveAddress(address, units);
  const others = read.lessLikely.filter((unit) => unit.level === 'COMMUNE' && !units.isOld(unit));
  return `{${[...new Set([...read.units, ...others].map((unit) => Number(unit.code)))].join(',')}}`;
}

function sexOf(gender: string): number {
  let sex = SEXES.get(gender);
  if (sex === undefined) {
    sex = Math.max(0, ['UNKNOWN', 'MALE', 'FEMALE'].indexOf(parseSex(gender) ?? 'UNKNOWN'));
    if (SEXES.size < 1_000) SEXES.set(gender, sex);
  }
  return sex;
}
