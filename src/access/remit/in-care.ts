import type { RemitRule } from './rule.js';

/** Whom the facility itself has recorded a visit of, until 15 days after it ended: its second and third look. */
export const inCare: RemitRule = (subject, _caller, facts) => facts.belongs('IN_CARE', subject);
