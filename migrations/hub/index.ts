import { Roles1763769600001 } from './0001-roles.js';
import { Agencies1763769600002 } from './0002-agencies.js';
import { Audit1763769600003 } from './0003-audit.js';
import { AdminUnits1763769600004 } from './0004-admin-units.js';
import { UnitNames1763769600005 } from './0005-unit-names.js';
import { Documents1763769600006 } from './0006-documents.js';
import { SealedAudit1763769600007 } from './0007-sealed-audit.js';
import { Administration1763769600008 } from './0008-administration.js';
import { Quotas1763769600009 } from './0009-quotas.js';
import { AdministrativeChanges1763769600010 } from './0010-administrative-changes.js';
import { Misuse1763769600011 } from './0011-misuse.js';
import { Usage1763769600012 } from './0012-usage.js';
import { Visits1763769600014 } from './0014-visits.js';
import { Matching1763769600015 } from './0015-matching.js';
import { BhxhAccounts1763769600017 } from './0017-bhxh-accounts.js';
import { FourEyes1763769600018 } from './0018-four-eyes.js';
import { PendingVisits1763769600019 } from './0019-pending-visits.js';
import { RosterImports1763769600022 } from './0022-roster-imports.js';
import { ExemptionContests1763769600023 } from './0023-exemption-contests.js';
import { Evidence1763769600024 } from './0024-evidence.js';
import { RunsInTheGateway1763769600025 } from './0025-runs-in-the-gateway.js';
import { Review1763769600026 } from './0026-review.js';
import { RechecksInTurn1763769600027 } from './0027-rechecks-in-turn.js';
import { OldRuns1763769600028 } from './0028-old-runs.js';
import { ExemptionTurns1763769600030 } from './0030-exemption-turns.js';
import { DeskSessions1763769600033 } from './0033-desk-sessions.js';
import { ResidentsAtDesks1763769600034 } from './0034-residents-at-desks.js';
import { UsageQuestions1763769600035 } from './0035-usage-questions.js';

/** Oldest first. */
const migrations = [
  Roles1763769600001,
  Agencies1763769600002,
  Audit1763769600003,
  AdminUnits1763769600004,
  UnitNames1763769600005,
  Documents1763769600006,
  SealedAudit1763769600007,
  Administration1763769600008,
  Quotas1763769600009,
  AdministrativeChanges1763769600010,
  Misuse1763769600011,
  Usage1763769600012,
  Visits1763769600014,
  Matching1763769600015,
  BhxhAccounts1763769600017,
  FourEyes1763769600018,
  PendingVisits1763769600019,
  RosterImports1763769600022,
  ExemptionContests1763769600023,
  Evidence1763769600024,
  RunsInTheGateway1763769600025,
  Review1763769600026,
  RechecksInTurn1763769600027,
  OldRuns1763769600028,
  ExemptionTurns1763769600030,
  DeskSessions1763769600033,
  ResidentsAtDesks1763769600034,
  UsageQuestions1763769600035,
];

export default migrations;
