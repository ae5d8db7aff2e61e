import type { RemitRule } from './rule.js';

/** A school's own pupils (đang học), until the day they leave. */
export const enrolled: RemitRule = (subject, _caller, facts) => facts.belongs('ENROLLED', subject);
