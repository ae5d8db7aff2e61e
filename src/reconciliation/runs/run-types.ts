import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import type { Language } from '../../domain/language.js';
import { PageInfo } from '../../graphql/page.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { OUTCOMES, type Outcome } from '../decision.js';
import { refusalWords } from '../refusal-words.js';
import { paceOf, type RunPace } from '../run-progress.js';
import type * as runs from '../run-store.js';
import type { RunAction } from './run-request-store.js';

const named = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [Each in Word]: Each };

export const OutcomeEnum = named(OUTCOMES);
registerEnumType(OutcomeEnum, {
  name: 'ReconciliationOutcome',
  description: 'What became of a record. / Kết quả rà soát một hồ sơ.',
});

const RunStateEnum = named<runs.RunState>([
  ...(['WAITING', 'RUNNING', 'PAUSING', 'PAUSED', 'CANCELLING', 'CANCELLED', 'FAILED', 'FINISHED'] as const),
]);
registerEnumType(RunStateEnum, {
  name: 'ReconciliationState',
  description: 'PAUSING and CANCELLING: asked for, obeyed after the chunk in hand. / Trạng thái đợt rà soát.',
});

const RunStageEnum = named<runs.RunStage>(['LOADING', 'SEARCHING', 'GROUPING', 'DONE']);
registerEnumType(RunStageEnum, {
  name: 'ReconciliationStage',
  description:
    'LOADING: read, and compared by number; SEARCHING: the others looked for; GROUPING: duplicates, counts. / Bước.',
});

const SourceKindEnum = named<runs.RunSource['kind']>(['FILE', 'UPLOAD', 'VIEW']);
registerEnumType(SourceKindEnum, {
  name: 'ReconciliationSourceKind',
  description: 'A file of a command, one that was sent in, or the sector’s own records. / Nguồn hồ sơ.',
});

const RunActionEnum = named<RunAction>(['PAUSE', 'RESUME', 'CANCEL']);
registerEnumType(RunActionEnum, {
  name: 'ReconciliationAction',
  description: 'RESUME goes on where a run was paused. / Tạm dừng, chạy tiếp, hủy.',
});

export const MappedColumnEnum = named([
  ...(['sector_no', 'personal_id', 'old_cmnd', 'full_name', 'dob', 'gender', 'address'] as const),
  ...(['employer', 'issuing_office', 'commune'] as const),
]);
registerEnumType(MappedColumnEnum, {
  name: 'ReconciliationColumn',
  description: 'A column of a file of records. / Cột của tệp hồ sơ.',
});

@ObjectType({ description: 'What is reconciled. / Hồ sơ được rà soát.' })
@Guarded('reconciliation:run')
export class ReconciliationSource {
  constructor(
    private readonly source: runs.RunSource,
    private readonly digest: string | null,
  ) {}

  @Field(() => SourceKindEnum, { description: 'Where it comes from. / Nguồn.' })
  get kind(): runs.RunSource['kind'] {
    return this.source.kind;
  }
  @Field(() => String, { description: 'The file or the contract view. / Tên tệp hoặc view.' })
  get name(): string {
    return this.source.file;
  }
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file, or of what was read of the view; hex. / Mã băm.',
  })
  get sha256(): string | null {
    return this.digest;
  }
  @Field(() => String, { nullable: true, description: 'Recognised charset. / Bảng mã.' })
  get charset(): string | null {
    return this.source.charset;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Font encoding of the names where it is not Unicode, `TCVN3`. / Bảng mã phông chữ cũ.',
  })
  get letters(): string | null {
    return this.source.letters;
  }
  @Field(() => String, { nullable: true, description: 'Between cells. / Dấu phân cách.' })
  get delimiter(): string | null {
    return this.source.delimiter;
  }
  @Field(() => String, { nullable: true, description: 'Of a workbook. / Trang tính.' })
  get sheet(): string | null {
    return this.source.sheet;
  }
}

@ObjectType({ description: 'How many records came to an outcome. / Số hồ sơ theo kết quả.' })
@Guarded('reconciliation:run')
export class ReconciliationOutcomeCount {
  @Field(() => OutcomeEnum, { description: 'Outcome. / Kết quả.' })
  outcome!: Outcome;
  @Field(() => Int, { description: 'Records. / Số hồ sơ.' })
  records!: number;
}

