import type { RequestContext } from '../../../context.js';
import { name } from '../adapter.js';
import type { EnrolmentRecord } from '../record.js';

/** A list of pupils costs as many looks, and each is on record, whether or not more is asked of them than the list says. */
export async function chargePage(rows: readonly EnrolmentRecord[], ctx: RequestContext): Promise<void> {
  const pupils = rows.map((row) => row.personalId ?? `enrolment:${row.enrolmentId}`);
  try {
    const charging = ctx.residents.chargeFor(pupils);
    if (charging) await charging;
  } catch (error) {
    for (const pupil of pupils) ctx.trail.subject(pupil, 'REFUSED');
    throw error;
  }
  for (const [at, row] of rows.entries()) {
    ctx.trail.subject(pupils[at]!, 'RELEASED');
    if (row.personalId) ctx.sectors.note(name, row.personalId, [row]);
  }
}
