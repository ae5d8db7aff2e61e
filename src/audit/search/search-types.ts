import { createHmac } from 'node:crypto';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AgencyKindEnum, PurposeEnum } from '../../access/administration/agency-types.js';
import { Guarded } from '../../access/guarded.js';
import type { Keyring } from '../../access/keys.js';
import type { AgencyKind, Purpose } from '../../access/kinds.js';
import { PageInfo } from '../../graphql/page.js';
import { DateTimeScalar, PersonalIdScalar } from '../../graphql/scalars.js';
import type { StoredEvent, StoredSubject } from '../canonical.js';
import type { AuditOutcome } from '../event.js';
import { entryId } from '../usage/report.js';

export const AuditOutcomeEnum = Object.fromEntries(
  ['REQUESTED', 'ANSWERED', 'PARTIAL', 'REFUSED', 'FAILED', 'CLIENT_GONE'].map((name) => [name, name]),
) as Record<AuditOutcome, AuditOutcome>;
registerEnumType(AuditOutcomeEnum, {
  name: 'AuditOutcome',
  description: 'How an operation ended. / Kết quả của một lượt xử lý.',
});

@InputType({ description: 'All that is given must hold. / Mọi điều kiện đã nêu phải thỏa mãn.' })
export class AuditEventFilter {
  @Field(() => PersonalIdScalar, {
    nullable: true,
    description: 'About this number, as it was at the time. / Về số định danh này.',
  })
  subject?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of the agency. / Mã cơ quan.' })
  agency?: string | null;
  @Field(() => String, { nullable: true, description: 'The officer, as tokens name him. / Mã cán bộ.' })
  officer?: string | null;
  @Field(() => PurposeEnum, { nullable: true, description: 'Stated purpose. / Mục đích.' })
  purpose?: Purpose | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'From then on. / Từ lúc.' })
  from?: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Before then. / Trước lúc.' })
  to?: string | null;
  @Field(() => AuditOutcomeEnum, { nullable: true, description: 'How it ended. / Kết quả.' })
  outcome?: AuditOutcome | null;
  @Field(() => String, {
    nullable: true,
    description: 'Needs `from` and `to`, at most two days apart. / Cần từ lúc và trước lúc, tối đa hai ngày.',
  })
  requestId?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Leaves out what was answered, about nobody, and changed nothing. / Bỏ lượt không về ai.',
  })
  withoutNobodys?: boolean | null;
}

@ObjectType({ description: 'Whom an event was about. / Người được tra cứu.' })
@Guarded('audit:read')
export class AuditSubject {
  constructor(
    readonly subject: StoredSubject,
    readonly event: StoredEvent,
    readonly keys: Keyring,
    readonly auditor: string,
  ) {}

  @Field(() => ID, {
    description:
      'The same for one person in all answers to this auditor; no number. / Bí danh của người này.',
  })
  get pseudonym(): string {
    const key = this.keys.key('auditor-subject');
    return createHmac('sha256', key)
      .update(`${this.auditor.length}:${this.auditor}`)
      .update(this.subject.mac)
      .digest('base64url')
      .slice(0, 22);
  }
  @Field(() => String, { description: 'What became of this person. / Kết quả đối với người này.' })
  get outcome(): string {
    return this.subject.outcome;
  }
  @Field(() => String, { description: 'DIRECT, or RELATED: through another. / Trực tiếp hay liên quan.' })
  get relation(): string {
    return this.subject.relation;
  }
  @Field(() => ID, {
    description: 'The id by which the resident quotes this look. / Mã lượt tra cứu mà người dân nêu.',
  })
  get usageEntryId(): string {
    return entryId(this.keys, this.event.id, this.subject.mac);
  }
}

@ObjectType({ description: 'One operation on record. / Một lượt xử lý trong nhật ký.' })
@Guarded('audit:read')
export class AuditEvent {
  constructor(
    readonly stored: StoredEvent,
    readonly keys: Keyring,
    readonly auditor: string,
  ) {}

