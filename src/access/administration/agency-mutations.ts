import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../context.js';
import type { Queryable } from '../../database/transaction.js';
import type { AdministrativeChange } from '../administrative-change.js';
import {
  type AgencyTerms,
  addKeys,
  amendAgency,
  grantScopes,
  refuseWatcher,
  registerAgency,
  requireAnother,
  requireNoWatcher,
  revokeKey,
  setSuspended,
  withdrawScopes,
} from '../agency-admin.js';
import { type AgencyDetails, listAgencies, officerOf } from '../agency-details.js';
import { parseJwks } from '../agency-keys.js';
import { amendOfficer, registerOfficer, setOfficerSuspended } from '../agency-officers.js';
import { Guarded } from '../guarded.js';
import {
  AddAgencyKeyInput,
  AmendAgencyInput,
  AmendOfficerInput,
  GrantScopeInput,
  RegisterAgencyInput,
  RegisterOfficerInput,
  ResumeAgencyInput,
  ResumeOfficerInput,
  RevokeAgencyKeyInput,
  SuspendAgencyInput,
  SuspendOfficerInput,
  WithdrawGrantInput,
} from './agency-inputs.js';
import { Agency, Officer } from './agency-types.js';
import { asText, momentOf } from './moments.js';

type Act = (db: Queryable) => Promise<AdministrativeChange>;

const given = (input: () => new () => object) => Arg('input', input);

/** What operators change about agencies, each act on record with what was before and after. */
@Resolver()
export class AgencyMutations {
  @Mutation(() => Agency, { description: 'Registers an agency, without grants. / Đăng ký cơ quan.' })
  @Guarded('agency:admin')
  registerAgency(@given(() => RegisterAgencyInput) input: RegisterAgencyInput, @Ctx() ctx: RequestContext) {
    const { idempotencyKey: _key, ...said } = input;
    return administer(ctx, { ...input, agency: input.code }, (db) => {
      refuseWatcher(input.kind);
      return registerAgency(db, said);
    });
  }

  @Mutation(() => Agency, { description: 'Changes what is said about it. / Sửa thông tin cơ quan.' })
  @Guarded('agency:admin')
  amendAgency(@given(() => AmendAgencyInput) input: AmendAgencyInput, @Ctx() ctx: RequestContext) {
    const { idempotencyKey: _key, agency, ...said } = input;
    // Null takes away what may be missing; elsewhere it says nothing.
    const clearable = ['legalBasis', 'contact', 'casePattern'];
    const terms = Object.entries(said).filter(([name, value]) => value !== null || clearable.includes(name));
    return administer(ctx, input, async (db) => {
      await requireNoWatcher(db, agency);
      return amendAgency(db, agency, Object.fromEntries(terms) as Partial<AgencyTerms>);
    });
  }

  @Mutation(() => Agency, { description: 'Grants scopes, counting within seconds. / Cấp quyền.' })
  @Guarded('agency:admin')
  grantScope(@given(() => GrantScopeInput) input: GrantScopeInput, @Ctx() ctx: RequestContext) {
    const { agency, scopes, purpose, maxRows } = input;
    return administer(ctx, input, async (db) => {
      await requireNoWatcher(db, agency);
      return grantScopes(db, agency, scopes, {
        ...{ purpose, maxRows, by: nameOf(ctx) },
        validFrom: momentOf('validFrom', input.validFrom),
        validUntil: momentOf('validUntil', input.validUntil),
      });
    });
  }

  @Mutation(() => Agency, { description: 'Withdraws scopes within seconds. / Thu hồi quyền.' })
  @Guarded('agency:admin')
  withdrawGrant(@given(() => WithdrawGrantInput) input: WithdrawGrantInput, @Ctx() ctx: RequestContext) {
    const { agency, scopes, purpose } = input;
    return administer(ctx, input, (db) => withdrawScopes(db, agency, scopes, { purpose, by: nameOf(ctx) }));
  }

  @Mutation(() => Agency, { description: 'Accepts a public key, or a set of them. / Thêm khóa.' })
  @Guarded('agency:admin')
  addAgencyKey(@given(() => AddAgencyKeyInput) input: AddAgencyKeyInput, @Ctx() ctx: RequestContext) {
    const { agency, overlapHours } = input;
    const ownToo = true;
    return administer(
      ctx,
      input,
      async (db) => {
        if (agency !== ctx.caller.agency.code) await requireNoWatcher(db, agency);
        return addKeys(db, agency, parseJwks(input.jwk), {
          overlapHours,
          validFrom: momentOf('validFrom', input.validFrom),
          validUntil: momentOf('validUntil', input.validUntil),
        });
      },
      ownToo,
    );
  }

