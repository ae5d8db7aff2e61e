import type { RemitRule } from './rule.js';

/** Members that the social insurance of this province manages. */
export const member: RemitRule = (subject, _caller, facts) => facts.belongs('MEMBER', subject.personalId);
