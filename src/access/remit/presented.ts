import type { RemitRule } from './rule.js';

/** Who stands at the desk: identified by a card or a claim in this same operation. */
export const presented: RemitRule = (subject, _caller, facts) => facts.presented.has(subject.personalId);
