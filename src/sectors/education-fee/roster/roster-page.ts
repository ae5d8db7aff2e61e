import type { RequestContext } from '../../../context.js';
import { name } from '../adapter.js';
import { charge } from '../class-list.js';
import type { EnrolmentRecord } from '../record.js';

/** A list of pupils costs as many looks, and each is on record, whether or not more is asked of them than the list says. */
export async function chargePage(rows: readonly EnrolmentRecord[], ctx: RequestContext): Promise<void> {
  await charge(rows, ctx);
  for (const row of rows) {
    ctx.trail.subject(row.personalId ?? `enrolment:${row.enrolmentId}`, 'RELEASED');
    if (row.personalId) ctx.sectors.note(name, row.personalId, [row]);
  }
}
