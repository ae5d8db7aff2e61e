import type { Caller } from '../caller.js';
import { isRelation, kinds, type RemitName } from '../kinds.js';
import { enrolled } from './enrolled.js';
import { inCare } from './in-care.js';
import { jurisdiction } from './jurisdiction.js';
import { member } from './member.js';
import { presented } from './presented.js';
import type { RemitFacts, RemitRule, Subject } from './rule.js';
import { self } from './self.js';

/** Every rule by its name in the table of kinds. */
const rules: Readonly<Record<RemitName, RemitRule>> = {
  PRESENTED: presented,
  IN_CARE: inCare,
  ENROLLED: enrolled,
  MEMBER: member,
  JURISDICTION: jurisdiction,
  SELF: self,
};

/**
 * Whether the person is in the caller's remit: any rule of the caller's kind is enough.
 * @throws what asking a sector throws; the caller of this then refuses.
 */
export async function mayAskAbout(subject: Subject, caller: Caller, facts: RemitFacts): Promise<boolean> {
  for (const name of cheapestFirst.get(caller.agency.kind)!) {
    if (await rules[name](subject, caller, facts)) return true;
  }
  return false;
}

/** NOTE: what an operation already knows comes first, so that a presented pupil costs no statement. */
const cheapestFirst = new Map<string, readonly RemitName[]>(
  Object.entries(kinds).map(([kind, { remit }]) => {
    const costOf = (name: RemitName) => (isRelation(name) ? 1 : 0);
    return [kind, [...remit].sort((a, b) => costOf(a) - costOf(b))];
  }),
);

/** Whether a caller's remit is measured by residence, so that residences must be loaded with every person. */
export function needsResidence(caller: Caller): boolean {
  return kinds[caller.agency.kind].remit.includes('JURISDICTION');
}