@ObjectType({ description: 'How many records have a cause. / Số hồ sơ theo nguyên nhân.' })
@Guarded('reconciliation:run')
export class ReconciliationCauseCount {
  @Field(() => String, { description: '`name:ONE_LETTER`. / Nguyên nhân.' })
  cause!: string;
  @Field(() => Int, { description: 'Records. / Số hồ sơ.' })
  records!: number;
}

@ObjectType({ description: 'Versions that a result depends on. / Phiên bản.' })
@Guarded('reconciliation:run')
export class ReconciliationVersions {
  @Field(() => String, { description: 'Of the hub. / Hệ thống.' })
  hub!: string;
  @Field(() => Int, { description: 'Of the rules of matching. / Quy tắc đối chiếu.' })
  engine!: number;
}

@ObjectType({ description: 'A sector’s records against the registry. / Một đợt rà soát hồ sơ với dân cư.' })
@Guarded('reconciliation:run')
export class ReconciliationRun {
  readonly #pace: RunPace;

  constructor(
    readonly run: runs.Run,
    private readonly about: {
      language: Language;
      now: number;
      version: string;
      sign(run: runs.Run): string | null;
    },
  ) {
    this.#pace = paceOf(run, about.now);
  }

  @Field(() => ID, { description: 'Identifier. / Mã đợt.' })
  get id(): string {
    return String(this.run.runId);
  }
  @Field(() => String, { description: 'The sector, `social-security`. / CSDL chuyên ngành.' })
  get sector(): string {
    return this.run.sector;
  }
  @Field(() => RunStateEnum, { description: 'State. / Trạng thái.' })
  get state(): runs.RunState {
    return this.run.state;
  }
  @Field(() => RunStageEnum, { description: 'Stage it is in. / Bước.' })
  get stage(): runs.RunStage {
    return this.run.stage;
  }
  @Field(() => ReconciliationSource, { description: 'What is reconciled. / Nguồn hồ sơ.' })
  get source(): ReconciliationSource {
    return new ReconciliationSource(this.run.source, this.run.digest);
  }
  @Field(() => Int, { description: 'Rows read. / Số dòng đã đọc.' })
  get rowsRead(): number {
    return this.run.rowsRead;
  }
  @Field(() => Int, { description: 'Rows set aside, with their reasons on record. / Số dòng bị loại.' })
  get rowsRejected(): number {
    return this.run.rowsRejected;
  }
  @Field(() => Int, { description: 'Rows done in this stage. / Đã làm trong bước này.' })
  get done(): number {
    return this.#pace.done;
  }
  @Field(() => Int, { nullable: true, description: 'Of how many, as far as known. / Tổng số của bước.' })
  get total(): number | null {
    return this.#pace.total;
  }
  @Field(() => Int, { nullable: true, description: 'Rows a second in this stage. / Dòng mỗi giây.' })
  get rowsPerSecond(): number | null {
    return this.#pace.rowsPerSecond;
  }
  @Field(() => Int, {
    nullable: true,
    description: 'Until the end of this stage. / Số giây còn lại của bước.',
  })
  get secondsLeft(): number | null {
    return this.#pace.secondsLeft;
  }
  @Field(() => [ReconciliationOutcomeCount], {
    description: 'So far; duplicates are known at the end. / Số hồ sơ theo kết quả.',
  })
  get outcomes(): ReconciliationOutcomeCount[] {
    return OUTCOMES.map((outcome) => ({ outcome, records: this.run.counts?.[outcome] ?? 0 }));
  }
  @Field(() => [ReconciliationCauseCount], {
    description: 'Most first; empty before the end. / Số hồ sơ theo nguyên nhân.',
  })
  get causes(): ReconciliationCauseCount[] {
    return Object.entries(this.run.causes ?? {})
      .map(([cause, records]) => ({ cause, records }))
      .sort((a, b) => b.records - a.records || (a.cause < b.cause ? -1 : 1));
  }
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'As of when the registry is compared with. / Dữ liệu dân cư tính đến.',
  })
  get registryAt(): string | null {
    return this.run.registry?.syncedAt ?? null;
  }
  @Field(() => Int, { nullable: true, description: 'Residents then on record. / Số người khi đó.' })
  get residents(): number | null {
    return this.run.registry?.residents ?? null;
  }
  @Field(() => ReconciliationVersions, { description: 'What a result depends on. / Phiên bản.' })
  get versions(): ReconciliationVersions {
    return { hub: this.about.version, engine: this.run.engineVersion };
  }
  @Field(() => String, {
    nullable: true,
    description: 'Why it failed, and what to do. / Vì sao hỏng, cần làm gì.',
  })
  get refusal(): string | null {
    const { refusal, refusalCode } = this.run;
    return refusal !== null && refusalCode !== null && this.about.language === 'vi'
      ? refusalWords(refusalCode, refusal)
      : refusal;
  }
  @Field(() => String, {
    nullable: true,
    description: 'The same for machines: `RUBBISH`. / Mã lý do.',
  })
  get refusalCode(): string | null {
    return this.run.refusalCode;
  }
  @Field(() => String, { nullable: true, description: 'Who asked; null at night. / Cán bộ yêu cầu.' })
  get officer(): string | null {
    return this.run.officer;
  }
  @Field(() => DateTimeScalar, { description: 'When it was asked for. / Lúc bắt đầu.' })
  get startedAt(): string {
    return this.run.startedAt;
  }
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was over. / Lúc kết thúc.' })
  get finishedAt(): string | null {
    return this.run.finishedAt;
  }
  @Field(() => Float, { description: 'Seconds of work. / Số giây chạy.' })
  get seconds(): number {
    return this.run.seconds;
  }
  @Field(() => String, {
    nullable: true,
    description:
      'Of a finished run: counts, hash, registry and versions as a note signed by the hub. / Bản tổng hợp có chữ ký.',
  })
  get signedSummary(): string | null {
    return this.run.state === 'FINISHED' ? this.about.sign(this.run) : null;
  }
}