  @Field(() => ID, { description: 'Its id. / Mã.' })
  get id(): string {
    return this.stored.id;
  }
  @Field(() => DateTimeScalar, { description: 'When it was recorded. / Thời điểm ghi.' })
  get occurredAt(): string {
    return this.stored.occurredAt;
  }
  @Field(() => String, { description: 'Id of the request. / Mã yêu cầu.' })
  get requestId(): string {
    return this.stored.requestId;
  }
  @Field(() => String, { nullable: true, description: 'Code of the agency. / Mã cơ quan.' })
  get agency(): string | null {
    return this.stored.agencyCode;
  }
  @Field(() => AgencyKindEnum, { nullable: true, description: 'Its kind. / Loại cơ quan.' })
  get agencyKind(): AgencyKind | null {
    return this.stored.agencyKind as AgencyKind | null;
  }
  @Field(() => String, { nullable: true, description: 'The system that asked. / Hệ thống gọi.' })
  get clientId(): string | null {
    return this.stored.clientId;
  }
  @Field(() => String, { nullable: true, description: 'Who looked. / Cán bộ tra cứu.' })
  get officer(): string | null {
    return this.stored.officer;
  }
  @Field(() => PurposeEnum, { nullable: true, description: 'Why. / Mục đích.' })
  get purpose(): Purpose | null {
    return this.stored.purpose as Purpose | null;
  }
  @Field(() => String, { nullable: true, description: 'Case. / Mã hồ sơ.' })
  get caseReference(): string | null {
    return this.stored.caseReference;
  }
  @Field(() => String, { nullable: true, description: 'Stated in an emergency. / Lý do khẩn cấp.' })
  get emergencyReason(): string | null {
    const { emergencyReasonSealed: sealed, id } = this.stored;
    return sealed && this.keys.open('emergency-reason', sealed, id);
  }
  @Field(() => String, { nullable: true, description: 'Name of the operation. / Tên lượt xử lý.' })
  get operationName(): string | null {
    return this.stored.operationName;
  }
  @Field(() => String, { nullable: true, description: 'Which document. / Mã băm của truy vấn.' })
  get operationHash(): string | null {
    return this.stored.operationHash;
  }
  @Field(() => AuditOutcomeEnum, { description: 'How it ended. / Kết quả.' })
  get outcome(): AuditOutcome {
    return this.stored.outcome as AuditOutcome;
  }
  @Field(() => [String], { description: 'Codes of its errors. / Mã lỗi.' })
  get errorCodes(): string[] {
    return this.stored.errorCodes;
  }
  @Field(() => [String], { description: 'Fields answered, by coordinate. / Trường đã cung cấp.' })
  get fieldsReleased(): string[] {
    return this.stored.fieldsReleased;
  }
  @Field(() => [String], { description: 'Fields refused. / Trường bị từ chối.' })
  get fieldsRefused(): string[] {
    return this.stored.fieldsRefused;
  }
  @Field(() => [String], { description: 'Fields a source could not answer. / Trường không lấy được.' })
  get fieldsUnavailable(): string[] {
    return this.stored.fieldsUnavailable;
  }
  @Field(() => Float, { description: 'Milliseconds. / Thời gian xử lý, mili giây.' })
  get durationMs(): number {
    return this.stored.durationMs;
  }
  @Field(() => String, {
    nullable: true,
    description: 'Of an administrative change: what, target, before, after, as JSON. / Nội dung thay đổi.',
  })
  get change(): string | null {
    return this.stored.change;
  }
  @Field(() => [AuditSubject], { description: 'Whom it was about. / Những người được tra cứu.' })
  get subjects(): AuditSubject[] {
    return this.stored.subjects.map((one) => new AuditSubject(one, this.stored, this.keys, this.auditor));
  }
}

@ObjectType({ description: 'Events, newest first. / Nhật ký, mới nhất trước.' })
@Guarded('audit:read')
export class AuditEventPage {
  @Field(() => [AuditEvent], { description: 'Events. / Các lượt xử lý.' })
  nodes!: AuditEvent[];
  @Field(() => PageInfo, { description: 'Where the page ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'How many events of one sort. / Số lượt theo loại.' })
@Guarded('audit:read')
export class AuditSummaryRow {
  @Field(() => String, { nullable: true, description: 'Code of the agency. / Mã cơ quan.' })
  agency!: string | null;
  @Field(() => AgencyKindEnum, { nullable: true, description: 'Its kind. / Loại cơ quan.' })
  agencyKind!: AgencyKind | null;
  @Field(() => PurposeEnum, { nullable: true, description: 'Stated purpose. / Mục đích.' })
  purpose!: Purpose | null;
  @Field(() => AuditOutcomeEnum, { description: 'How they ended. / Kết quả.' })
  outcome!: AuditOutcome;
  @Field(() => Int, { description: 'How many. / Số lượt.' })
  count!: number;
}
