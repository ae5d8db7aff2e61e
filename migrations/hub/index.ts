import { Roles1763769600001 } from './0001-roles.js';
import { Agencies1763769600002 } from './0002-agencies.js';
import { Audit1763769600003 } from './0003-audit.js';
import { AdminUnits1763769600004 } from './0004-admin-units.js';
import { UnitNames1763769600005 } from './0005-unit-names.js';
import { Documents1763769600006 } from './0006-documents.js';

/** Oldest first. */
const migrations = [
  Roles1763769600001,
  Agencies1763769600002,
  Audit1763769600003,
  AdminUnits1763769600004,
  UnitNames1763769600005,
  Documents1763769600006,
];

export default migrations;
