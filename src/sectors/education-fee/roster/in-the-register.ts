import type { RequestContext } from '../../../context.js';
import { HubError } from '../../../domain/errors.js';
import type { IdentityClaim } from '../../../registry/identification.js';
import { ownSchool } from '../../../students/own-school.js';
import type { Act, PupilIdentity, Register, Registered } from '../../../students/register.js';
import { type EducationFee, name } from '../adapter.js';
import { Enrolment } from '../types.js';
import type { RegisterInput } from './inputs.js';

/** The registers that the hub may write in. @throws HubError SECTOR_UNAVAILABLE where it has no login for them */
export function requireRegister(ctx: RequestContext): Register {
  const { register } = ctx.sectors.get<EducationFee>(name);
  if (!register) throw new HubError('SECTOR_UNAVAILABLE', { sector: name, reason: 'NO_WRITER' });
  return register;
}

/**
 * One act on the register of the caller's own school, on record with the pupil it concerns: that it was asked before it
 * is done, and what came of it after. The school's database commits in between and does each key once, so that the same
 * request again finds the act done and puts it on record. Answers the enrolment as it stands now.
 * @throws HubError NOT_FOUND, CONFLICT with `reason`, SECTOR_UNAVAILABLE
 */
export async function inTheRegister(
  ctx: RequestContext,
  input: RegisterInput,
  what: string,
  act: (register: Register, whose: Act) => Promise<Registered>,
): Promise<Enrolment> {
  const register = requireRegister(ctx);
  const { agency, officer } = ctx.caller;
  const schoolCode = ownSchool(ctx, input.schoolCode);
  const whose = { schoolCode, by: `${agency.code}/${officer}`, key: input.idempotencyKey };
  const note = ({ personalId, enrolmentId }: Registered) =>
    ctx.trail.subject(personalId ?? `enrolment:${enrolmentId}`, 'RELEASED');
  let isNew = false;
  const kept = await ctx.write(
    input.idempotencyKey,
    input,
    async () => {
      const made = await act(register, whose);
      isNew = true;
      note(made);
      const { personalId: _personalId, ...after } = made;
      return { value: made, change: { what, target: `school:${schoolCode}`, before: null, after } };
    },
    { elsewhere: true },
  );
  if (!isNew) note(kept);
  const { findEnrolments } = ctx.sectors.get<EducationFee>(name);
  const record = await ctx.sectors.ask(name, findEnrolments, kept.enrolmentId);
  if (!record) throw new HubError('NOT_FOUND', { field: 'enrolmentId' });
  return new Enrolment(record, ctx.today);
}

/** Who stands at the desk, by the registry. @throws HubError BAD_USER_INPUT with `outcome` for anything but a match */
export async function requirePupil(ctx: RequestContext, claim: IdentityClaim): Promise<PupilIdentity> {
  const identified = await ctx.identify(claim);
  const resident = identified.personalId && (await ctx.residents.find(identified.personalId));
  if (!resident) throw new HubError('BAD_USER_INPUT', { field: 'claim', outcome: identified.outcome });
  const { personalId, fullName, dateOfBirth } = resident;
  return { personalId, fullName, dateOfBirth, sex: resident.record.sex };
}
