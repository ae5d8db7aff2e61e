import { ageOn } from '../../domain/local-date.js';
import type { RemitRule } from './rule.js';

/** The resident himself, and his own children while they are surely under 14 (a birth year alone leaves doubt). */
export const self: RemitRule = (subject, caller, facts) =>
  subject.personalId === caller.self ||
  (facts.ownChildren.has(subject.personalId) && ageOn(subject.dateOfBirth, facts.today).atMost < 14);
