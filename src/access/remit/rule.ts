import type { AdminUnits } from '../../domain/admin-unit.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { RecordedPlace } from '../../domain/units-of-residence.js';
import type { Caller } from '../caller.js';
import type { Relation } from '../kinds.js';

/** Where someone is or was recorded (thường trú, tạm trú). */
export interface Residence extends RecordedPlace {
  kind: 'PERMANENT' | 'TEMPORARY';
  /** The last day; null while it lasts. */
  until: string | null;
}

/** The person a rule decides about: only what rules need. */
export interface Subject {
  personalId: string;
  fullName: string;
  dateOfBirth: PartialDate;
  /** Where he is recorded, permanent and temporary; loaded only for callers whose remit is measured by it. */
  residences: readonly Residence[];
}

/** What has happened or can be found out in this operation. */
export interface RemitFacts {
  /** Identified by a claim in this same operation. */
  presented: ReadonlySet<string>;
  /** Children reached from the resident himself (`me.children`). */
  ownChildren: ReadonlySet<string>;
  /** Asks whoever knows whether a person belongs to one of the caller's units, or is in the caller's care. */
  belongs(
    relation: Relation,
    subject: Pick<Subject, 'personalId' | 'fullName' | 'dateOfBirth'>,
  ): Promise<boolean>;
  /** Starts asking the same for a number, so that its answer is there when the registry's is. */
  prepare(relation: Relation, personalId: string): Promise<void>;
  units: AdminUnits;
  /** The day in Vietnam, `2026-01-31`. */
  today: string;
}

/** Whether this caller may ask about this person. */
export type RemitRule = (subject: Subject, caller: Caller, facts: RemitFacts) => boolean | Promise<boolean>;