@ObjectType({ description: 'A sector whose records are reconciled. / CSDL chuyên ngành rà soát được.' })
@Guarded('reconciliation:run')
export class ReconciledSector {
  @Field(() => String, { description: 'As `startReconciliation` names it. / Tên dùng để yêu cầu.' })
  name!: string;
  @Field(() => String, { description: 'Whose records they are. / Hồ sơ của ai.' })
  records!: string;
  @Field(() => Boolean, { description: 'Whether what is accepted can be applied. / Áp dụng được chỉnh sửa.' })
  isCorrected!: boolean;
}

@ObjectType({ description: 'Runs, the latest first. / Các đợt rà soát, mới nhất trước.' })
@Guarded('reconciliation:run')
export class ReconciliationRunPage {
  @Field(() => [ReconciliationRun], { description: 'Runs. / Các đợt.' })
  nodes!: ReconciliationRun[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

@InputType({ description: 'Which header of a file is which column. / Cột trong tệp.' })
export class ReconciliationColumnInput {
  @Field(() => MappedColumnEnum, { description: 'Our column. / Cột của hệ thống.' })
  column!: keyof typeof MappedColumnEnum;
  @Field(() => String, { description: 'The header in the file. / Tiêu đề trong tệp.' })
  header!: string;
}

@InputType({ description: 'Asks for a run. / Yêu cầu rà soát.' })
export class StartReconciliationInput {
  @Field(() => String, { description: 'Makes the same request safe to repeat. / Khóa chống trùng.' })
  idempotencyKey!: string;
  @Field(() => String, { description: 'The sector, `social-security`. / CSDL chuyên ngành.' })
  sector!: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'A file sent to POST /reconciliation/files; without it the sector’s own records. / Mã tệp đã gửi.',
  })
  fileId?: string | null;
  @Field(() => [ReconciliationColumnInput], {
    nullable: true,
    description: 'Of a file with other headers. / Cột của tệp.',
  })
  columns?: ReconciliationColumnInput[] | null;
}

@InputType({ description: 'Pauses, resumes or cancels a run. / Tạm dừng, chạy tiếp hoặc hủy.' })
export class SetReconciliationStateInput {
  @Field(() => String, { description: 'Makes the same request safe to repeat. / Khóa chống trùng.' })
  idempotencyKey!: string;
  @Field(() => ID, { description: 'The run. / Mã đợt.' })
  runId!: string;
  @Field(() => RunActionEnum, { description: 'What to do. / Việc cần làm.' })
  action!: RunAction;
}
