import type { Birth } from './birth.js';
import type { NameKey } from './name-key.js';

/** 0 unknown, 1 male, 2 female, as the tables hold it. */
export type SexNo = 0 | 1 | 2;

/** What a record of a sector says of a person, as written and as read. */
export interface Stated {
  seq: number;
  line: number;
  sectorNo: string;
  /** As written; '' where nothing stands. */
  personalId: string;
  oldNumberText: string;
  fullName: string;
  birthText: string;
  gender: string;
  address: string;
  /** As read; null where it cannot be a number. */
  claimedId: number | null;
  oldNumber: number | null;
  /** The name as it was meant, where the file is known to be in an older encoding; else as written. */
  meantName: string;
  /** Of the name as it was meant, whatever tells so. */
  name: NameKey;
  birth: Birth;
  sex: SexNo;
  /** The communes in force that the address may mean; none where it was not understood. */
  communes: readonly number[];
}

/** A resident as the keys of matching hold him. */
export interface KeyedResident {
  id: number;
  fullName: string;
  name: NameKey;
  birth: Birth;
  sex: SexNo;
  communes: readonly number[];
  /** 0 alive, 1 deceased, 2 missing, 3 number cancelled. */
  status: number;
  /** How many residents have his name, marks aside. */
  bearers: number;
}

/** By which number of the record a resident was found. */
export type Via = 'ID' | 'FORMER_ID' | 'OLD_NUMBER';
