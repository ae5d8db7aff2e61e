import type { RequestContext } from '../../context.js';
import { type ClassKey, type EducationFee, name } from './adapter.js';
import type { EnrolmentRecord } from './record.js';

/** A class list counts as so many persons, so that a few of them fill a statement. */
const classWeight = 40;

/** Everyone in a class with his fees, in the order of the register. @throws HubError SECTOR_UNAVAILABLE */
export function classList(ctx: RequestContext, key: ClassKey): Promise<EnrolmentRecord[]> {
  const { findClasses } = ctx.sectors.get<EducationFee>(name);
  return ctx.sectors.ask(name, findClasses, key, classWeight);
}

/** A list of pupils costs as many looks, whether or not more is asked of them than the list says. */
export async function charge(rows: readonly EnrolmentRecord[], ctx: RequestContext): Promise<void> {
  const pupils = rows.map((row) => row.personalId ?? `enrolment:${row.enrolmentId}`);
  try {
    const charging = ctx.residents.chargeFor(pupils);
    if (charging) await charging;
  } catch (error) {
    for (const pupil of pupils) ctx.trail.subject(pupil, 'REFUSED');
    throw error;
  }
}
