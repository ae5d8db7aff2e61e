import { Schools1764547200001 } from './0001-schools.js';
import { ContractViews1764547200002 } from './0002-contract-views.js';
import { SampleInfo1764547200003 } from './0003-sample-info.js';
import { Ledger1764547200004 } from './0004-ledger.js';
import { ContractFunctions1764547200005 } from './0005-contract-functions.js';
import { Register1764547200006 } from './0006-register.js';
import { FeeItems1764547200007 } from './0007-fee-items.js';
import { ItemsOfTheSample1764547200010 } from './0010-items-of-the-sample.js';
import { HeldSince1764547200011 } from './0011-held-since.js';
import { OnceAndWhole1764547200012 } from './0012-once-and-whole.js';

/** In the order they are applied. */
const migrations = [
  Schools1764547200001,
  ContractViews1764547200002,
  SampleInfo1764547200003,
  Ledger1764547200004,
  ContractFunctions1764547200005,
  Register1764547200006,
  FeeItems1764547200007,
  ItemsOfTheSample1764547200010,
  HeldSince1764547200011,
  OnceAndWhole1764547200012,
];

export default migrations;
