import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { badField } from '../../../access/input.js';
import type { RequestContext } from '../../../context.js';
import { pageAsked, pageFrom } from '../../../graphql/page.js';
import type { FieldVerdictType } from '../../../registry/field-verdict.js';
import { IdentificationOutcome } from '../../../registry/identification.js';
import { continueImport, mostRows } from '../../../students/continue-import.js';
import { mayReadReasons } from '../../../students/own-school.js';
import { noteOf } from '../../../students/roster-preview.js';
import { countsOf, findRun, rowsAfter, runsOf, type StoredRow } from '../../../students/roster-store.js';
import { type EducationFee, name } from '../adapter.js';
import { School } from '../types.js';
import {
  ContinueRosterImportInput,
  RosterCount,
  RosterImport,
  type RosterRegister,
  RosterRowPage,
  type RosterRowType,
} from './import-types.js';

const isId = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
const own = ({ keys, caller }: RequestContext) => ({ keys, agency: caller.agency.code });

@Resolver(() => RosterImport)
export class RosterImportResolver {
  @Query(() => RosterImport, {
    nullable: true,
    description:
      'A roster of one’s own school, and how far it is. / Một lần kiểm tra danh sách của trường mình.',
  })
  @Guarded('enrolment:read')
  async rosterImport(
    @Arg('id', () => ID) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<RosterImport | null> {
    if (!isId(id)) return null;
    const { agency } = ctx.caller;
    const run = await ctx.readRecord({ kind: 'AGENCY', agency: agency.code }, (db) =>
      findRun(db, own(ctx), id),
    );
    return run && agency.units.includes(run.schoolCode) ? new RosterImport(run) : null;
  }

  @Mutation(() => RosterImport, {
    description:
      'Checks the next rows of a roster that was sent to /wires/roster. / Kiểm tra tiếp danh sách đã gửi.',
  })
  @Guarded('identity:verify')
  async continueRosterImport(
    @Arg('input', () => ContinueRosterImportInput) input: ContinueRosterImportInput,
    @Ctx() ctx: RequestContext,
  ): Promise<RosterImport> {
    const { idempotencyKey, id, from, rows } = input;
    if (!isId(id)) throw badField('id');
    if (rows < 1 || rows > mostRows) throw badField('rows', { from: 1, to: mostRows });
    const registers = ctx.sectors.get<EducationFee>(name);
    const { run, retryAfterMs } = await continueImport(ctx, name, registers, {
      idempotencyKey,
      id,
      from,
      rows,
    });
    return new RosterImport(run, retryAfterMs);
  }

  @FieldResolver(() => [RosterCount], { description: 'Of the rows checked so far. / Tổng hợp kết quả.' })
  @Guarded('identity:verify')
  counts(@Root() { run }: RosterImport, @Ctx() ctx: RequestContext): Promise<RosterCount[]> {
    const { code: agency } = ctx.caller.agency;
    return ctx.readRecord({ kind: 'AGENCY', agency }, (db) => countsOf(db, own(ctx), run.id)) as Promise<
      RosterCount[]
    >;
  }

  @FieldResolver(() => RosterRowPage, {
    nullable: true,
    description: 'Its rows, until they are dropped 30 days after the start. / Các dòng của danh sách.',
  })
  @Guarded('enrolment:read')
  async rows(
    @Root() { run }: RosterImport,
    @Arg('only', () => IdentificationOutcome, {
      nullable: true,
      description: 'Only these. / Lọc theo kết quả.',
    })
    only: IdentificationOutcome | null,
    @Arg('noted', () => Boolean, {
      nullable: true,
      description: 'Only with notes, or without. / Lọc theo ghi chú.',
    })
    noted: boolean | null,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() ctx: RequestContext,
  ): Promise<RosterRowPage> {
    const { key } = pageAsked(first, after);
    if (key !== null && !/^\d{1,6}$/.test(key)) throw badField('after');
    const asked = {
      after: Number(key ?? 0),
      most: first + 1,
      outcome: only ?? null,
      noted: noted ?? null,
    };
    const { code: agency } = ctx.caller.agency;
    const rows = await ctx.readRecord({ kind: 'AGENCY', agency }, (db) =>
      rowsAfter(db, own(ctx), run.id, asked),
    );
    const { nodes, pageInfo } = pageFrom(rows, first, ({ seq }) => String(seq));
    return { nodes: nodes.map((row) => rowOf(row, run.columns, ctx)), pageInfo };
  }
}

@Resolver(() => School)
export class RosterImportsResolver {
  @FieldResolver(() => [RosterImport], {
    nullable: true,
    description: 'The last twenty, newest first. / Hai mươi lần kiểm tra danh sách gần nhất.',
  })
  @Guarded('enrolment:read')
  async rosterImports(@Root() school: School, @Ctx() ctx: RequestContext): Promise<RosterImport[]> {
    const { code: agency } = ctx.caller.agency;
    const runs = await ctx.readRecord({ kind: 'AGENCY', agency }, (db) =>
      runsOf(db, own(ctx), school.code, 20),
    );
    return runs.map((run) => new RosterImport(run));
  }
}

function rowOf(row: StoredRow, columns: RosterImport['run']['columns'], ctx: RequestContext): RosterRowType {
  const { sheetRow, pupil, notes, result } = row;
  const withReasons = mayReadReasons(ctx);
  return {
    row: sheetRow,
    ...{ fullName: pupil.fullName, dateOfBirth: pupil.dateOfBirth || null, className: pupil.className },
    ...{ moetCode: pupil.moetCode, personalId: pupil.personalId },
    notes: [...notes, ...(result?.notes ?? [])].map((note) => noteOf(note, columns, sheetRow, ctx.language)),
    outcome: (result?.outcome ?? null) as IdentificationOutcome | null,
    verdicts: (result?.verdicts ?? []).map((verdict) =>
      withReasons || verdict.field === 'NUMBER' ? verdict : { ...verdict, reason: null },
    ) as FieldVerdictType[],
    register: (result?.register ?? null) as RosterRegister | null,
    enrolmentId: result?.enrolmentId ?? null,
    refused: result?.refused ?? null,
  };
}
