import { authorize, holds } from '../access/authorize.js';
import type { Caller } from '../access/caller.js';
import { badField } from '../access/input.js';
import type { RequestContext } from '../context.js';
import { HubError } from '../domain/errors.js';

/** An agency of one school need not name it; another's is to it as one that does not exist. */
export function ownSchool({ caller, trail }: RequestContext, stated: string | null | undefined): string {
  const { units } = caller.agency;
  if (!stated && units.length !== 1) throw badField('schoolCode');
  const code = stated || units[0]!;
  if (units.includes(code)) return code;
  trail.subject(`school:${code.slice(0, 30)}`, 'OUT_OF_REMIT');
  throw new HubError('NOT_FOUND', { field: 'schoolCode' });
}

/** A school sees what it holds itself of a pupil, never where else he was or what he owed there. A resident sees all. */
export function isOfCaller({ agency, self }: Caller, { schoolCode }: { schoolCode: string }): boolean {
  return self !== null || agency.units.includes(schoolCode);
}

/** `2026-2027`. @throws HubError BAD_USER_INPUT */
export function requireSchoolYear(text: string): string {
  const years = /^(\d{4})-(\d{4})$/.exec(text);
  if (!years || Number(years[2]) !== Number(years[1]) + 1) throw badField('schoolYear');
  return text;
}

/** Whether the caller may know why a verdict is what it is, also of one that was kept. */
export function mayReadReasons({ caller, reason }: RequestContext): boolean {
  return holds('identity:read', caller, reason);
}

/** Refuses who may not read exemptions, of a field that stands under another scope. @throws HubError as `authorize` */
export function requireExemptionReader({ caller, reason }: RequestContext, coordinate: string): void {
  authorize([{ coordinate, scope: 'exemption:read' }], caller, reason);
}
