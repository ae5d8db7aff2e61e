import { badField } from '../../../access/input.js';
import type { RequestContext } from '../../../context.js';
import { HubError } from '../../../domain/errors.js';
import { unitsOfResidence } from '../../../domain/units-of-residence.js';
import { rulesFor } from '../../../fees/exemption/compute.js';
import { exemptionRules } from '../../../fees/exemption/rules.js';
import type { Resident } from '../../../registry/resident.js';
import { isLikely } from '../../likely.js';
import { type EducationFee, name } from '../adapter.js';
import { type EnrolmentRecord, isCurrent } from '../record.js';
import type { Contest, DecidedExemption } from './contest.js';
import { findContest } from './contest-store.js';

/** A resident himself or his child under 14; for a school, whom its remit lets it ask about. */
export async function findTheirs(ctx: RequestContext, personalId: string): Promise<Resident | null> {
  const { self } = ctx.caller;
  if (self && self !== personalId) {
    const parent = await ctx.residents.find(self);
    if (parent) ctx.residents.markOwnChildren(parent, parent.record.children ?? []);
  }
  return ctx.residents.find(personalId, self && self !== personalId ? 'RELATED' : 'DIRECT');
}

/** A school acts for itself, a resident wherever he or his child studies. */
export function mayAct({ caller, trail }: RequestContext, schoolCode: string): boolean {
  if (caller.self || caller.agency.units.includes(schoolCode)) return true;
  trail.subject(`school:${schoolCode.slice(0, 30)}`, 'OUT_OF_REMIT');
  return false;
}

/** A pupil who is theirs, as he studies at the school now. @throws HubError NOT_FOUND */
export async function findPupil(
  ctx: RequestContext,
  { personalId, schoolCode, schoolYear }: { personalId: string; schoolCode: string; schoolYear: string },
): Promise<{ resident: Resident; record: EnrolmentRecord }> {
  const resident = mayAct(ctx, schoolCode) ? await findTheirs(ctx, personalId) : null;
  const records = resident && (await ctx.sectors.load<EnrolmentRecord[]>(name, resident));
  const record = records?.find(
    (one) =>
      one.schoolCode === schoolCode &&
      one.schoolYear === schoolYear &&
      isCurrent(one, ctx.today) &&
      isLikely(one, resident!),
  );
  if (!resident || !record) throw new HubError('NOT_FOUND');
  return { resident, record };
}

/** Communes in force that he may live in, and their provinces. */
export function unitsOf({ record }: Resident, { units }: RequestContext): string[] {
  const residences = (record.residences ?? []).filter(({ kind }) => kind === 'PERMANENT');
  const all = residences.flatMap((residence) => unitsOfResidence(residence, units));
  return [
    ...new Set(all.flatMap(({ code, provinceCode }) => [code, ...(provinceCode ? [provinceCode] : [])])),
  ];
}

/** A contest that this authority may decide: of its communes or provinces, about somebody who lives there still. */
export async function findToReview(ctx: RequestContext, contestId: string): Promise<Contest> {
  const known = await ctx.read((db) => findContest(db, ctx.keys, requireId('contest', contestId)));
  const isTheirs = known?.units.some((unit) => ctx.caller.agency.units.includes(unit));
  if (!known || !isTheirs || !(await ctx.residents.find(known.personalId))) throw new HubError('NOT_FOUND');
  return known;
}

/** The rule of law that a ground names, as it counts at a school today. */
export async function decidedBy(
  ctx: RequestContext,
  schoolCode: string,
  ground: string,
): Promise<DecidedExemption> {
  const { findSchools } = ctx.sectors.get<EducationFee>(name);
  const school = await ctx.sectors.ask(name, findSchools, schoolCode);
  const rules = school ? rulesFor(exemptionRules, school, ctx.today) : [];
  const rule = rules.find((one) => one.ground === ground);
  if (!rule) throw badField('ground', [...new Set(rules.map((one) => one.ground))]);
  return { rate: rule.rate, ground, legalBasis: rule.source };
}

/** @throws HubError BAD_USER_INPUT naming the field */
export function requireId(field: string, id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw badField(field);
  return id;
}
