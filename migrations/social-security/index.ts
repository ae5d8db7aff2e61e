import { Members1764547200001 } from './0001-members.js';
import { ContractViews1764547200002 } from './0002-contract-views.js';
import { SampleInfo1764547200003 } from './0003-sample-info.js';
import { Welfare1764547200004 } from './0004-welfare.js';
import { Corrections1764547200006 } from './0006-corrections.js';

/** In the order they are applied. */
const migrations = [
  Members1764547200001,
  ContractViews1764547200002,
  SampleInfo1764547200003,
  Welfare1764547200004,
  Corrections1764547200006,
];

export default migrations;