  @Mutation(() => Agency, { description: 'Refuses a key and its tokens within seconds. / Thu hồi khóa.' })
  @Guarded('agency:admin')
  revokeAgencyKey(
    @given(() => RevokeAgencyKeyInput) input: RevokeAgencyKeyInput,
    @Ctx() ctx: RequestContext,
  ) {
    const ownToo = true;
    return administer(ctx, input, (db) => revokeKey(db, input.agency, input.kid), ownToo);
  }

  @Mutation(() => Agency, { description: 'Refuses all it asks, within seconds. / Đình chỉ cơ quan.' })
  @Guarded('agency:admin')
  suspendAgency(@given(() => SuspendAgencyInput) input: SuspendAgencyInput, @Ctx() ctx: RequestContext) {
    return administer(ctx, input, (db) => setSuspended(db, input.agency, true));
  }

  @Mutation(() => Agency, { description: 'Lets it ask again. / Cho cơ quan hoạt động lại.' })
  @Guarded('agency:admin')
  resumeAgency(@given(() => ResumeAgencyInput) input: ResumeAgencyInput, @Ctx() ctx: RequestContext) {
    return administer(ctx, input, async (db) => {
      await requireNoWatcher(db, input.agency);
      return setSuspended(db, input.agency, false);
    });
  }

  @Mutation(() => Officer, { description: 'Registers an officer. / Đăng ký cán bộ.' })
  @Guarded('agency:admin')
  registerOfficer(
    @given(() => RegisterOfficerInput) input: RegisterOfficerInput,
    @Ctx() ctx: RequestContext,
  ) {
    const { agency, officer, name, unit } = input;
    return administerOfficer(ctx, input, (db) =>
      registerOfficer(db, agency, officer, { name, unit }, 'OPERATOR'),
    );
  }

  @Mutation(() => Officer, { description: 'Changes name or unit. / Sửa thông tin cán bộ.' })
  @Guarded('agency:admin')
  amendOfficer(@given(() => AmendOfficerInput) input: AmendOfficerInput, @Ctx() ctx: RequestContext) {
    const { agency, officer, name, unit } = input;
    return administerOfficer(ctx, input, (db) =>
      amendOfficer(db, agency, officer, { name: name ?? undefined, unit }),
    );
  }

  @Mutation(() => Officer, { description: 'Refuses his looks within seconds. / Đình chỉ cán bộ.' })
  @Guarded('agency:admin')
  suspendOfficer(@given(() => SuspendOfficerInput) input: SuspendOfficerInput, @Ctx() ctx: RequestContext) {
    return administerOfficer(ctx, input, (db) => setOfficerSuspended(db, input.agency, input.officer, true));
  }

  @Mutation(() => Officer, { description: 'Lets him look again. / Cho cán bộ hoạt động lại.' })
  @Guarded('agency:admin')
  resumeOfficer(@given(() => ResumeOfficerInput) input: ResumeOfficerInput, @Ctx() ctx: RequestContext) {
    return administerOfficer(ctx, input, (db) => setOfficerSuspended(db, input.agency, input.officer, false));
  }
}

/** Does it once, on record with what was before and after; answers the agency as it is then. @throws as `act` */
export function administer(
  ctx: RequestContext,
  input: { idempotencyKey: string; agency: string },
  act: Act,
  ownToo = false,
): Promise<AgencyDetails> {
  if (!ownToo) requireAnother(ctx.caller.agency.code, input.agency);
  return ctx.write(input.idempotencyKey, input, async (db) => {
    const change = await act(db);
    return { value: (await listAgencies(db, input.agency))[0]!, change };
  });
}

async function administerOfficer(
  ctx: RequestContext,
  input: { idempotencyKey: string; agency: string; officer: string },
  act: Act,
): Promise<object> {
  requireAnother(ctx.caller.agency.code, input.agency);
  return ctx.write(input.idempotencyKey, input, async (db) => {
    const change = await act(db);
    return { value: asText(await officerOf(db, input.agency, input.officer)), change };
  });
}

/** Who acts, as grants name it. */
function nameOf({ caller }: RequestContext): string {
  return `${caller.agency.code}/${caller.officer}`;
}
