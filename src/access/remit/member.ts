import type { RemitRule } from './rule.js';

/**
 * Members that the social insurance of this province manages. A record held under a number that is somebody else's
 * opens nothing: its name or birth date must agree with the registry's.
 */
export const member: RemitRule = (subject, _caller, facts) => facts.belongs('MEMBER', subject);
