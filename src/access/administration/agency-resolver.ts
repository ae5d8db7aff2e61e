import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { pageAsked, pageFrom } from '../../graphql/page.js';
import {
  type AgencyDetails,
  agenciesAfter,
  changesAfter,
  grantsOf,
  keysOf,
  listAgencies,
  officersAfter,
} from '../agency-details.js';
import { Guarded } from '../guarded.js';
import { kinds, type Purpose } from '../kinds.js';
import {
  AdministrativeChangePage,
  Agency,
  AgencyGrant,
  AgencyKey,
  AgencyPage,
  OfficerPage,
  PurposeEnum,
} from './agency-types.js';
import { asText } from './moments.js';

const first = () => Arg('first', () => Int, { defaultValue: 50 });
const after = () => Arg('after', () => String, { nullable: true });

/** What operators read of the agencies; nothing here is about a resident. */
@Resolver(() => Agency)
export class AgencyResolver {
  @Query(() => Agency, { nullable: true, description: 'One agency by its code. / Một cơ quan theo mã.' })
  @Guarded('agency:admin')
  async agency(
    @Arg('code', () => String) code: string,
    @Ctx() ctx: RequestContext,
  ): Promise<AgencyDetails | null> {
    const [found = null] = await ctx.read((db) => listAgencies(db, code));
    return found;
  }

  @Query(() => AgencyPage, { nullable: true, description: 'Every agency, by code. / Các cơ quan.' })
  @Guarded('agency:admin')
  async agencies(@first() many: number, @after() cursor: string | null, @Ctx() ctx: RequestContext) {
    const asked = pageAsked(many, cursor);
    const { rows, total } = await ctx.read((db) => agenciesAfter(db, asked.key, asked.first + 1));
    return { ...pageFrom(rows, asked.first, ({ code }) => code), totalCount: total };
  }

  @Query(() => AdministrativeChangePage, {
    nullable: true,
    description: 'What was changed, by whom, newest first. / Nhật ký thay đổi quản trị.',
  })
  @Guarded('agency:admin')
  async changes(
    @Arg('agency', () => String, { nullable: true }) agency: string | null,
    @first() many: number,
    @after() cursor: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(many, cursor);
    const seen = asked.key === null ? null : lastSeen(asked.key);
    const rows = await ctx.read((db) => changesAfter(db, agency ?? null, seen, asked.first + 1));
    const page = pageFrom(rows, asked.first, ({ occurredAt, id }) => `${occurredAt} ${id}`);
    const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
    const nodes = page.nodes.map((row) => ({ ...row, before: json(row.before), after: json(row.after) }));
    return { ...page, nodes };
  }

  @FieldResolver(() => [String])
  grantableScopes(@Root() { kind }: AgencyDetails): readonly string[] {
    return kinds[kind].scopes;
  }

  @FieldResolver(() => [PurposeEnum])
  purposes(@Root() { kind }: AgencyDetails): readonly Purpose[] {
    return kinds[kind].purposes;
  }

  @FieldResolver(() => [AgencyGrant], { description: 'In the order they were made. / Các quyền đã cấp.' })
  async grants(
    @Root() { code }: AgencyDetails,
    @Arg('history', () => Boolean, { defaultValue: false }) history: boolean,
    @Ctx() ctx: RequestContext,
  ) {
    return (await ctx.read((db) => grantsOf(db, code, history))).map(asText);
  }

  @FieldResolver(() => [AgencyKey], { description: 'Oldest first, revoked ones too. / Các khóa công khai.' })
  async keys(@Root() { code }: AgencyDetails, @Ctx() ctx: RequestContext) {
    return (await ctx.read((db) => keysOf(db, code))).map(asText);
  }

  @FieldResolver(() => OfficerPage, { nullable: true, description: 'By their identifier. / Cán bộ.' })
  async officers(
    @Root() { code }: AgencyDetails,
    @first() many: number,
    @after() cursor: string | null,
    @Ctx() ctx: RequestContext,
  ) {
    const asked = pageAsked(many, cursor);
    const { rows, total } = await ctx.read((db) => officersAfter(db, code, asked.key, asked.first + 1));
    const page = pageFrom(rows, asked.first, ({ officer }) => officer);
    return { ...page, nodes: page.nodes.map(asText), totalCount: total };
  }
}

/** @throws HubError BAD_USER_INPUT */
function lastSeen(key: string): { occurredAt: string; id: string } {
  const [, occurredAt, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{15}Z) ([0-9a-f-]{36})$/.exec(key) ?? [];
  if (!occurredAt || !id) throw new HubError('BAD_USER_INPUT', { argument: 'after' });
  return { occurredAt, id };
}
